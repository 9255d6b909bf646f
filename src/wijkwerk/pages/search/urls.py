from django.urls import URLPattern, URLResolver, path

from . import views

# Pages of an edition: they also stand under its permalink.
PUBLIC: list[URLPattern | URLResolver] = [
    path("zoek/", views.search, name="search"),
]
