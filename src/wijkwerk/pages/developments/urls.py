from django.urls import path

from . import views

app_name = "developments"
urlpatterns = [
    *views.PAGES.urls("ontwikkelingen"),
    path("nieuw/", views.add, name="add"),
    path("<int:number>/wijzigen/", views.change, name="change"),
    path("<int:number>/afgerond/", views.finish, name="finish"),
    path("<int:number>/vervalt/", views.drop, name="drop"),
    path("<int:number>/heropenen/", views.reopen, name="reopen"),
]
