"""What is asked about bodies (gremia) and organisations."""

from typing import Any

from django.utils import timezone

from wijkwerk.access.people.models import Body, BodyKind
from wijkwerk.access.permission.table import Deed
from wijkwerk.web.forms import Choice, Day, FreeText, Reason, ScopeField, StaffForm

MANAGE_BODIES: Deed = ("manage", "body")
MANAGE_ORGANISATIONS: Deed = ("manage", "organisation")

_OFFERED = [("", "kies een soort"), *((kind.value, kind.label) for kind in BodyKind if kind != BodyKind.UNKNOWN)]
_LIES_IN = (
    "Een team valt onder een afdeling, een stuurgroep gaat over een stadsdeel. Wie daar een rol heeft, heeft die ook "
    "voor dit gremium en voor wat eronder valt."
)


class _BodyForm(StaffForm):
    name = FreeText("Naam", 120, to_log=True)  # its key in the log is made of its name
    kind = Choice("Soort", _OFFERED)
    scope = ScopeField("Valt onder of gaat over", hint=_LIES_IN)

    def clean_kind(self) -> BodyKind:
        return BodyKind(self.cleaned_data["kind"])


class AddBodyForm(_BodyForm):
    name = FreeText("Nieuw gremium", 120, to_log=True)


class ChangeBodyForm(_BodyForm):
    """A kind that nobody chose yet is asked for."""

    reason = Reason("Reden of besluit", 500)

    @classmethod
    def values_of(cls, row: Body) -> dict[str, Any]:
        kind = "" if row.kind == BodyKind.UNKNOWN else row.kind
        return {"name": row.name, "kind": kind, "scope": row.scope.parent}


class EndBodyForm(StaffForm):
    day = Day("Laatste dag", initial=timezone.localdate)
    reason = Reason("Reden", 500)


class AddOrganisationForm(StaffForm):
    name = FreeText("Nieuwe organisatie", 120, to_log=True)
