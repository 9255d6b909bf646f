from django.urls import URLPattern, URLResolver, path

from . import views

SITE: list[URLPattern | URLResolver] = [
    path("stadsdelen/", views.stadsdelen, name="stadsdelen"),
    path("stadsdelen/nieuw/", views.create, name="create_stadsdeel"),
    path("stadsdelen/<str:code>/indelen/", views.assign, name="assign_wijken"),
    path("stadsdelen/<str:code>/naam/", views.rename, name="rename_stadsdeel"),
    path("stadsdelen/<str:code>/beeindigen/", views.end, name="end_stadsdeel"),
]
