"""The addresses of every subject that has a folder of its own here."""

from django.urls import include, path

urlpatterns = [
    path("acties/", include("wijkwerk.pages.actions.urls")),
    path("toezeggingen/", include("wijkwerk.pages.pledges.urls")),
    path("wacht-op-u/", include("wijkwerk.pages.inbox.urls")),
]
