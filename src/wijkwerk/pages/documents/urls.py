from django.urls import path

from . import views

app_name = "documents"
urlpatterns = [*views.PAGES.urls("documenten"), path("nieuw/", views.add, name="add")]
