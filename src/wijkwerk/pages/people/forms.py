"""What is asked about people and their roles."""

import datetime
import re
from typing import Any

from django.forms import Select
from django.utils import timezone

from wijkwerk.access.people.models import Organisation, Person, RoleHolding
from wijkwerk.access.people.roles import Role, all_role_facts
from wijkwerk.access.permission.table import Deed
from wijkwerk.web.forms import Choice, Day, PlainText, Reason, ScopeField, StaffForm

MANAGE_ROLES: Deed = ("manage", "roleholding")
MANAGE_PEOPLE: Deed = ("manage", "person")
_NOW, _DAY = "now", "day"
_ACCOUNT = re.compile(r"[A-Za-z0-9_-]+")


class GiveRoleForm(StaffForm):
    """A role, for somebody or vacant."""

    role = Choice(
        "Rol",
        lambda: [
            ("", "kies een rol"),
            *((role.value, facts.name) for role, facts in all_role_facts().items() if role != Role.BEZOEKER),
        ],
    )
    scope = ScopeField(
        "Voor", hint="Een stadsdeelregisseur en een bewoner in een team krijgen de rol voor een gebied of gremium."
    )
    day = Day("Vanaf", initial=timezone.localdate)
    reason = Reason("Reden", 500, hint="Bijvoorbeeld: besluit van het MT.")

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        return {}

    def given(self) -> dict[str, Any]:
        """What `access.actions.give_role` wants to know."""
        said = self.cleaned_data
        return {"role": Role(said["role"]), "scope": said["scope"], "since": said["day"], "reason": said["reason"]}


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


class AddPersonForm(StaffForm):
    account = PlainText(
        "Account", 60, pattern=lambda text: bool(_ACCOUNT.fullmatch(text)),
        expected="een woord van letters zonder accenten, cijfers en streepjes",
        hint="Letters zonder accenten, cijfers en streepjes, bijvoorbeeld beleidsadviseur-2.",
    )  # fmt: skip
    name = PlainText("Naam", 120, pattern=bool, expected="een naam", hint="De naam mag die van een functie zijn.")


class CloseAccountForm(StaffForm):
    reason = Reason("Reden", 500)


class JoinForm(StaffForm):
    organisation = Choice(
        "Hoort bij",
        lambda: [
            ("", "geen organisatie"),
            *((each.code, each.name) for each in Organisation.objects.filter(is_active=True)),
        ],
        required=False,
    )

    @classmethod
    def values_of(cls, row: Person) -> dict[str, Any]:
        return {"organisation": row.organisation.code if row.organisation else ""}
