from django.urls import path

from . import role_holdings, views
from .pages import PAGES

app_name = "people"
urlpatterns = [
    *PAGES.urls("mensen"),
    path("nieuw/", views.add, name="add"),
    path("vacature/", role_holdings.vacancy, name="vacancy"),
    path("rollen/<int:number>/vervullen/", role_holdings.fill, name="fill_role"),
    path("rollen/<int:number>/beeindigen/", role_holdings.end, name="end_role"),
    path("<int:number>/rol/", role_holdings.give, name="give_role"),
    path("<int:number>/organisatie/", views.join, name="join"),
    path("<int:number>/link/", views.link, name="password_link"),
    path("<int:number>/tweede-stap/", views.reset_factor, name="reset_factor"),
    path("<int:number>/sluiten/", views.close, name="close"),
]
