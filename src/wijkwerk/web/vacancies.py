"""A role that nobody holds, for pages of people and of bodies: in words, with the forms to fill it or take it back."""

import datetime
from typing import Any

from django.forms import Select
from django.utils import timezone

from wijkwerk.access.people.models import Person, RoleHolding
from wijkwerk.access.people.roles import Role, role_facts
from wijkwerk.access.permission.table import Deed
from wijkwerk.web.forms import Choice, Day, Reason, StaffForm, form_of

MANAGE_ROLES: Deed = ("manage", "roleholding")
_NOW, _DAY = "now", "day"


def holding_words(holding: RoleHolding) -> str:
    name = role_facts(Role(holding.role)).name
    return f"{name} – {holding.scope}" if holding.scope else name


def vacancy_row(holding: RoleHolding, manager: Person, form: StaffForm | None = None) -> dict[str, Any]:
    """A vacant role, with the forms to fill it and to take it back."""
    return {
        "holding": holding,
        "words": holding_words(holding),
        "filling": form_of(form, FillRoleForm, manager, MANAGE_ROLES, holding),
        "ending": form_of(form, EndRoleForm, manager, MANAGE_ROLES, holding),
    }


class FillRoleForm(StaffForm):
    """Who takes a vacant role. Oneself is not offered; what is sent all the same, the permission table refuses."""

    account = Choice("Wie vervult")
    reason = Reason("Reden", 500, hint="Bijvoorbeeld: besluit van het MT.")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["account"]
        assert isinstance(field, Choice)
        assert isinstance(field.widget, Select)
        everybody = [(each.account, each.name) for each in Person.objects.filter(is_active=True)]
        field.choices = everybody
        offered = [each for each in everybody if each[0] != self.person.account]
        field.widget.choices = [("", "kies een persoon"), *offered]

    def clean_account(self) -> Person:
        return Person.objects.get(account=self.cleaned_data["account"])


class EndRoleForm(StaffForm):
    """Now, or at the end of a day: a change of role takes effect at once."""

    when = Choice(
        "Wanneer eindigt de rol",
        [(_NOW, "Nu: vanaf de volgende klik geeft de rol niets meer"), (_DAY, "Aan het eind van een dag")],
    )
    day = Day("Laatste dag, als de rol niet nu eindigt", initial=timezone.localdate, required=False)
    reason = Reason("Reden", 500)

    @classmethod
    def values_of(cls, row: RoleHolding) -> dict[str, Any]:
        return {} if row.person_id else {"reason": "vacature ingetrokken"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("when") == _DAY and "day" in cleaned and cleaned["day"] is None:
            self.add_error("day", "Vul de laatste dag in.")
        return cleaned

    @property
    def last_day(self) -> datetime.date | None:
        """None: it ends now."""
        day: datetime.date | None = self.cleaned_data["day"]
        return day if self.cleaned_data["when"] == _DAY else None
