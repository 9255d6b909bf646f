"""Addresses of the site. Every public page also stands under `/editie/<key>/`, with the figures of that edition."""

from django.urls import URLPattern, URLResolver, include, path

from .area import urls as area
from .area_types import urls as area_types
from .certainty import urls as certainty
from .compare import urls as compare
from .editions import urls as editions
from .feedback import urls as feedback
from .indicator import urls as indicator
from .jobs import urls as jobs
from .kader import urls as kader
from .log import urls as log
from .methods import urls as methods
from .norms import urls as norms
from .own_file import urls as own_file
from .permissions import urls as permissions
from .privacy import urls as privacy
from .publishing import urls as publishing
from .search import urls as search
from .sources import urls as sources
from .stacking import urls as stacking
from .stadsdelen import urls as stadsdelen
from .start import urls as start
from .stored_files import urls as stored_files
from .theme import urls as theme
from .urgency import urls as urgency
from .what_if import urls as what_if

app_name = "web"

PUBLIC: list[URLPattern | URLResolver] = [
    *start.PUBLIC,
    *search.PUBLIC,
    *area.PUBLIC,
    *theme.PUBLIC,
    *indicator.PUBLIC,
    *compare.PUBLIC,
    *kader.PUBLIC,
    *sources.PUBLIC,
    *methods.PUBLIC,
    *editions.PUBLIC,
    *privacy.PUBLIC,
    *urgency.PUBLIC,
    *stacking.PUBLIC,
    *certainty.PUBLIC,
    *what_if.PUBLIC,
]

urlpatterns: list[URLPattern | URLResolver] = [
    *editions.SITE,
    *privacy.SITE,
    *own_file.SITE,
    *publishing.SITE,
    *jobs.SITE,
    *norms.SITE,
    *area_types.SITE,
    *stadsdelen.SITE,
    *log.SITE,
    *permissions.SITE,
    *stored_files.SITE,
    *feedback.SITE,
    path("editie/<str:edition>/", include((PUBLIC, "permalink"))),
    path("", include(PUBLIC)),
]
