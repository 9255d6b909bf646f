"""Root addresses."""

from django.urls import include, path

urlpatterns = [
    path("aanmelden/", include("wijkwerk.access.urls")),
    path("", include("wijkwerk.web.urls")),
]
