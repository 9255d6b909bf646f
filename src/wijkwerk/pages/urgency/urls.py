from django.urls import URLPattern, URLResolver, path

from . import views

# Pages of an edition: they also stand under its permalink.
PUBLIC: list[URLPattern | URLResolver] = [
    path("urgentie/", views.urgency, name="urgency"),
    path("urgentie/<slug:part>.<str:form>", views.file, name="urgency_file"),
    path("urgentie/<slug:recipe>/<str:code>/", views.opened, name="urgency_opened"),
    path("urgentie/<slug:recipe>/<str:code>/opbouw.<str:form>", views.opened_file, name="urgency_opened_file"),
]
