"""What is asked about a vervanging."""

from typing import Any

from django.utils import timezone

from wijkwerk.access.mail.digest import Rhythm
from wijkwerk.access.people.models import Person, RoleHolding
from wijkwerk.access.people.roles import Role, role_facts
from wijkwerk.present.numbers import enumeration
from wijkwerk.web.forms import Choice, Day, PublicForm, Radio, StaffForm


class DigestForm(StaffForm):
    """How often somebody wants a message about what waits."""

    rhythm = Radio("Wanneer wilt u bericht?", Rhythm.choices)


class UnsubscribeForm(PublicForm):
    """Of whoever opens the link in a message: it asks nothing."""


class SubstitutionForm(StaffForm):
    """Which of one's own roles, who does it meanwhile, and from when until when."""

    holding = Choice("Uw rol")
    substitute = Choice("Wie vervangt u")
    first_day = Day("Van", initial=timezone.localdate)
    last_day = Day("Tot en met")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._offer("holding", [(str(each.pk), holding_words(each)) for each in own_holdings(self.person)])
        self._offer("substitute", [(each.account, _colleague(each)) for each in colleagues(self.person)])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, Choice)
        field.choices = choices if len(choices) == 1 and name == "holding" else [("", "kies"), *choices]

    def clean_holding(self) -> RoleHolding:
        return RoleHolding.objects.get(pk=self.cleaned_data["holding"])

    def clean_substitute(self) -> Person:
        return Person.objects.get(account=self.cleaned_data["substitute"])


def own_holdings(person: Person) -> list[RoleHolding]:
    """The roles that this person holds today, of their own."""
    holdings = RoleHolding.objects.in_force(timezone.localdate()).filter(person=person)
    return list(holdings.select_related("scope"))


def colleagues(person: Person) -> list[Person]:
    """Who holds a role today, but for this person; by name."""
    holdings = RoleHolding.objects.in_force(timezone.localdate()).select_related("scope")
    people = Person.objects.filter(is_active=True, role_holdings__in=holdings).exclude(pk=person.pk)
    return list(people.prefetch_related("role_holdings__scope").distinct())


def holding_words(holding: RoleHolding) -> str:
    name = role_facts(Role(holding.role)).name
    return f"{name}, {holding.scope.name}" if holding.scope else name


def _colleague(person: Person) -> str:
    today = timezone.localdate()
    current = [each for each in person.role_holdings.all() if each.valid_to is None or each.valid_to >= today]
    return f"{person.name} ({enumeration([holding_words(each) for each in current[:2]])})"
