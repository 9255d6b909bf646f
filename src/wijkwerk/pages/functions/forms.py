"""What is asked about functions: who does what, without a right."""

from typing import Any

from django.db.models import Model
from django.utils import timezone

from wijkwerk.access.people.function_actions import mark_of
from wijkwerk.access.people.functions import Function
from wijkwerk.access.people.models import Person
from wijkwerk.access.permission.table import Deed
from wijkwerk.web.forms import Choice, Day, FreeText, Reason, ScopeField, StaffForm, Tick

EDIT_FUNCTIONS: Deed = ("edit", "function")


def _people() -> list[tuple[str, str]]:
    return [(each.account, each.name) for each in Person.objects.filter(is_active=True)]


class AddFunctionForm(StaffForm):
    name = FreeText("Nieuwe functie", 120, to_log=True, hint="De naam van een functie, niet van een persoon.")
    description = FreeText("Uitleg", 300, required=False, hint="Eén zin: wat doet iemand in deze functie?")


class ChangeFunctionForm(StaffForm):
    name = FreeText("Naam", 120, to_log=True)
    description = FreeText("Uitleg", 300, required=False)
    is_active = Tick("Wordt gebruikt", required=False)

    @classmethod
    def mark_of(cls, row: Model) -> str:
        assert isinstance(row, Function)
        return mark_of(row)


class HoldFunctionForm(StaffForm):
    """Who holds a function, or that it is vacant."""

    account = Choice("Wie vervult", lambda: [("", "niemand: de functie is vacant"), *_people()], required=False)
    scope = ScopeField("Voor", hint="Bijvoorbeeld een wijk, een team of de stuurgroep.")
    day = Day("Vanaf", initial=timezone.localdate)
    reason = Reason("Reden", 500, hint="Bijvoorbeeld: besluit van het MT.")

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        return {}

    def clean_account(self) -> Person | None:
        account = self.cleaned_data["account"]
        return Person.objects.get(account=account) if account else None


class FillFunctionForm(StaffForm):
    account = Choice("Wie vervult", lambda: [("", "kies een persoon"), *_people()])
    reason = Reason("Reden", 500, hint="Bijvoorbeeld: besluit van het MT.")

    def clean_account(self) -> Person:
        return Person.objects.get(account=self.cleaned_data["account"])


class EndFunctionForm(StaffForm):
    day = Day("Laatste dag", initial=timezone.localdate)
    reason = Reason("Reden", 500)
