from django.urls import URLPattern, URLResolver, path

from . import views

# Pages of an edition: they also stand under its permalink.
PUBLIC: list[URLPattern | URLResolver] = [
    path("", views.start, name="start"),
    path("kaart.<str:form>", views.file, name="start_file"),
]
