"""What is asked of the permission table on its page: about a role, or about a kind of thing. Both in the address."""

from django import forms
from django.http import QueryDict

from wijkwerk.access.people.roles import Role, all_role_facts
from wijkwerk.pages.permissions.rows import things
from wijkwerk.web.forms import Choice


class RoleQuestion(forms.Form):
    rol = Choice("Rol", lambda: [("", "kies een rol"), *role_choices()])

    def role(self) -> Role | None:
        return Role(self.cleaned_data["rol"]) if self.is_bound and self.is_valid() else None


class ThingQuestion(forms.Form):
    ding = Choice(
        "Ding",
        lambda: [
            ("", "kies een ding"),
            *((subject.title, [(each.kind, each.words) for each in subject.deeds]) for subject in things()),
        ],
    )

    def kind(self) -> str | None:
        return str(self.cleaned_data["ding"]) if self.is_bound and self.is_valid() else None


def role_choices() -> list[tuple[str, str]]:
    return [(role.value, facts.name) for role, facts in all_role_facts().items()]


def asked_role(given: QueryDict) -> RoleQuestion:
    """Bound only where somebody asked something: an empty choice is no fault."""
    return RoleQuestion(given if given.get("rol") else None)


def asked_thing(given: QueryDict) -> ThingQuestion:
    return ThingQuestion(given if given.get("ding") else None)
