from django.urls import path

from . import views

app_name = "actions"
urlpatterns = [
    path("", views.actions, name="list"),
    path("acties.<str:form>", views.file, name="file"),
    path("nieuw/", views.add, name="add"),
    path("<int:number>/", views.action, name="record"),
    path("<int:number>/wijzigen/", views.change, name="change"),
    path("<int:number>/gedaan/", views.finish, name="finish"),
    path("<int:number>/vervalt/", views.drop, name="drop"),
    path("<int:number>/heropenen/", views.reopen, name="reopen"),
    path("<int:number>/opmerkingen/", views.comment, name="comment"),
    path("<int:number>/opmerkingen/<int:comment>/", views.change_comment, name="change_comment"),
]
