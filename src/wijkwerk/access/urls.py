from django.urls import path

from . import account_views, views

app_name = "access"
urlpatterns = [
    path("aanmelden/", views.sign_in, name="sign_in"),
    path("aanmelden/wachtwoord/<int:number>/<str:token>/", account_views.set_password, name="set_password"),
    path("aanmelden/<str:token>/", views.follow_link, name="follow_link"),
    path("afmelden/", views.sign_out, name="sign_out"),
    path("afmelden/klaar/", views.signed_out, name="signed_out"),
    path("account/bevestigen/", account_views.confirm, name="confirm"),
    path("account/wachtwoord/", account_views.change_password, name="change_password"),
]
