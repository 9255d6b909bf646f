"""Functions: who does what, without a right. A gemeente keeps its own list, and says who holds each and where."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkwerk.access.people.function_actions import (
    add_examples,
    add_function,
    change_function,
    end_function_holding,
    fill_function,
    hold_function,
)
from wijkwerk.access.people.functions import Function, FunctionHolding
from wijkwerk.access.people.models import Person
from wijkwerk.access.permission.permissions import may
from wijkwerk.pages.functions.forms import (
    EDIT_FUNCTIONS,
    AddFunctionForm,
    ChangeFunctionForm,
    EndFunctionForm,
    FillFunctionForm,
    HoldFunctionForm,
)
from wijkwerk.pages.functions.rows import all_functions, holdings_of
from wijkwerk.present.numbers import date
from wijkwerk.web.doors.public import person_of
from wijkwerk.web.doors.staff import staff_page, staff_trail
from wijkwerk.web.forms import Outcome, Sent, StaffForm, deed, done, form_of
from wijkwerk.web.frame.page_problems import NotHereError, Way


@require_safe
@staff_page("read", "function")
def functions(request: HttpRequest, person: Person) -> HttpResponse:
    return _list_page(request)


@require_safe
@staff_page("read", "function")
def function(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    """Who holds it where, what is vacant, and who held it before."""
    return _page(request, _find(person, code))


def _find(person: Person, code: str) -> Function:
    row = Function.objects.filter(code=code).first()
    if row is None:
        raise NotHereError("Deze functie is er niet.", (Way("Alle functies", reverse("functions:list")),))
    return row


def _holding(person: Person, number: int) -> FunctionHolding:
    holding = FunctionHolding.objects.select_related("person", "function", "scope").filter(pk=number).first()
    if holding is None:
        raise NotHereError("Deze invulling is er niet.", (Way("Alle functies", reverse("functions:list")),))
    return holding


def _list_page(request: HttpRequest, row: None = None, form: StaffForm | None = None) -> HttpResponse:
    person = person_of(request)
    keeps = may(person, "edit", "function")
    context = {
        "section": "bodies",
        "crumbs": staff_trail(("Gremia en organisaties", reverse("bodies:list")), ("Functies", "")),
        "functions": all_functions(timezone.localdate()),
        "adding": form_of(form, AddFunctionForm, person, EDIT_FUNCTIONS) if keeps else None,
        "examples": StaffForm(person=person, deed=EDIT_FUNCTIONS) if keeps else None,
    }
    return render(request, "functions/functions.html", context)


def _page(request: HttpRequest, row: Function, form: StaffForm | None = None) -> HttpResponse:
    """form   the one that was refused, about the function or about one of its holdings"""
    person, today = person_of(request), timezone.localdate()
    keeps = may(person, "edit", "function")
    manager = person if keeps else None
    context = {
        "section": "bodies",
        "crumbs": staff_trail(
            ("Gremia en organisaties", reverse("bodies:list")), ("Functies", reverse("functions:list")), (row.name, "")
        ),
        "function": row,
        "holdings": holdings_of(row, today, manager, form),
        "holding_form": form_of(form, HoldFunctionForm, person, EDIT_FUNCTIONS, row)
        if keeps and row.is_active
        else None,
        "changing": form_of(form, ChangeFunctionForm, person, EDIT_FUNCTIONS, row) if keeps else None,
    }
    return render(request, "functions/function.html", context)


def _page_of_holding(request: HttpRequest, row: FunctionHolding, form: StaffForm | None = None) -> HttpResponse:
    return _page(request, row.function, form)


@deed("edit", "function", form=AddFunctionForm, page=_list_page)
def add(sent: Sent[None, AddFunctionForm]) -> Outcome:
    form_data = sent.form.cleaned_data
    new_function = add_function(by=sent.person, name=form_data["name"], description=form_data["description"])
    return done(f"De functie {new_function} is toegevoegd.", "functions:record", code=new_function.code)


@deed("edit", "function", page=_list_page)
def add_from_examples(sent: Sent[None, StaffForm]) -> Outcome:
    new_functions = add_examples(by=sent.person)
    words = (
        f"{len(new_functions)} functies zijn toegevoegd."
        if new_functions
        else "Alle voorbeelden stonden al in de lijst."
    )
    return done(words, "functions:list", is_news=bool(new_functions))


@deed("edit", "function", form=ChangeFunctionForm, page=_page, find=_find)
def change(sent: Sent[Function, ChangeFunctionForm]) -> Outcome:
    form_data = sent.form.cleaned_data
    change_function(
        sent.row,
        by=sent.person,
        read=sent.read,
        name=form_data["name"],
        description=form_data["description"],
        is_active=form_data["is_active"],
    )
    return done("De functie is gewijzigd.", "functions:record", code=sent.row.code)


@deed("edit", "function", form=HoldFunctionForm, page=_page, find=_find)
def hold(sent: Sent[Function, HoldFunctionForm]) -> Outcome:
    form_data = sent.form.cleaned_data
    holding = hold_function(
        sent.row,
        form_data["account"],
        by=sent.person,
        since=form_data["day"],
        scope=form_data["scope"],
        reason=sent.reason,
    )
    return done(f"{holding} vanaf {date(holding.valid_from)}.", "functions:record", code=sent.row.code)


@deed("edit", "function", form=FillFunctionForm, page=_page_of_holding, find=_holding)
def fill(sent: Sent[FunctionHolding, FillFunctionForm]) -> Outcome:
    somebody = sent.form.cleaned_data["account"]
    holding = fill_function(sent.row, somebody, by=sent.person, reason=sent.reason)
    return done(f"{holding} vanaf {date(holding.valid_from)}.", "functions:record", code=holding.function.code)


@deed("edit", "function", form=EndFunctionForm, page=_page_of_holding, find=_holding)
def end(sent: Sent[FunctionHolding, EndFunctionForm]) -> Outcome:
    day = sent.form.cleaned_data["day"]
    end_function_holding(sent.row, by=sent.person, last_day=day, reason=sent.reason)
    return done(f"{sent.row} eindigt na {date(day)}.", "functions:record", code=sent.row.function.code)
