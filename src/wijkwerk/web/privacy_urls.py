"""Addresses of the pages about personal data: for the FG, for the privacy-officer, and for everybody's own."""

from django.urls import path

from .views import own_data, person_data, privacy

PRIVACY = [
    path("privacy/verwerkingen/", privacy.processings, name="processings"),
    path("privacy/verwerkingen/<slug:name>/", privacy.processing, name="processing"),
    path("privacy/personen/", person_data.people, name="person_data_list"),
    path("privacy/personen/<int:number>/", person_data.one, name="person_data"),
    path("privacy/personen/<int:number>/meenemen/", person_data.export, name="export_person"),
    path("privacy/personen/<int:number>/verbeteren/", person_data.correct, name="correct_person"),
    path("privacy/personen/<int:number>/wissen/", person_data.erase, name="erase_person"),
    path("privacy/verzoeken/<int:number>/inwilligen/", person_data.grant, name="grant_correction"),
    path("privacy/verzoeken/<int:number>/afwijzen/", person_data.refuse, name="refuse_correction"),
    path("account/mijn-gegevens/", own_data.own_data, name="own_data"),
    path("account/mijn-gegevens/meenemen/", own_data.export, name="export_own_data"),
    path("account/mijn-gegevens/verzoek/", own_data.ask, name="ask_correction"),
]
