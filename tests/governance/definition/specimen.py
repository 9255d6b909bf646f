"""A begrip as the walks over everything meet it."""

from django.utils import timezone

from tests.access.lifecycles.specimens import Specimen, overwrites, sets
from tests.access.permission.truth_groups import INSIDE, ROLES, only
from tests.kinds import MARKUP, Kind
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.governance.definition.actions import DefinitionText, write_definition
from wijkwerk.governance.definition.models import Definition

_WRITERS = only("programmamanager", "procesregisseur", "stadsdeelregisseur", "beleidsadviseur", "onderzoeker")
_ADOPTERS = only("beleidsadviseur", "onderzoeker")


def _definition(state: str) -> Definition:
    adopted = {} if state == "concept" else {"adopted_at": timezone.now()}
    return Definition.objects.create(
        term=f"wijkaanpak {Definition.objects.count()}", text="Samenhangende inzet in een gebied.",
        source="Bestuurlijke opdracht, hoofdstuk 2", state=state, **adopted,
    )  # fmt: skip


def _hostile(by: Person) -> Definition:
    return write_definition(DefinitionText(f"=1+1 {MARKUP}", MARKUP, f"@SUM(1+1) {MARKUP}"), by=by)


KIND = Kind(
    name="definition",
    states=("concept", "geldt", "vervallen"),
    expected={
        ("read", "concept"): only(*INSIDE),
        ("read", "geldt"): only(*ROLES[1:]),
        ("read", "vervallen"): only(*ROLES[1:]),
        ("add", "*"): _WRITERS,
        ("edit", "concept"): _WRITERS,
        ("adopt", "concept"): _ADOPTERS,
        ("end", "geldt"): _ADOPTERS,
    },
    weighty=("adopt",),
    flow=Specimen(
        make=_definition,
        comes_to={
            "concept": {"edit": "concept", "adopt": "geldt"},
            "geldt": {"end": "vervallen"},
            "vervallen": {},
        },
        owner=Role.BELEIDSADVISEUR,
        hands={"adopt": (sets("written_by"),)},
        changes=overwrites("text", "Iets anders."),
    ),
    needs_a_reason=("end",),
    hostile=_hostile,
)
