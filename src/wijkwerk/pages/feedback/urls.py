from django.urls import URLPattern, URLResolver, path

from . import public_views, views

app_name = "feedback"
urlpatterns = [
    path("", views.inbox, name="list"),
    path("<int:number>/", views.one, name="record"),
    path("<int:number>/beantwoorden/", views.answer, name="answer"),
    path("<int:number>/afsluiten/", views.close, name="close"),
    path("<int:number>/versturen/", views.send_again, name="send_again"),
    path("<int:number>/wissen/", views.erase, name="erase"),
]

SITE: list[URLPattern | URLResolver] = [
    path("klopt-dit-niet/", public_views.feedback, name="feedback"),
    path("klopt-dit-niet/bedankt/", public_views.thanks, name="feedback_thanks"),
]
