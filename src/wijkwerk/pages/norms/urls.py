from django.urls import URLPattern, URLResolver, path

from . import views

SITE: list[URLPattern | URLResolver] = [
    path("normen/", views.norms, name="norms"),
    path("normen/nieuw/", views.new_version, name="new_norms"),
    path("normen/catalogus/", views.from_catalogue, name="norms_from_catalogue"),
    path("normen/<int:number>/", views.version, name="norm_version"),
    path("normen/<int:number>/normen.<str:form>", views.version_file, name="norm_file"),
    path("normen/<int:number>/vaststellen/", views.adopt, name="adopt_norms"),
]
