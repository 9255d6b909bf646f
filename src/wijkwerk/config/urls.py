"""Root addresses."""

from django.urls import include, path

urlpatterns = [
    path("", include("wijkwerk.access.urls")),
    path("", include("wijkwerk.web.urls")),
]
