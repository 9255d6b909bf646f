from django.urls import path

from . import views

app_name = "definitions"
urlpatterns = [
    *views.PAGES.urls("begrippen"),
    path("nieuw/", views.add, name="add"),
    path("<int:number>/wijzigen/", views.change, name="change"),
    path("<int:number>/vaststellen/", views.adopt, name="adopt"),
    path("<int:number>/vervalt/", views.end, name="end"),
]
