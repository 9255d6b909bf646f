"""Functions added, changed, filled and ended. They give no rights; each change still has its event in the log."""

import csv
import datetime
from collections.abc import Mapping
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from wijkwerk.access.lifecycles.lifecycle import ChangedError
from wijkwerk.access.log.audit import joined, record
from wijkwerk.access.people.account_actions import require_open
from wijkwerk.access.people.codes import free_code
from wijkwerk.access.people.functions import Function, FunctionHolding
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.scopes import Scope
from wijkwerk.lib.digests import digest_of
from wijkwerk.lib.user_errors import UserError

# Those that the bestuurlijke opdracht names, for a gemeente to begin with.
EXAMPLES = Path(__file__).with_name("functions.csv")


class FunctionError(UserError):
    """A function cannot be kept, held or ended like this; the message says why, in Dutch, and what to do."""


def example_functions() -> Mapping[str, str]:
    """Name -> description."""
    with EXAMPLES.open(encoding="utf-8", newline="") as file:
        return {row["functie"]: row["uitleg"] for row in csv.DictReader(file, delimiter=";")}


@transaction.atomic
def add_examples(*, by: Person | None) -> list[Function]:
    """Those of the examples that are not there yet, also not as one that is no longer used."""
    there = set(Function.objects.values_list("name", flat=True))
    wanted = {name: words for name, words in example_functions().items() if name not in there}
    return [add_function(by=by, name=name, description=words) for name, words in wanted.items()]


@transaction.atomic
def add_function(*, by: Person | None, name: str, description: str = "") -> Function:
    """Raises TakenNameError where it has no name, or there is one of that name."""
    function = Function.objects.create(
        code=free_code(Function, name), name=name.strip(), description=description.strip()
    )
    record(person=by, verb="add", kind="function", key=function.code, reason="nog door niemand vervuld")
    return function


@transaction.atomic
def change_function(
    function: Function, *, by: Person | None, read: str, name: str, description: str, is_active: bool
) -> None:
    """Call it or explain it otherwise, stop using it, or use it again.

    read   the mark (`mark_of`) of the function as this person saw it

    Raises ChangedError where it is not that any more; FunctionError where nothing changes, and where it is no longer to
    be used while somebody still holds it, or it is vacant.
    """
    function = Function.objects.select_for_update().get(pk=function.pk)
    if mark_of(function) != read:
        raise ChangedError(
            "Deze functie is gewijzigd sinds u haar opende. Er is niets bewaard. Hieronder staat zij zoals zij nu is."
        )
    if function.is_active and not is_active:
        _refuse_in_use(function)
    changes = _changes(function, name.strip(), description.strip(), is_active)
    if not changes:
        raise FunctionError("Er is niets veranderd. Wijzig iets, of ga terug.")
    function.name, function.description, function.is_active = name.strip(), description.strip(), is_active
    function.save(update_fields=["name", "description", "is_active"])
    record(person=by, verb="change", kind="function", key=function.code, reason=joined(*changes))


@transaction.atomic
def hold_function(
    function: Function,
    person: Person | None,
    *,
    by: Person | None,
    since: datetime.date,
    until: datetime.date | None = None,
    scope: Scope | None = None,
    reason: str,
) -> FunctionHolding:
    """Let somebody hold a function from a day, or say that it is vacant (`person` is None).

    Raises FunctionError where this person holds it then already, and for a function that is no longer used or a scope
    that is not there then; ClosedAccountError for a closed account.
    """
    function = Function.objects.select_for_update().get(pk=function.pk)
    if not function.is_active:
        raise FunctionError(
            f"{function} wordt niet meer gebruikt. Kies een andere functie, of neem haar weer in gebruik."
        )
    if person is not None:
        require_open(person)
        _refuse_held(function, person, scope, since)
    if scope is not None and not scope.is_valid_on(since):
        raise FunctionError(f"{scope} is er niet op {since:%d-%m-%Y}. Kies een gebied of gremium dat er dan is.")
    holding = FunctionHolding.objects.create(
        function=function, person=person, scope=scope, valid_from=since, valid_to=until
    )
    record(person=by, verb="give", kind="functionholding", key=str(holding.pk), reason=reason)
    return holding


@transaction.atomic
def fill_function(holding: FunctionHolding, person: Person, *, by: Person | None, reason: str) -> FunctionHolding:
    """Let a person take a vacant function from today, or from the day that it begins. Raises as `hold_function`.

    What stood vacant stays known up to yesterday; of what was never vacant for a day the row itself is filled.
    """
    holding = FunctionHolding.objects.select_for_update().get(pk=holding.pk)
    today = timezone.localdate()
    if holding.person_id is not None or (holding.valid_to is not None and holding.valid_to < today):
        raise FunctionError("Deze functie is niet (meer) vacant. Kijk op de bladzijde van de functie wie haar vervult.")
    if holding.valid_from < today:
        until = holding.valid_to
        end_function_holding(holding, by=by, last_day=today - datetime.timedelta(days=1), reason="vervuld")
        return hold_function(
            holding.function, person, by=by, since=today, until=until, scope=holding.scope, reason=reason
        )
    require_open(person)
    _refuse_held(holding.function, person, holding.scope, holding.valid_from)
    holding.person = person
    holding.save(update_fields=["person"])
    record(person=by, verb="fill", kind="functionholding", key=str(holding.pk), reason=reason)
    return holding


@transaction.atomic
def end_function_holding(holding: FunctionHolding, *, by: Person | None, last_day: datetime.date, reason: str) -> None:
    """End it after a day. Raises FunctionError where it ended before, or never began by then."""
    holding = FunctionHolding.objects.select_for_update().get(pk=holding.pk)
    if holding.valid_to is not None and holding.valid_to <= last_day:
        raise FunctionError(f"Dit eindigt al op {holding.valid_to:%d-%m-%Y}. Kies een eerdere dag.")
    if last_day < holding.valid_from:
        raise FunctionError(f"De laatste dag ligt vóór de eerste ({holding.valid_from:%d-%m-%Y}). Kies een latere dag.")
    holding.valid_to = last_day
    holding.save(update_fields=["valid_to"])
    record(person=by, verb="end", kind="functionholding", key=str(holding.pk), reason=reason)


def mark_of(function: Function) -> str:
    """What somebody reads of a function and others can change, as one mark."""
    return digest_of([function.pk, function.name, function.description, function.is_active])


def _refuse_held(function: Function, person: Person, scope: Scope | None, since: datetime.date) -> None:
    """Also where it begins later: one person holds a function for a thing once at a time."""
    holdings = FunctionHolding.objects.filter(function=function, person=person, scope=scope)
    if holdings.not_ended_by(since - datetime.timedelta(days=1)).exists():
        where = f" voor {scope}" if scope else ""
        raise FunctionError(f"{person} vervult {function}{where} al. Kies iemand anders, of beëindig dat eerst.")


def _refuse_in_use(function: Function) -> None:
    if FunctionHolding.objects.filter(function=function).not_ended_by(timezone.localdate()).exists():
        raise FunctionError(
            f"{function} wordt nog vervuld of staat vacant. Beëindig dat eerst, met vandaag of eerder als laatste dag."
        )


def _changes(function: Function, name: str, description: str, is_active: bool) -> list[str]:
    changes = []
    if name != function.name:
        changes.append(f"heet nu {name} (was {function.name})")
    if description != function.description:
        changes.append("andere uitleg")
    if is_active != function.is_active:
        changes.append("weer in gebruik" if is_active else "niet meer in gebruik")
    return changes
