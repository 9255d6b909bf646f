from django.urls import URLPattern, URLResolver, path

from . import views

# Pages of an edition: they also stand under its permalink.
PUBLIC: list[URLPattern | URLResolver] = [
    path("stapeling/", views.stacking, name="stacking"),
    path("stapeling/<slug:part>.<str:form>", views.file, name="stacking_file"),
]
