from django.urls import path

from . import views

app_name = "retention"
urlpatterns = [
    *views.PAGES.urls("opruimrondes"),
    path("voorbereiden/", views.plan, name="plan"),
    path("weg/", views.tombstones, name="tombstones"),
    path("<int:number>/goedkeuren/", views.approve, name="approve"),
    path("<int:number>/uitvoeren/", views.start, name="start"),
    path("<int:number>/stoppen/", views.stop, name="stop"),
    path("<int:number>/intrekken/", views.drop, name="drop"),
]
