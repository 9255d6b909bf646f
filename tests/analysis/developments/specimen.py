"""An ontwikkeling as the walks over everything meet it."""

import datetime

from django.utils import timezone

from tests.access.lifecycles.specimens import Specimen, overwrites
from tests.access.permission.truth_groups import papers, work
from tests.kinds import MARKUP, Kind
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.scopes import Scope, ScopeKind
from wijkwerk.analysis.developments.actions import DevelopmentText, add_development
from wijkwerk.analysis.developments.models import Certainty, Development, Party


def an_area(key: str = "WK016499", name: str = "De Proef") -> Scope:
    """A wijk that lies in nothing."""
    made, _ = Scope.objects.get_or_create(
        kind=ScopeKind.AREA, key=key, defaults={"name": name, "valid_from": datetime.date(2024, 1, 1)}
    )
    return made


def _development(state: str) -> Development:
    closed = {} if state == "bekend" else {"closed_at": timezone.now(), "outcome": "De woningen zijn klaar."}
    return Development.objects.create(
        title="Renovatie van woningen", party="gemeente", certainty="gepland", scope=an_area(), state=state, **closed
    )


def _hostile(by: Person) -> Development:
    text = DevelopmentText(
        f"=1+1 {MARKUP}", Party.PARTNER, Certainty.UNSURE, an_area(), party_words=f"@SUM(1) {MARKUP}", source=MARKUP
    )
    return add_development(text, by=by)


KIND = Kind(
    name="development",
    states=("bekend", "vervallen", "afgerond"),
    has_level=True,
    expected={
        ("read", "*"): papers(),
        ("add", "*"): work(),
        ("edit", "bekend"): work(),
        ("finish", "bekend"): work(),
        ("drop", "bekend"): work(),
        ("reopen", "vervallen"): work(),
        ("reopen", "afgerond"): work(),
    },
    flow=Specimen(
        make=_development,
        comes_to={
            "bekend": {"edit": "bekend", "finish": "afgerond", "drop": "vervallen"},
            "vervallen": {"reopen": "bekend"},
            "afgerond": {"reopen": "bekend"},
        },
        owner=Role.BELEIDSADVISEUR,
        changes=overwrites("title", "Sloop van woningen"),
    ),
    needs_a_reason=("drop", "finish", "reopen"),
    structured={
        ("DevelopmentForm", "starts"): "refused unless it is a time",
        ("DevelopmentForm", "ends"): "refused unless it is a time",
        ("DevelopmentForm", "amount"): "refused unless it is an amount",
    },
    hostile=_hostile,
)
