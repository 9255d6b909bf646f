from django.urls import URLPattern, URLResolver, path

from . import views

SITE: list[URLPattern | URLResolver] = [
    path("wie-mag-wat/", views.who_may_what, name="permissions"),
    path("wie-mag-wat/alles/", views.whole_table, name="permission_table"),
    path("wie-mag-wat/alles.csv", views.table_file, name="permission_file"),
    path("wie-mag-wat/waarom/", views.why_may_i, name="why"),
]
