from django.urls import path

from . import views

app_name = "actions"
urlpatterns = [
    *views.PAGES.urls("acties"),
    path("nieuw/", views.add, name="add"),
    path("<int:number>/wijzigen/", views.change, name="change"),
    path("<int:number>/gedaan/", views.finish, name="finish"),
    path("<int:number>/vervalt/", views.drop, name="drop"),
    path("<int:number>/heropenen/", views.reopen, name="reopen"),
]
