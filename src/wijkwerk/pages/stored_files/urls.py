from django.urls import URLPattern, URLResolver, path

from . import views

SITE: list[URLPattern | URLResolver] = [
    path("bestanden/<int:number>/", views.download, name="stored_file"),
    path("bestanden/<int:number>/verwijderen/", views.remove, name="remove_file"),
    path("bestanden/<slug:kind>/<int:number>/erbij/", views.add, name="add_file"),
]
