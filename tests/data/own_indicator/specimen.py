"""An indicator of the site as the walks over everything meet it."""

from django.utils import timezone

from tests.access.lifecycles.specimens import Specimen, overwrites, sets
from tests.access.permission.truth_groups import only
from tests.data.own_indicator.described import description
from tests.kinds import MARKUP, Kind
from wijkwerk.access.log.audit import record
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.data.own_indicator.flow import OwnIndicatorFlow
from wijkwerk.data.own_indicator.models import OwnIndicator

_READERS = only("beleidsadviseur", "controller", "onderzoeker")
_NUMBERS = ("decimals", "first_year", "denominator_period", "minimum")
_ANALYSTS = only("onderzoeker")


def _row(state: str) -> OwnIndicator:
    number = OwnIndicator.objects.count() + 1
    adopted = {"adopted_at": timezone.now()} if state in {"vastgesteld", "vervangen", "vervallen"} else {}
    ended = {"ended_at": timezone.now(), "ended_because": "Niet meer geteld."} if state == "vervallen" else {}
    submitted = {"submitted_at": timezone.now()} if state == "voorgelegd" else {}
    return OwnIndicator.objects.create(
        code=f"bankjes_{number}", state=state, **adopted, **ended, **submitted,
        **description(title=f"Bankjes {number}", source=f"telling_{number}"),
    )  # fmt: skip


def _edited(row: OwnIndicator, person: Person) -> None:
    record(person=person, verb="edit", kind="ownindicator", key=str(row.pk), reason="definitie gewijzigd")


def _hostile(by: Person) -> OwnIndicator:
    words = f"=1+1 {MARKUP}"[:120]
    texts = dict.fromkeys(("definition", "caveat_title", "source_rhythm", "source_owner"), words)
    row = OwnIndicator(code="kwaad", written_by=by, **description(title=words, source="kwade_bron", **texts))
    return OwnIndicatorFlow.begin(row, by=by, reason="kwaad")


KIND = Kind(
    name="ownindicator",
    states=("concept", "voorgelegd", "vastgesteld", "vervangen", "vervallen"),
    expected={
        ("read", "*"): _READERS,
        ("add", "*"): _ANALYSTS,
        ("edit", "concept"): _ANALYSTS,
        ("submit", "concept"): _ANALYSTS,
        ("return", "voorgelegd"): _ANALYSTS,
        ("adopt", "voorgelegd"): _ANALYSTS,
        ("drop", "concept"): _ANALYSTS,
        ("end", "vastgesteld"): _ANALYSTS,
    },
    weighty=("adopt",),
    flow=Specimen(
        make=_row,
        comes_to={
            "concept": {"edit": "concept", "submit": "voorgelegd", "drop": "vervallen"},
            "voorgelegd": {"return": "concept", "adopt": "vastgesteld"},
            "vastgesteld": {"renew": "vastgesteld", "replace": "vervangen", "end": "vervallen"},
            "vervangen": {},
            "vervallen": {},
        },
        owner=Role.ONDERZOEKER,
        hands={"adopt": (sets("written_by"), _edited)},
        changes=overwrites("definition", "Iets anders."),
    ),
    needs_a_reason=("return", "renew", "drop", "end"),
    structured={
        ("OwnIndicatorForm", "source_homepage"): "refused unless it is an address",
        **{("OwnIndicatorForm", name): "refused unless it is a number" for name in _NUMBERS},
    },
    hostile=_hostile,
)
