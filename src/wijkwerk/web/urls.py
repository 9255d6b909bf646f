"""Addresses of the site. Every public page also stands under `/editie/<key>/`, with the figures of that edition."""

from django.urls import URLPattern, URLResolver, include, path

from .privacy_urls import PRIVACY
from .score_urls import SCORES
from .staff_urls import STAFF
from .views import (
    about,
    area,
    compare,
    data,
    editions,
    feedback,
    in_short,
    indicator,
    kader,
    permissions,
    public_privacy,
    search,
    sources,
    start,
    stored_files,
    themes,
)

app_name = "web"

PUBLIC: list[URLPattern | URLResolver] = [
    path("", start.start, name="start"),
    path("kaart.<str:form>", start.file, name="start_file"),
    path("zoek/", search.search, name="search"),
    path("gebied/<str:code>/", area.profile, name="area"),
    path("gebied/<str:code>/samengevat/", in_short.in_short, name="in_short"),
    path("gebied/<str:code>/cijfers/", area.all_figures, name="area_figures"),
    path("gebied/<str:code>/<slug:part>.<str:form>", area.file, name="area_file"),
    path("thema/", themes.themes, name="themes"),
    path("thema/<slug:theme>/", themes.theme, name="theme"),
    path("indicator/<slug:indicator>/", indicator.indicator, name="indicator"),
    path("indicator/<slug:indicator>/<slug:part>.<str:form>", indicator.file, name="indicator_file"),
    path("vergelijken/", compare.compare, name="compare"),
    path("vergelijken/tabel.<str:form>", compare.file, name="compare_file"),
    path("kader/", kader.kader, name="kader"),
    path("kader/tabel.<str:form>", kader.file, name="kader_file"),
    path("kader/normen.<str:form>", kader.norms_file, name="kader_norms"),
    path("kader/<slug:indicator>/", kader.norm, name="kader_norm"),
    path("kader/<slug:indicator>/<slug:part>.<str:form>", kader.norm_file, name="kader_norm_file"),
    *SCORES,
    path("bronnen/", sources.sources, name="sources"),
    path("bronnen/<slug:source>/", sources.source, name="source"),
    path("methode/", about.method, name="method"),
    path("data/", data.data, name="data"),
    path("toegankelijkheid/", about.accessibility, name="accessibility"),
    path("privacy/", public_privacy.privacy, name="privacy"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *STAFF,
    *PRIVACY,
    path("wie-mag-wat/", permissions.who_may_what, name="permissions"),
    path("wie-mag-wat/alles/", permissions.whole_table, name="permission_table"),
    path("wie-mag-wat/alles.csv", permissions.table_file, name="permission_file"),
    path("wie-mag-wat/waarom/", permissions.why_may_i, name="why"),
    path("bestanden/<int:number>/", stored_files.download, name="stored_file"),
    path("bestanden/<int:number>/verwijderen/", stored_files.remove, name="remove_file"),
    path("bestanden/<slug:kind>/<int:number>/erbij/", stored_files.add, name="add_file"),
    path("klopt-dit-niet/", feedback.feedback, name="feedback"),
    path("klopt-dit-niet/bedankt/", feedback.thanks, name="feedback_thanks"),
    path("edities/", editions.editions, name="editions"),
    path("edities/<str:key>/", editions.edition, name="edition"),
    path("edities/<str:key>/bestanden/<path:name>", editions.file, name="edition_file"),
    path("editie/<str:edition>/", include((PUBLIC, "permalink"))),
    path("", include(PUBLIC)),
]
