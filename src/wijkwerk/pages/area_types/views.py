"""The wijktype of areas: what each is, and since when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkwerk.access.people.models import Person
from wijkwerk.access.permission.permissions import may
from wijkwerk.definitions.kaders import AreaKind
from wijkwerk.governance.kader.area_types import set_area_type
from wijkwerk.governance.kader.versions import area_kinds_on, norm_areas
from wijkwerk.present.collation import collation_key
from wijkwerk.present.numbers import date
from wijkwerk.web.doors.public import person_of
from wijkwerk.web.doors.staff import own_gemeente, staff_page, staff_trail
from wijkwerk.web.forms import (
    Choice,
    Day,
    Outcome,
    Reason,
    Sent,
    StaffForm,
    deed,
    done,
    form_of,
)


class AreaTypeForm(StaffForm):
    area = Choice("Gebied", lambda: [("", "Kies een gebied"), *_named_areas()])
    kind = Choice("Wijktype", [("", "Kies een wijktype"), *((kind.value, kind.value) for kind in AreaKind)])
    day = Day("Vanaf", initial=timezone.localdate)
    reason = Reason("Reden of besluit", 500, required=False)


@require_safe
@staff_page("read", "kader")
def area_types(request: HttpRequest, person: Person) -> HttpResponse:
    return _types_page(request)


def _types_page(request: HttpRequest, row: None = None, form: AreaTypeForm | None = None) -> HttpResponse:
    person, areas = person_of(request), norm_areas(own_gemeente())
    kinds = area_kinds_on(timezone.localdate())
    context = {
        "section": "norms",
        "crumbs": staff_trail(("Normen", "/normen/"), ("Wijktypen", "")),
        "rows": [
            {"code": code, "name": areas[code], "is_wijk": code.startswith("WK"), "kind": kinds.get(code)}
            for code in _in_order(areas)
        ],
        "setting": form_of(form, AreaTypeForm, person, ("edit", "areatype"))
        if may(person, "edit", "areatype")
        else None,
    }
    return render(request, "area_types/area_types.html", context)


def _named_areas() -> list[tuple[str, str]]:
    areas = norm_areas(own_gemeente())
    return [(code, f"{'Wijk ' if code.startswith('WK') else ''}{areas[code]}") for code in _in_order(areas)]


def _in_order(areas: dict[str, str]) -> list[str]:
    """Every wijk with its buurten below it."""
    return sorted(areas, key=lambda code: (code[2:8], code[:2] != "WK", collation_key(areas[code])))


@deed("edit", "areatype", form=AreaTypeForm, page=_types_page)
def set_type(sent: Sent[None, AreaTypeForm]) -> Outcome:
    form_data = sent.form.cleaned_data
    name = norm_areas(own_gemeente())[form_data["area"]]
    area_type = set_area_type(
        form_data["area"],
        AreaKind(form_data["kind"]),
        by=sent.person,
        since=form_data["day"],
        reason=form_data["reason"],
    )
    if area_type is None:
        return done(f"{name} was al {form_data['kind']}.", "web:area_types", is_news=False)
    return done(f"{name} is vanaf {date(form_data['day'])} {form_data['kind']}.", "web:area_types")
