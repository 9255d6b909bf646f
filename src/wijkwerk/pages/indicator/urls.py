from django.urls import URLPattern, URLResolver, path

from . import views

# Pages of an edition: they also stand under its permalink.
PUBLIC: list[URLPattern | URLResolver] = [
    path("indicator/<slug:indicator>/", views.indicator, name="indicator"),
    path("indicator/<slug:indicator>/<slug:part>.<str:form>", views.file, name="indicator_file"),
]
