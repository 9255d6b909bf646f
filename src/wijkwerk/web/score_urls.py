"""Addresses of everything that is made of scores; each also stands under `/editie/<key>/`."""

from django.urls import URLPattern, URLResolver, path

from .views import certainty, recipe_method, stacking, urgency, what_if

SCORES: list[URLPattern | URLResolver] = [
    path("urgentie/", urgency.urgency, name="urgency"),
    path("urgentie/<slug:part>.<str:form>", urgency.file, name="urgency_file"),
    path("urgentie/<slug:recipe>/<str:code>/", urgency.opened, name="urgency_opened"),
    path("urgentie/<slug:recipe>/<str:code>/opbouw.<str:form>", urgency.opened_file, name="urgency_opened_file"),
    path("methode/regels/<slug:rule>/", recipe_method.rule, name="method_rule"),
    path("methode/<slug:recipe>/", recipe_method.recipe, name="method_recipe"),
    path("methode/<slug:recipe>/algoritmeregister.<str:form>", recipe_method.file, name="method_recipe_file"),
    path("stapeling/", stacking.stacking, name="stacking"),
    path("stapeling/<slug:part>.<str:form>", stacking.file, name="stacking_file"),
    path("zekerheid/", certainty.certainty, name="certainty"),
    path("zekerheid/<slug:part>.<str:form>", certainty.file, name="certainty_file"),
    path("wat-als/", what_if.what_if, name="what_if"),
    path("wat-als/<slug:part>.<str:form>", what_if.file, name="what_if_file"),
]
