from django.urls import URLPattern, URLResolver, path

from . import views

# Pages of an edition: they also stand under its permalink.
PUBLIC: list[URLPattern | URLResolver] = [
    path("zekerheid/", views.certainty, name="certainty"),
    path("zekerheid/<slug:part>.<str:form>", views.file, name="certainty_file"),
]
