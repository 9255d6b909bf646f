from django.urls import URLPattern, URLResolver, path

from . import data_views, views

# Pages of an edition: they also stand under its permalink.
PUBLIC: list[URLPattern | URLResolver] = [
    path("data/", data_views.data, name="data"),
]

SITE: list[URLPattern | URLResolver] = [
    path("edities/", views.editions, name="editions"),
    path("edities/<str:key>/", views.edition, name="edition"),
    path("edities/<str:key>/bestanden/<path:name>", views.file, name="edition_file"),
]
