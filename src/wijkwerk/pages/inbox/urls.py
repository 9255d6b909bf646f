from django.urls import path

from . import views

app_name = "inbox"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("bericht/", views.choose_digest, name="choose_digest"),
    path("afmelden/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("vervanging/", views.agree, name="agree_substitution"),
    path("vervanging/<int:number>/beeindigen/", views.end, name="end_substitution"),
]
