from django.urls import URLPattern, URLResolver, path

from . import recipe_views, views

# Pages of an edition: they also stand under its permalink.
PUBLIC: list[URLPattern | URLResolver] = [
    path("methode/", views.method, name="method"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("methode/regels/<slug:rule>/", recipe_views.rule, name="method_rule"),
    path("methode/<slug:recipe>/", recipe_views.recipe, name="method_recipe"),
    path("methode/<slug:recipe>/algoritmeregister.<str:form>", recipe_views.file, name="method_recipe_file"),
]
