from django.urls import URLPattern, URLResolver, path

from . import views

# Pages of an edition: they also stand under its permalink.
PUBLIC: list[URLPattern | URLResolver] = [
    path("bronnen/", views.sources, name="sources"),
    path("bronnen/<slug:source>/", views.source, name="source"),
]
