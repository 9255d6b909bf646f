"""What is asked about people and their roles."""

import re
from typing import Any

from django.utils import timezone

from wijkwerk.access.people.models import Organisation, Person
from wijkwerk.access.people.roles import Role, all_role_facts
from wijkwerk.access.permission.table import Deed
from wijkwerk.web.forms import Choice, Day, PlainText, Reason, ScopeField, StaffForm

MANAGE_PEOPLE: Deed = ("manage", "person")
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
        """What `people.actions.give_role` wants to know."""
        form_data = self.cleaned_data
        return {
            "role": Role(form_data["role"]),
            "scope": form_data["scope"],
            "since": form_data["day"],
            "reason": form_data["reason"],
        }


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
