"""Addresses of the pages for people who work with the figures. None stands under a permalink."""

from django.urls import path

from .views import (
    area_types,
    hand_in,
    jobs,
    logbook,
    norms,
    publishing,
    stadsdelen,
    uploads,
)

STAFF = [
    path("aanleveren/", hand_in.hand_in, name="hand_in"),
    path("aanleveren/voorbeeld-enquete.csv", hand_in.example, name="upload_example"),
    path("aanleveren/<str:token>/", uploads.upload, name="upload"),
    path("aanleveren/<str:token>/proef/", uploads.dry_run, name="dry_run"),
    path("aanleveren/<str:token>/leveren/", uploads.deliver, name="deliver"),
    path("publiceren/", publishing.publish, name="publish"),
    path("edities/<str:key>/verschil/", publishing.difference, name="difference"),
    path("edities/<str:key>/verschil/scores.<str:form>", publishing.score_file, name="score_difference"),
    path("taken/", jobs.jobs, name="jobs"),
    path("taken/<int:number>/", jobs.job, name="job"),
    path("taken/<int:number>/stoppen/", jobs.cancel_job, name="cancel_job"),
    path("normen/", norms.norms, name="norms"),
    path("normen/nieuw/", norms.new_version, name="new_norms"),
    path("normen/catalogus/", norms.from_catalogue, name="norms_from_catalogue"),
    path("normen/wijktypen/", area_types.area_types, name="area_types"),
    path("normen/wijktypen/bepalen/", area_types.set_type, name="set_area_type"),
    path("normen/<int:number>/", norms.version, name="norm_version"),
    path("normen/<int:number>/normen.<str:form>", norms.version_file, name="norm_file"),
    path("normen/<int:number>/vaststellen/", norms.adopt, name="adopt_norms"),
    path("stadsdelen/", stadsdelen.stadsdelen, name="stadsdelen"),
    path("stadsdelen/nieuw/", stadsdelen.create, name="create_stadsdeel"),
    path("stadsdelen/<str:code>/indelen/", stadsdelen.assign, name="assign_wijken"),
    path("stadsdelen/<str:code>/naam/", stadsdelen.rename, name="rename_stadsdeel"),
    path("stadsdelen/<str:code>/beeindigen/", stadsdelen.end, name="end_stadsdeel"),
    path("logboek/", logbook.log, name="log"),
    path("logboek/nagaan/", logbook.verify, name="verify_log"),
]
