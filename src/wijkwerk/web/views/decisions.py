"""Decisions with their documents: entered by one, confirmed by another; and the wijktype of areas."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkwerk.access.people import Person
from wijkwerk.access.permissions import may
from wijkwerk.definitions.kaders import AreaKind
from wijkwerk.governance.actions import adopt_decision, set_area_type, write_decision
from wijkwerk.governance.decision_flow import DecisionFlow
from wijkwerk.governance.models import Decision, Document
from wijkwerk.governance.papers import add_document, is_sha256
from wijkwerk.governance.register import area_kinds_on, norm_areas
from wijkwerk.present.collation import collation_key
from wijkwerk.present.numbers import date
from wijkwerk.web.forms import (
    Choice,
    Day,
    FreeText,
    LevelField,
    Outcome,
    PlainText,
    Reason,
    Sent,
    StaffForm,
    deed,
    done,
    form_of,
)
from wijkwerk.web.problems import NotHereError, Way
from wijkwerk.web.public import person_of
from wijkwerk.web.record_pages import record_place
from wijkwerk.web.staff import own_gemeente, staff_page, staff_trail

record_place("decision", "web:decisions", "besluit")


class DecisionForm(StaffForm):
    """A decision with the document that it stands in."""

    body = FreeText("Gremium", 120, hint="Bijvoorbeeld: Gemeenteraad.")
    day = Day("Datum van het besluit")
    case_number = FreeText("Zaaknummer", 60)
    subject = FreeText("Onderwerp", 300)
    title = FreeText("Titel van het document", 200)
    reference = FreeText("Kenmerk van het document", 200)
    url = FreeText("Vindplaats (https://…)", 500, required=False, inputmode="url")
    sha256 = PlainText(
        "Of de hash (SHA-256) van het bestand", 64,
        pattern=is_sha256, expected="een reeks van 64 cijfers en letters van a tot en met f", required=False,
    )  # fmt: skip
    confidentiality = LevelField(
        "Voor wie is dit document?", deed=("add", "document"), is_about_all=True, required=False,
        hint="Alleen een openbaar document komt met het besluit in een editie.",
    )  # fmt: skip

    def would_be(self) -> tuple[str, Document]:
        return "add", Document(confidentiality=self.cleaned_data["confidentiality"])


class AreaTypeForm(StaffForm):
    area = Choice("Gebied", lambda: [("", "Kies een gebied"), *_named_areas()])
    kind = Choice("Wijktype", [("", "Kies een wijktype"), *((kind.value, kind.value) for kind in AreaKind)])
    day = Day("Vanaf", initial=timezone.localdate)
    reason = Reason("Reden of besluit", 500, required=False)


@require_safe
@staff_page("read", "decision")
def decisions(request: HttpRequest, person: Person) -> HttpResponse:
    return _page(request)


@require_safe
@staff_page("read", "kader")
def area_types(request: HttpRequest, person: Person) -> HttpResponse:
    return _types_page(request)


def _confirmable(person: Person, number: int) -> Decision:
    found = Decision.objects.filter(pk=number).first()
    if found is None:
        raise NotHereError("Dit besluit is er niet.", (Way("Alle besluiten", reverse("web:decisions")),))
    return found


def _page(request: HttpRequest, row: Decision | None = None, form: StaffForm | None = None) -> HttpResponse:
    person = person_of(request)
    rows = [
        {
            "decision": each,
            "on": date(each.date),
            "documents": [paper for paper in each.documents.all() if may(person, "read", paper)],
            "kaders": list(each.kaders.all()),
            "confirming": form_of(form, StaffForm, person, ("adopt", "decision"), each)
            if DecisionFlow.offers(each, person)["adopt"].is_open
            else None,
        }
        for each in Decision.objects.prefetch_related("documents", "kaders")
    ]
    context = {
        "section": "norms",
        "crumbs": staff_trail(("Normen", "/normen/"), ("Besluiten", "")),
        "rows": rows,
        "writing": form_of(form, DecisionForm, person, ("edit", "decision"))
        if may(person, "edit", "decision")
        else None,
    }
    return render(request, "web/staff/decisions.html", context)


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
    return render(request, "web/staff/area_types.html", context)


def _named_areas() -> list[tuple[str, str]]:
    areas = norm_areas(own_gemeente())
    return [(code, f"{'Wijk ' if code.startswith('WK') else ''}{areas[code]}") for code in _in_order(areas)]


def _in_order(areas: dict[str, str]) -> list[str]:
    """Every wijk with its buurten below it."""
    return sorted(areas, key=lambda code: (code[2:8], code[:2] != "WK", collation_key(areas[code])))


@deed("edit", "decision", form=DecisionForm, page=_page)
@transaction.atomic
def write(sent: Sent[None, DecisionForm]) -> Outcome:
    said = sent.form.cleaned_data
    document = add_document(
        **{name: said[name] for name in ("title", "reference", "url", "sha256", "confidentiality")},
        date=said["day"],
        by=sent.person,
    )
    made = write_decision(
        **{name: said[name] for name in ("body", "case_number", "subject")},
        date=said["day"],
        documents=[document],
        by=sent.person,
    )
    return done(f"Het besluit {made.case_number} is ingevoerd. Een ander moet het nog vastleggen.", "web:decisions")


@deed("adopt", "decision", page=_page, find=_confirmable)
def confirm(sent: Sent[Decision, StaffForm]) -> Outcome:
    adopt_decision(sent.row, by=sent.person)
    return done(f"Het besluit {sent.row.case_number} is vastgelegd en verandert niet meer.", "web:decisions")


@deed("edit", "areatype", form=AreaTypeForm, page=_types_page)
def set_type(sent: Sent[None, AreaTypeForm]) -> Outcome:
    said = sent.form.cleaned_data
    name = norm_areas(own_gemeente())[said["area"]]
    made = set_area_type(said["area"], AreaKind(said["kind"]), by=sent.person, since=said["day"], reason=said["reason"])
    if made is None:
        return done(f"{name} was al {said['kind']}.", "web:area_types", is_news=False)
    return done(f"{name} is vanaf {date(said['day'])} {said['kind']}.", "web:area_types")
