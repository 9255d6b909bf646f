"""Addresses of the site. Every public page also stands under `/editie/<key>/`, where it keeps that edition's figures."""

from django.urls import URLPattern, URLResolver, include, path

from .views import about, area, search, sources, start

app_name = "web"

PUBLIC: list[URLPattern | URLResolver] = [
    path("", start.start, name="start"),
    path("zoek/", search.search, name="search"),
    path("gebied/<str:code>/", area.profile, name="area"),
    path("bronnen/", sources.sources, name="sources"),
    path("bronnen/<slug:source>/", sources.source, name="source"),
    path("methode/", about.method, name="method"),
    path("toegankelijkheid/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("editie/<str:edition>/", include((PUBLIC, "permalink"))),
    path("", include(PUBLIC)),
]
