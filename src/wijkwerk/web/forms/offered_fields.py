"""The fields whose list depends on who fills them in: people, records, and what may be said there.

Only what the permission table lets this person read or say is offered; what is sent is held against it once more.
"""

from abc import ABC, abstractmethod
from typing import Any

from django.db.models import Model, Q
from django.utils import timezone

from wijkwerk.access.people.models import Organisation, Person, RoleHolding
from wijkwerk.access.people.scopes import Scope, ScopeKind
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.permission.permissions import filtered
from wijkwerk.access.permission.reach import Reach
from wijkwerk.access.permission.table import Deed
from wijkwerk.lib.whole_numbers import whole_number
from wijkwerk.web.scope_choices import scope_choices

from .fields import WHOLE, Choice, Options

# Of a kind in one list, the newest first: nobody chooses from more.
MOST_RECORDS = 300
_HIDDEN_RECORD = "wat er nu staat, en u niet mag lezen"


class PersonField(Choice):
    """Somebody who works with wijkwerk, or nobody yet.

    nobody   what that is called
    """

    def __init__(self, label: str, *, nobody: str, **more: Any) -> None:
        self.nobody = nobody
        super().__init__(label, self._people, **({"required": False} | more))
        self.error_messages["invalid_choice"] = f"Kies iemand uit de lijst, of ‘{nobody}’."

    def _people(self) -> Options:
        today = timezone.localdate()
        people = Person.objects.filter(is_active=True, role_holdings__in=RoleHolding.objects.in_force(today)).distinct()
        return [("", self.nobody), *((str(each.pk), each.name) for each in people)]

    def clean(self, value: Any) -> Person | None:
        number = whole_number(super().clean(value) or "")
        return None if number is None else Person.objects.get(pk=number)

    def prepare_value(self, value: Any) -> Any:
        return str(value.pk) if isinstance(value, Person) else value


class RecordField(Choice):
    """One record of a kind, of those that whoever fills it in may read; or none.

    model    the kind
    nothing  what none is called
    """

    def __init__(self, label: str, model: type[Model], *, nothing: str, **more: Any) -> None:
        self.model, self.nothing = model, nothing
        super().__init__(label, **({"required": False} | more))

    def offer_to(self, person: Person, kept: Model | None) -> None:
        """Let the list hold what this person may read, and what stands there already, whoever may read that."""
        rows: Any = self.model._default_manager
        readable = [(str(row.pk), str(row)) for row in filtered(person, "read", rows.order_by("-pk"))[:MOST_RECORDS]]
        hidden = kept is not None and str(kept.pk) not in dict(readable)
        self.choices = [("", self.nothing), *([(str(kept.pk), _HIDDEN_RECORD)] if kept and hidden else []), *readable]

    def clean(self, value: Any) -> Model | None:
        number = whole_number(super().clean(value) or "")
        rows: Any = self.model._default_manager
        row: Model | None = None if number is None else rows.filter(pk=number).first()
        return row

    def prepare_value(self, value: Any) -> Any:
        return str(value.pk) if isinstance(value, Model) else value


class OrganisationField(RecordField):
    """An organisation that takes part, whoever may keep those; or none. What stands there already can stay."""

    def __init__(self, label: str, *, nothing: str, **more: Any) -> None:
        super().__init__(label, Organisation, nothing=nothing, **more)

    def offer_to(self, person: Person, kept: Model | None) -> None:
        offered = Organisation.objects.filter(Q(is_active=True) | Q(pk=kept.pk if kept else None))
        self.choices = [("", self.nothing), *((str(each.pk), each.name) for each in offered)]


class OfferedField(Choice, ABC):
    """A choice that depends on who chooses: only what the permission table lets this person say.

    What exists and was not offered is taken too, so that the table itself refuses it, with the reason why.

    deed   of the table, where it is another one than that of the form
    """

    def __init__(self, label: str, *, deed: Deed | None = None, **more: Any) -> None:
        self.deed = deed
        super().__init__(label, **more)

    @abstractmethod
    def offer(self, reach: Reach) -> None:
        """Let the list hold what this reach allows."""

    @abstractmethod
    def exists(self, value: str) -> bool:
        """Whether there is such a thing, for whomever."""

    def valid_value(self, value: Any) -> bool:
        return self.exists(str(value))


class LevelField(OfferedField):
    """How confidential, up to the highest level that this person may say anywhere. Where nobody asks: intern.

    is_about_all   of what is about the whole gemeente, and not about a place that somebody chooses
    """

    def __init__(self, label: str = "Vertrouwelijkheid", *, is_about_all: bool = False, **more: Any) -> None:
        self.is_about_all = is_about_all
        super().__init__(label, **({"initial": Confidentiality.INTERN.value} | more))
        self.error_messages["required"] = self.error_messages["invalid_choice"] = "Kies hoe vertrouwelijk dit is."

    def offer(self, reach: Reach) -> None:
        places = () if self.is_about_all else (number for number, _ in scope_choices())
        highest = [level for number in (None, *places) if (level := reach.highest(number))]
        offered = max(highest, key=lambda level: level.rank).up_to() if highest else ()
        self.choices = [(level.value, level.label) for level in offered]

    def exists(self, value: str) -> bool:
        return value in Confidentiality.values

    def clean(self, value: Any) -> Confidentiality:
        return Confidentiality(super().clean(value) or Confidentiality.INTERN)


class ScopeField(OfferedField):
    """An area or body of today; blank for the whole gemeente, where this person may say something about that."""

    def __init__(self, label: str = "Gaat over", **more: Any) -> None:
        super().__init__(label, **({"required": False} | more))
        self.error_messages["invalid_choice"] = "Kies een gebied of gremium uit de lijst."

    def offer(self, reach: Reach) -> None:
        places = [(str(number), words) for number, words in scope_choices() if reach.highest(number)]
        is_about_all = reach.highest(None) is not None
        self.choices = [*([("", WHOLE)] if is_about_all else []), *places]
        if places and not is_about_all:
            self.initial = places[0][0]

    def exists(self, value: str) -> bool:
        return _scope(value) is not None

    def clean(self, value: Any) -> Scope | None:
        return _scope(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return str(value.pk) if isinstance(value, Scope) else value


class AreaField(ScopeField):
    """An area of today, and never a body. Somebody has to choose one."""

    def __init__(self, label: str = "Gebied", **more: Any) -> None:
        super().__init__(label, **({"required": True} | more))
        self.error_messages["required"] = self.error_messages["invalid_choice"] = "Kies een gebied uit de lijst."

    def offer(self, reach: Reach) -> None:
        areas = set(Scope.objects.filter(kind=ScopeKind.AREA).values_list("pk", flat=True))
        within = [
            (str(number), words) for number, words in scope_choices() if number in areas and reach.highest(number)
        ]
        self.choices = [("", "Kies een gebied"), *within]


def _scope(number: str) -> Scope | None:
    key = whole_number(number) if number else None
    return None if key is None else Scope.objects.on(timezone.localdate()).filter(pk=key).first()
