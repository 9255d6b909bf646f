from django.urls import URLPattern, URLResolver, path

from . import views

SITE: list[URLPattern | URLResolver] = [
    path("taken/", views.jobs, name="jobs"),
    path("taken/<int:number>/", views.job, name="job"),
    path("taken/<int:number>/stoppen/", views.cancel_job, name="cancel_job"),
]
