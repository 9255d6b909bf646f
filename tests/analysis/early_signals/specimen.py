"""A signal as the walks over everything meet it."""

import datetime

from tests.access.lifecycles.specimens import Specimen, overwrites
from tests.access.permission.truth_groups import work
from tests.kinds import MARKUP, Kind
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.analysis.early_signals.models import EarlySignal, FieldVerdict

OBSERVED = {
    "kind": "level",
    "title": "Goed ervaren gezondheid",
    "unit": "%",
    "decimals": 1,
    "is_model": True,
    "period": 2024,
    "value": 67.2,
    "limit": 68.1,
    "gemeente": 73.1,
    "wijk": 69.1,
}


def _signal(state: str, name: str = "De Noork") -> EarlySignal:
    return EarlySignal.objects.create(
        edition=f"2026-{EarlySignal.objects.count()}", rule="niveau", rule_version=1, area="BU01640202", area_name=name,
        wijk="WK016402", wijk_name="Noord", indicator="goed_ervaren_gezondheid", observed=OBSERVED,
        answer_by=datetime.date(2026, 12, 29), state=state,
    )  # fmt: skip


def _hostile(by: Person) -> EarlySignal:
    signal = _signal("wacht", f"=1+1 {MARKUP}")
    FieldVerdict.objects.create(
        signal=signal, verdict="herkend", why=f"@SUM(1+1) {MARKUP}", given_by=by, given_as="stadsdeelregisseur"
    )
    return signal


_ANSWERS = {
    "programmamanager": ("intern", "strikt"),
    "procesregisseur": (None, "vertrouwelijk"),
    "stadsdeelregisseur": (None, "vertrouwelijk"),
}

KIND = Kind(
    name="earlysignal",
    states=("wacht", "beantwoord", "vervallen"),
    has_level=True,
    expected={
        ("read", "*"): {
            **work(),
            "college": ("vertrouwelijk", None),
            "controller": ("vertrouwelijk", None),
        },
        ("answer", "wacht"): _ANSWERS,
        ("answer", "beantwoord"): _ANSWERS,
    },
    flow=Specimen(
        make=_signal,
        comes_to={
            "wacht": {"answer": "beantwoord", "lapse": "vervallen"},
            "beantwoord": {"answer": "beantwoord"},
            "vervallen": {},
        },
        owner=Role.PROGRAMMAMANAGER,
        changes=overwrites("observed", OBSERVED | {"value": 60.0}),
    ),
    hostile=_hostile,
)
