from django.urls import URLPattern, URLResolver, path

from . import views

# Pages of an edition: they also stand under its permalink.
PUBLIC: list[URLPattern | URLResolver] = [
    path("vergelijken/", views.compare, name="compare"),
    path("vergelijken/tabel.<str:form>", views.file, name="compare_file"),
]
