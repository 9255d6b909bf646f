"""Addresses of the pages for people who work with the figures. None stands under a permalink."""

from django.urls import path

from .views import decisions, goals, jobs, norms, publishing, releases, stadsdelen, uploads

STAFF = [
    path("leveringen/", releases.releases, name="releases"),
    path("leveringen/<str:key>/", releases.release, name="release"),
    path("leveringen/<str:key>/opmerkingen/<int:number>/", releases.explain_remark, name="explain"),
    path("leveringen/<str:key>/controleren/", releases.check_release, name="check"),
    path("leveringen/<str:key>/ondertekenen/", releases.sign_release, name="sign"),
    path("leveringen/<str:key>/afkeuren/", releases.reject_release, name="reject"),
    path("aanleveren/", uploads.hand_in, name="hand_in"),
    path("aanleveren/voorbeeld-enquete.csv", uploads.example, name="upload_example"),
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
    path("normen/besluiten/", decisions.decisions, name="decisions"),
    path("normen/besluiten/nieuw/", decisions.write, name="write_decision"),
    path("normen/besluiten/<int:number>/vastleggen/", decisions.confirm, name="confirm_decision"),
    path("normen/doelen/", goals.goals, name="goals"),
    path("normen/doelen/nieuw/", goals.add, name="add_goal"),
    path("normen/doelen/<slug:code>/", goals.change, name="change_goal"),
    path("normen/wijktypen/", decisions.area_types, name="area_types"),
    path("normen/wijktypen/bepalen/", decisions.set_type, name="set_area_type"),
    path("normen/<int:number>/", norms.version, name="norm_version"),
    path("normen/<int:number>/normen.<str:form>", norms.version_file, name="norm_file"),
    path("normen/<int:number>/vaststellen/", norms.adopt, name="adopt_norms"),
    path("stadsdelen/", stadsdelen.stadsdelen, name="stadsdelen"),
    path("stadsdelen/nieuw/", stadsdelen.create, name="create_stadsdeel"),
    path("stadsdelen/<str:code>/", stadsdelen.change, name="change_stadsdeel"),
]
