from django.urls import path

from . import views

app_name = "notes"
urlpatterns = [
    *views.PAGES.urls("notities"),
    path("nieuw/", views.add, name="add"),
    path("<int:number>/wijzigen/", views.change, name="change"),
    path("<int:number>/vaststellen/", views.adopt, name="adopt"),
]
