from django.urls import URLPattern, URLResolver, path

from . import views

# Pages of an edition: they also stand under its permalink.
PUBLIC: list[URLPattern | URLResolver] = [
    path("wat-als/", views.what_if, name="what_if"),
    path("wat-als/<slug:part>.<str:form>", views.file, name="what_if_file"),
]
