"""The addresses of every subject that has a folder of its own here.

`PUBLIC` holds pages of an edition, which also stand under `/editie/<key>/` with the figures of that edition.
"""

from django.urls import URLPattern, URLResolver, include, path

from .claims.views import CLAIM, CLAIMS
from .figure.views import FIGURE
from .figure_years.views import FIGURE_YEARS
from .projection.views import PROJECTION

PUBLIC: list[URLPattern | URLResolver] = [
    path("data/jaren/", include(FIGURE_YEARS.urls)),
    path("uitspraken/", include(CLAIMS.urls)),
    path("uitspraken/<slug:claim>/", include(CLAIM.urls)),
    path("gebied/<str:code>/cijfers/<slug:indicator>/", include(FIGURE.urls)),
    path("gebied/<str:code>/doortrekking/", include(PROJECTION.urls)),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("acties/", include("wijkwerk.pages.actions.urls")),
    path("begrippen/", include("wijkwerk.pages.definitions.urls")),
    path("signalen/", include("wijkwerk.pages.early_signals.urls")),
    path("documenten/", include("wijkwerk.pages.documents.urls")),
    path("ontwikkelingen/", include("wijkwerk.pages.developments.urls")),
    path("normen/besluiten/", include("wijkwerk.pages.decisions.urls")),
    path("eigen-indicatoren/", include("wijkwerk.pages.own_indicators.urls")),
    path("leveringen/", include("wijkwerk.pages.releases.urls")),
    path("mensen/", include("wijkwerk.pages.bodies.urls")),
    path("mensen/", include("wijkwerk.pages.functions.urls")),
    path("mensen/", include("wijkwerk.pages.people.urls")),
    path("normen/doelen/", include("wijkwerk.pages.goals.urls")),
    path("privacy/bewaartermijnen/", include("wijkwerk.pages.retention.urls")),
    path("reacties/", include("wijkwerk.pages.feedback.urls")),
    path("notities/", include("wijkwerk.pages.notes.urls")),
    path("toezeggingen/", include("wijkwerk.pages.pledges.urls")),
    path("wacht-op-u/", include("wijkwerk.pages.inbox.urls")),
    path("editie/<str:edition>/", include((PUBLIC, "pages_permalink"))),
    path("", include(PUBLIC)),
]
