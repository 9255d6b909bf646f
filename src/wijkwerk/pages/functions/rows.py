"""Functions with who holds them and what is vacant, as the pages show them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from wijkwerk.access.people.functions import Function, FunctionHolding
from wijkwerk.access.people.models import Person
from wijkwerk.pages.functions.forms import EDIT_FUNCTIONS, EndFunctionForm, FillFunctionForm
from wijkwerk.present.collation import collation_key
from wijkwerk.present.numbers import date
from wijkwerk.web.forms import StaffForm, form_of

WHOLE = "de hele gemeente"


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """filling and ending are there for who keeps functions, where there is something to fill or to end."""

    holding: FunctionHolding
    where: str
    since: str
    until: str
    filling: StaffForm | None = None
    ending: StaffForm | None = None


@dataclass(frozen=True, slots=True)
class Holdings:
    """held holds what is yet to begin too; ended the newest first."""

    held: list[HoldingRow] = field(default_factory=list)
    vacant: list[HoldingRow] = field(default_factory=list)
    ended: list[HoldingRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FunctionRow:
    """holders are the words for who holds it now and where."""

    function: Function
    holders: tuple[str, ...]
    vacancies: int


def all_functions(today: datetime.date) -> Sequence[FunctionRow]:
    """Those in use first, by name."""
    now: dict[int, list[FunctionHolding]] = {}
    for each in FunctionHolding.objects.on(today).select_related("person", "scope"):
        now.setdefault(each.function_id, []).append(each)
    ordered = sorted(Function.objects.all(), key=lambda each: (not each.is_active, collation_key(each.name)))
    return [_function_row(each, now.get(each.pk, [])) for each in ordered]


def holdings_of(
    function: Function, today: datetime.date, keeper: Person | None, refused: StaffForm | None = None
) -> Holdings:
    """keeper    who may fill and end; None for a reader
    refused   a form about one of them that was just refused
    """
    holdings = Holdings()
    for holding in function.holdings.select_related("person", "scope").order_by("-valid_from", "-pk"):
        is_over = holding.valid_to is not None and holding.valid_to < today
        row = _row(holding, None if is_over else keeper, refused)
        (holdings.ended if is_over else holdings.held if holding.person_id else holdings.vacant).append(row)
    return holdings


def _function_row(function: Function, holdings: Sequence[FunctionHolding]) -> FunctionRow:
    holders = tuple(f"{each.person}{_where(each)}" for each in holdings if each.person is not None)
    return FunctionRow(function, holders, sum(1 for each in holdings if each.person is None))


def _where(holding: FunctionHolding) -> str:
    return f" ({holding.scope})" if holding.scope else ""


def _row(holding: FunctionHolding, keeper: Person | None, refused: StaffForm | None) -> HoldingRow:
    row = HoldingRow(
        holding=holding,
        where=str(holding.scope or WHOLE),
        since=date(holding.valid_from),
        until=date(holding.valid_to) if holding.valid_to else "",
    )
    if keeper is None:
        return row
    filling = form_of(refused, FillFunctionForm, keeper, EDIT_FUNCTIONS, holding) if holding.person_id is None else None
    return replace(row, filling=filling, ending=form_of(refused, EndFunctionForm, keeper, EDIT_FUNCTIONS, holding))
