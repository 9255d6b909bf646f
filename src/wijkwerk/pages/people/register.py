"""Mensen en rollen as a register: who can sign in, and which role somebody has today."""

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from wijkwerk.access.people.models import Organisation, Person, RoleHolding, Visitor
from wijkwerk.access.people.roles import Role, all_role_facts
from wijkwerk.web.frame.menu import menu_item
from wijkwerk.web.record_pages import record_page
from wijkwerk.web.registers import Column, Filter, Options, Register, word_filter
from wijkwerk.web.vacancies import holding_words

_OPEN, _CLOSED = "open", "gesloten"


def account_state(person: Person) -> str:
    return _OPEN if person.is_active else _CLOSED


def _with_roles_of_today() -> QuerySet[Person]:
    holdings = RoleHolding.objects.on(timezone.localdate()).select_related("scope")
    return Person.objects.prefetch_related(Prefetch("role_holdings", holdings, to_attr="roles_of_today"))


def _roles(person: Person) -> str:
    holdings: list[RoleHolding] = vars(person)["roles_of_today"]
    return "; ".join(map(holding_words, holdings)) or "geen"


def _role_options(visitor: Visitor) -> Options:
    return [(role.value, facts.name) for role, facts in all_role_facts().items() if role != Role.BEZOEKER]


def _who_has(rows: QuerySet[Person], role: str, visitor: Visitor) -> QuerySet[Person]:
    holdings = RoleHolding.objects.on(timezone.localdate()).filter(role=role)
    return rows.filter(pk__in=holdings.values("person"))


def _organisations(visitor: Visitor) -> Options:
    return list(Organisation.objects.values_list("code", "name"))


PEOPLE = Register(
    Person,
    route="people",
    section="people",
    title="Mensen en rollen",
    rows_are=("persoon", "personen"),
    lead="Wie kan zich aanmelden, en welke rol heeft iemand waarvoor. Een rol eindigt op een dag en blijft daarna in "
    "de geschiedenis staan.",
    empty="Er is nog niemand.",
    related=("organisation",),
    order=("name",),
    columns=(
        Column("name", "Naam", lambda row: row.name, order=("name",)),
        Column("account", "Account", lambda row: row.account, order=("account",)),
        Column("state", "Stand", account_state, order=("is_active",)),
        Column("roles", "Rollen vandaag", _roles),
        Column("organisation", "Organisatie", lambda row: row.organisation and row.organisation.name,
               order=("organisation__name",)),
    ),
    filters=(
        Filter(
            "stand", "Stand", "alle", lambda visitor: [(_OPEN, "open"), (_CLOSED, "gesloten")],
            lambda rows, value, visitor: rows.filter(is_active=value == _OPEN),
        ),
        Filter("rol", "Rol vandaag", "alle", _role_options, _who_has),
        Filter(
            "organisatie", "Organisatie", "alle", _organisations,
            lambda rows, value, visitor: rows.filter(organisation__code=value),
        ),
        word_filter("name", "account", label="Woord in naam of account"),
    ),
    adds="",
    reads="manage",
    rows=_with_roles_of_today,
)  # fmt: skip
record_page("person", "people:record")
menu_item("people", "Mensen", "people:list", deed=("manage", "person"), place=90)
