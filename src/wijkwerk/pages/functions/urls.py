from django.urls import path

from . import views

app_name = "functions"
urlpatterns = [
    path("functies/", views.functions, name="list"),
    path("functies/nieuw/", views.add, name="add"),
    path("functies/voorbeelden/", views.add_from_examples, name="add_examples"),
    path("functies/<slug:code>/invulling/", views.function, name="record"),
    path("functies/<slug:code>/wijzigen/", views.change, name="change"),
    path("functies/<slug:code>/toewijzen/", views.hold, name="hold"),
    path("invullingen/<int:number>/vervullen/", views.fill, name="fill"),
    path("invullingen/<int:number>/beeindigen/", views.end, name="end"),
]
