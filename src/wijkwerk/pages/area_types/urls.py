from django.urls import URLPattern, URLResolver, path

from . import views

SITE: list[URLPattern | URLResolver] = [
    path("normen/wijktypen/", views.area_types, name="area_types"),
    path("normen/wijktypen/bepalen/", views.set_type, name="set_area_type"),
]
