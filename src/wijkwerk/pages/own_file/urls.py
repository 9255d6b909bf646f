from django.urls import URLPattern, URLResolver, path

from . import hand_in_views, views

SITE: list[URLPattern | URLResolver] = [
    path("aanleveren/", hand_in_views.hand_in, name="hand_in"),
    path("aanleveren/voorbeeld-enquete.csv", hand_in_views.example, name="upload_example"),
    path("aanleveren/<str:token>/", views.upload, name="upload"),
    path("aanleveren/<str:token>/proef/", views.dry_run, name="dry_run"),
    path("aanleveren/<str:token>/leveren/", views.deliver, name="deliver"),
]
