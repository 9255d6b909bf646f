"""A pledge as the walks over everything meet it."""

from django.utils import timezone

from tests.access.lifecycles.specimens import Specimen, overwrites
from tests.access.permission.truth_groups import OUTSIDERS, work
from tests.kinds import MARKUP, Kind
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.governance.models import Notice, Pledge
from wijkwerk.governance.pledge.actions import PledgeText, make_pledge
from wijkwerk.governance.pledge.models import Audience


def _pledge(state: str) -> Pledge:
    """With its evidence and one notice: every move of the state may begin."""
    today = timezone.localdate()
    closed = {} if state == "loopt" else {"closed_at": timezone.now()}
    pledge = Pledge.objects.create(
        title="De containers worden vaker geleegd", audience="bewoners", promised_on=today, state=state,
        evidence="De aannemer reed twee keer per week.", evidence_on=today, **closed,
    )  # fmt: skip
    Notice.objects.create(pledge=pledge, about="uitkomst", told_on=today, how="in de koffie-inloop", how_many=12)
    return pledge


def _hostile(by: Person) -> Pledge:
    """One that runs, of which nobody was told yet."""
    return make_pledge(PledgeText(f"=1+1 {MARKUP}", Audience.COUNCIL, timezone.localdate(), owner=by), by=by)


KIND = Kind(
    name="pledge",
    states=("loopt", "gedaan", "kan_niet"),
    has_level=True,
    expected={
        ("read", "*"): {
            **work(),
            "raad": ("openbaar", None),
            "college": ("vertrouwelijk", None),
            "controller": ("vertrouwelijk", None),
            **OUTSIDERS,
        },
        ("add", "*"): work(),
        ("edit", "loopt"): work(),
        ("postpone", "loopt"): work(),
        ("report", "loopt"): {**work(), **OUTSIDERS},
        ("tell", "loopt"): {**work(), **OUTSIDERS},
        ("prove", "loopt"): {**work(), **OUTSIDERS},
        ("finish", "loopt"): {**work(), **OUTSIDERS},
        ("give_up", "loopt"): {**work(), **OUTSIDERS},
        ("reopen", "gedaan"): work(),
        ("reopen", "kan_niet"): work(),
    },
    flow=Specimen(
        make=_pledge,
        comes_to={
            "loopt": {
                **dict.fromkeys(("edit", "postpone", "report", "tell", "prove"), "loopt"),
                "finish": "gedaan",
                "give_up": "kan_niet",
            },
            "gedaan": {"reopen": "loopt"},
            "kan_niet": {"reopen": "loopt"},
        },
        owner=Role.BELEIDSADVISEUR,
        owners={"give_up": Role.PROGRAMMAMANAGER},
        changes=overwrites("title", "De containers worden elke dag geleegd"),
    ),
    needs_a_reason=("give_up", "postpone", "reopen"),
    structured={
        ("NewPledgeForm", "due"): "refused unless it is a time",
        ("PostponeForm", "due"): "refused unless it is a time",
        ("ReportForm", "how_many"): "refused unless it is a number",
        ("ToldForm", "how_many"): "refused unless it is a number",
        ("GiveUpForm", "how_many"): "refused unless it is a number",
    },
    hostile=_hostile,
)
