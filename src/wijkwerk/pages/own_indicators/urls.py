from django.urls import path

from . import views

app_name = "own_indicators"
urlpatterns = [
    path("nieuw/", views.add, name="add"),
    *views.PAGES.urls("eigen-indicatoren"),
    path("<int:number>/wijzigen/", views.change, name="change"),
    path("<int:number>/voorleggen/", views.submit, name="submit"),
    path("<int:number>/teruggeven/", views.give_back, name="return"),
    path("<int:number>/vaststellen/", views.adopt, name="adopt"),
    path("<int:number>/nieuwe-versie/", views.renew, name="renew"),
    path("<int:number>/intrekken/", views.drop, name="drop"),
    path("<int:number>/vervalt/", views.end, name="end"),
    path("<int:number>/<str:room>.yaml", views.definition_file, name="definition"),
]
