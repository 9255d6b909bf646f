from django.urls import URLPattern, URLResolver, path

from . import views

SITE: list[URLPattern | URLResolver] = [
    path("publiceren/", views.publish, name="publish"),
    path("edities/<str:key>/op-de-site/", views.use, name="use_edition"),
    path("edities/<str:key>/verschil/", views.difference, name="difference"),
    path("edities/<str:key>/verschil/scores.<str:form>", views.score_file, name="score_difference"),
]
