from django.urls import path

from . import views

app_name = "pledges"
urlpatterns = [
    *views.PAGES.urls("toezeggingen"),
    path("nieuw/", views.add, name="add"),
    path("<int:number>/wijzigen/", views.change, name="change"),
    path("<int:number>/verzetten/", views.postpone, name="postpone"),
    path("<int:number>/bericht/", views.report, name="report"),
    path("<int:number>/verteld/", views.tell, name="tell"),
    path("<int:number>/bewijs/", views.prove, name="prove"),
    path("<int:number>/gedaan/", views.finish, name="finish"),
    path("<int:number>/kan-niet/", views.give_up, name="give_up"),
    path("<int:number>/heropenen/", views.reopen, name="reopen"),
]
