"""Addresses of everything that is made of scores; each also stands under `/editie/<key>/`."""

from django.urls import URLPattern, URLResolver, path

from .views import stacking

SCORES: list[URLPattern | URLResolver] = [
    path("stapeling/", stacking.stacking, name="stacking"),
    path("stapeling/<slug:part>.<str:form>", stacking.file, name="stacking_file"),
]
