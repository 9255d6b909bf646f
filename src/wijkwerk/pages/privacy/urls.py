from django.urls import URLPattern, URLResolver, path

from . import own_data_views, person_views, public_views, views

# Pages of an edition: they also stand under its permalink.
PUBLIC: list[URLPattern | URLResolver] = [
    path("privacy/", public_views.privacy, name="privacy"),
]

SITE: list[URLPattern | URLResolver] = [
    path("privacy/verwerkingen/", views.processings, name="processings"),
    path("privacy/verwerkingen/<slug:name>/", views.processing, name="processing"),
    path("privacy/personen/", person_views.people, name="person_data_list"),
    path("privacy/personen/<int:number>/", person_views.one, name="person_data"),
    path("privacy/personen/<int:number>/meenemen/", person_views.export, name="export_person"),
    path("privacy/personen/<int:number>/verbeteren/", person_views.correct, name="correct_person"),
    path("privacy/personen/<int:number>/wissen/", person_views.erase, name="erase_person"),
    path("privacy/verzoeken/<int:number>/inwilligen/", person_views.grant, name="grant_correction"),
    path("privacy/verzoeken/<int:number>/afwijzen/", person_views.refuse, name="refuse_correction"),
    path("account/mijn-gegevens/", own_data_views.own_data, name="own_data"),
    path("account/mijn-gegevens/meenemen/", own_data_views.export, name="export_own_data"),
    path("account/mijn-gegevens/verzoek/", own_data_views.ask, name="ask_correction"),
]
