from django.urls import URLPattern, URLResolver, path

from . import in_short_views, views

# Pages of an edition: they also stand under its permalink.
PUBLIC: list[URLPattern | URLResolver] = [
    path("gebied/<str:code>/", views.profile, name="area"),
    path("gebied/<str:code>/samengevat/", in_short_views.in_short, name="in_short"),
    path("gebied/<str:code>/cijfers/", views.all_figures, name="area_figures"),
    path("gebied/<str:code>/<slug:part>.<str:form>", views.file, name="area_file"),
]
