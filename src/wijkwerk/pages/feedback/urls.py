from django.urls import path

from . import views

app_name = "feedback"
urlpatterns = [
    path("", views.inbox, name="list"),
    path("<int:number>/", views.one, name="record"),
    path("<int:number>/beantwoorden/", views.answer, name="answer"),
    path("<int:number>/afsluiten/", views.close, name="close"),
    path("<int:number>/versturen/", views.send_again, name="send_again"),
    path("<int:number>/wissen/", views.erase, name="erase"),
]
