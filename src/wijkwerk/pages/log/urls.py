from django.urls import URLPattern, URLResolver, path

from . import views

SITE: list[URLPattern | URLResolver] = [
    path("logboek/", views.log, name="log"),
    path("logboek/nagaan/", views.verify, name="verify_log"),
]
