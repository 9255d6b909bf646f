from django.urls import path

from . import views

app_name = "access"
urlpatterns = [
    path("aanmelden/", views.sign_in, name="sign_in"),
    path("aanmelden/<str:token>/", views.follow_link, name="follow_link"),
    path("afmelden/", views.sign_out, name="sign_out"),
]
