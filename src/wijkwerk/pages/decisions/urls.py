from django.urls import path

from . import views

app_name = "decisions"
urlpatterns = [
    *views.PAGES.urls("besluiten"),
    path("nieuw/", views.add, name="add"),
    path("<int:number>/vastleggen/", views.adopt, name="adopt"),
]
