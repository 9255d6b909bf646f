from django.urls import path

from . import views

app_name = "early_signals"
urlpatterns = [
    *views.PAGES.urls("signalen"),
    path("<int:number>/veldoordeel/", views.answer, name="answer"),
]
