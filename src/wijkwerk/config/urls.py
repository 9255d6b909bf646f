"""Root addresses."""

from django.urls import include, path

from . import health

urlpatterns = [
    path("gezond/", health.alive, name="health_alive"),
    path("gereed/", health.ready, name="health_ready"),
    path("", include("wijkwerk.access.urls")),
    path("", include("wijkwerk.web.urls")),
]

handler403 = "wijkwerk.web.views.permissions.refused"
