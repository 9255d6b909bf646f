from django.urls import URLPattern, URLResolver, path

from . import views

# Pages of an edition: they also stand under its permalink.
PUBLIC: list[URLPattern | URLResolver] = [
    path("thema/", views.themes, name="themes"),
    path("thema/<slug:theme>/", views.theme, name="theme"),
]
