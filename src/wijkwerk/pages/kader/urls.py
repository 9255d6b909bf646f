from django.urls import URLPattern, URLResolver, path

from . import views

# Pages of an edition: they also stand under its permalink.
PUBLIC: list[URLPattern | URLResolver] = [
    path("kader/", views.kader, name="kader"),
    path("kader/tabel.<str:form>", views.file, name="kader_file"),
    path("kader/normen.<str:form>", views.norms_file, name="kader_norms"),
    path("kader/<slug:indicator>/", views.norm, name="kader_norm"),
    path("kader/<slug:indicator>/<slug:part>.<str:form>", views.norm_file, name="kader_norm_file"),
]
