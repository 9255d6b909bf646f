"""What a kind of record holds about people, said beside its fields; its export and its retention follow from it.

    class Note(models.Model):
        personal: ClassVar = Personal(
            people=("written_by", "adopted_by"), due=Due("written_at", StartRule.MADE), without={"text": ABOUT_THE_AREA}
        )

How long it is kept, and why, is the legal text of `catalogue/processings/`. What this cannot say is registered in the
module `personal_data` of the package, with the same registers.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from wijkwerk.access.people.models import Person
from wijkwerk.access.privacy.personal_rows import Row, end_of, exports, retains, rows
from wijkwerk.definitions.processings import StartRule

# An export goes to the person and past the privacy-officer, and neither need be allowed to read the record any more.
ABOUT_THE_AREA = (
    "gaat over de gemeente en niet over de persoon; wie het mag lezen, leest het op de bladzijde met dit nummer"
)


@dataclass(frozen=True, slots=True)
class Due:
    """When the period of a row begins: at the moment in this field, by this rule of the processings."""

    field: str
    rule: StartRule


@dataclass(frozen=True, slots=True)
class Personal:
    """What a row holds about people.

    people   the fields that name a person: whose export the row is in
    due      when its period begins; None for what is kept
    without  the fields that are not exported, each with the reason
    """

    people: tuple[str, ...]
    due: Due | None = None
    without: Mapping[str, str] = field(default_factory=dict)


def register_personal() -> None:
    """Let the export and the retention rounds know every model that says what it holds. Once, when all are loaded."""
    for model in apps.get_models():
        personal = getattr(model, "personal", None)
        if isinstance(personal, Personal):
            _register(model, personal)


def _register(model: type[Model], personal: Personal) -> None:
    manager: Any = model._default_manager
    fields = _exported(model, personal)

    def export(person: Person) -> list[Row]:
        of_person = reduce(or_, (Q(**{name: person}) for name in personal.people))
        return rows(manager.filter(of_person), *fields, of=person)

    exports(model, without=personal.without)(export)
    if personal.due is not None:
        due = personal.due

        def is_due(starts: StartRule, last_start: datetime.date) -> QuerySet[Any]:
            passed: QuerySet[Any] = manager.filter(**{f"{due.field}__lt": end_of(last_start)})
            return passed

        retains(model, due.rule)(is_due)


def _exported(model: type[Model], personal: Personal) -> tuple[str, ...]:
    """Every field in its order, but for people, who are told as a part that somebody has, and what is left out."""
    fields = (each for each in model._meta.concrete_fields if not each.primary_key)
    return tuple(each.name for each in fields if each.related_model is not Person and each.name not in personal.without)
