from django.urls import path

from . import views

app_name = "bodies"
urlpatterns = [
    path("gremia/", views.bodies, name="list"),
    path("gremia/nieuw/", views.add, name="add"),
    path("gremia/<slug:code>/leden/", views.body, name="record"),
    path("gremia/<slug:code>/wijzigen/", views.change, name="change"),
    path("gremia/<slug:code>/beeindigen/", views.end, name="end"),
    path("organisaties/nieuw/", views.add_an_organisation, name="add_organisation"),
]
