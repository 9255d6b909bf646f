from django.urls import path

from . import views

app_name = "releases"
urlpatterns = [
    *views.PAGES.urls("leveringen"),
    path("<str:key>/opmerkingen/<int:number>/", views.explain_remark, name="explain"),
    path("<str:key>/controleren/", views.check_release, name="check"),
    path("<str:key>/ondertekenen/", views.sign_release, name="sign"),
    path("<str:key>/afkeuren/", views.reject_release, name="reject"),
]
