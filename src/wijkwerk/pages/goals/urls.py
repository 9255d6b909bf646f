from django.urls import path

from . import views

app_name = "goals"
urlpatterns = [
    path("nieuw/", views.add, name="add"),
    *views.PAGES.urls("doelen"),
    path("<str:key>/wijzigen/", views.change, name="change"),
    path("<str:key>/beeindigen/", views.end, name="end"),
]
