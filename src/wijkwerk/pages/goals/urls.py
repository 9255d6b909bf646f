from django.urls import path

from . import views

app_name = "goals"
urlpatterns = [
    path("", views.goals, name="list"),
    path("nieuw/", views.add, name="add"),
    path("<slug:code>/", views.change, name="change"),
    path("<slug:code>/beeindigen/", views.end, name="end"),
]
