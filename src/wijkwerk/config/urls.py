"""Root addresses."""

from django.urls import include, path

from wijkwerk.pages.inspection.admin import site as inspection

from . import health, security_txt

urlpatterns = [
    path("gezond/", health.alive, name="health_alive"),
    path("gereed/", health.ready, name="health_ready"),
    path(".well-known/security.txt", security_txt.security_txt, name="security_txt"),
    path("beheer/", inspection.urls),
    path("", include("wijkwerk.access.allauth_urls")),
    path("", include("wijkwerk.access.urls")),
    path("", include("wijkwerk.pages.urls")),
    path("", include("wijkwerk.pages.site_urls")),
]

handler400 = "wijkwerk.config.plain_pages.bad_request"
handler403 = "wijkwerk.pages.permissions.views.refused"
handler500 = "wijkwerk.config.database_gone.server_fault"
