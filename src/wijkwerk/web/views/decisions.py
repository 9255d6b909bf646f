"""Decisions with their documents: entered by one, confirmed by another; and the wijktype of areas."""

import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wijkwerk.access.confidentiality import Confidentiality
from wijkwerk.access.people import Person
from wijkwerk.access.permission_table import ANY_STATE
from wijkwerk.access.permissions import may
from wijkwerk.access.reach import reach_of
from wijkwerk.access.refusals import require
from wijkwerk.definitions.kaders import AreaKind
from wijkwerk.governance.actions import adopt_decision, set_area_type, write_decision
from wijkwerk.governance.models import Decision, Document
from wijkwerk.governance.papers import add_document
from wijkwerk.governance.problems import GovernanceError
from wijkwerk.governance.register import area_kinds_on, norm_areas
from wijkwerk.present.collation import collation_key
from wijkwerk.present.numbers import date
from wijkwerk.web.forms_said import FormError, said, said_day, said_level
from wijkwerk.web.free_text import free_text
from wijkwerk.web.paper_rows import require_as_said
from wijkwerk.web.problems import NotHereError, Way
from wijkwerk.web.sent_once import sent_once
from wijkwerk.web.staff import own_gemeente, staff_page, staff_trail


@require_safe
@staff_page("read", "decision")
def decisions(request: HttpRequest, person: Person) -> HttpResponse:
    return _page(request, person)


@require_POST
@staff_page("edit", "decision")
@sent_once
@free_text(
    body="Gremium",
    case_number="Zaaknummer",
    subject="Onderwerp",
    title="Titel van het document",
    reference="Kenmerk van het document",
    url="Vindplaats",
)
def write(request: HttpRequest, person: Person) -> HttpResponse:
    """A decision with the document that it stands in."""
    try:
        day = said_day(request.POST)
        decision = _write(request, person, day)
    except (GovernanceError, FormError) as error:
        return _page(request, person, str(error))
    messages.success(request, f"Het besluit {decision.case_number} is ingevoerd. Een ander moet het nog vastleggen.")
    return redirect("web:decisions")


@require_POST
@staff_page("adopt", "decision")
@sent_once
def confirm(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    found = Decision.objects.filter(pk=number).first()
    if found is None:
        raise NotHereError("Dit besluit is er niet.", (Way("Alle besluiten", reverse("web:decisions")),))
    require(person, "adopt", found)
    try:
        adopt_decision(found, by=person)
    except (GovernanceError, FormError) as error:
        return _page(request, person, str(error))
    messages.success(request, f"Het besluit {found.case_number} is vastgelegd en verandert niet meer.")
    return redirect("web:decisions")


@require_safe
@staff_page("read", "kader")
def area_types(request: HttpRequest, person: Person) -> HttpResponse:
    return _types_page(request, person)


@require_POST
@staff_page("edit", "areatype")
@sent_once
@free_text(reason="Reden", to_log=("reason",))
def set_type(request: HttpRequest, person: Person) -> HttpResponse:
    area, kind = request.POST.get("area", ""), request.POST.get("kind", "")
    areas = norm_areas(own_gemeente())
    try:
        if area not in areas:
            raise GovernanceError("Kies een wijk of buurt van deze gemeente.")
        if kind not in set(AreaKind):
            raise GovernanceError("Kies een wijktype.")
        day, reason = said_day(request.POST), said(request.POST, "reason", 500)
        made = set_area_type(area, AreaKind(kind), by=person, since=day, reason=reason)
    except (GovernanceError, FormError) as error:
        return _types_page(request, person, str(error))
    if made is None:
        messages.info(request, f"{areas[area]} was al {kind}.")
    else:
        messages.success(request, f"{areas[area]} is vanaf {date(day)} {kind}.")
    return redirect("web:area_types")


def _write(request: HttpRequest, person: Person, day: datetime.date) -> Decision:
    # What is not said is not public.
    level = said_level(request.POST) if "confidentiality" in request.POST else Confidentiality.INTERN
    require_as_said(person, "add", Document(confidentiality=level))
    with transaction.atomic():
        document = add_document(
            title=said(request.POST, "title", 200),
            reference=said(request.POST, "reference", 200),
            date=day,
            url=said(request.POST, "url", 500),
            sha256=said(request.POST, "sha256", 64),
            confidentiality=level,
            by=person,
        )
        return write_decision(
            body=said(request.POST, "body", 120),
            date=day,
            case_number=said(request.POST, "case_number", 60),
            subject=said(request.POST, "subject", 300),
            documents=[document],
            by=person,
        )


def _page(request: HttpRequest, person: Person, problem: str = "") -> HttpResponse:
    rows = [
        {
            "decision": each,
            "on": date(each.date),
            "documents": [paper for paper in each.documents.all() if may(person, "read", paper)],
            "kaders": list(each.kaders.all()),
            "may_confirm": not each.is_adopted and may(person, "adopt", each),
        }
        for each in Decision.objects.prefetch_related("documents", "kaders")
    ]
    context = {
        "section": "norms",
        "crumbs": staff_trail(("Normen", "/normen/"), ("Besluiten", "")),
        "rows": rows,
        "may_edit": may(person, "edit", "decision"),
        "levels": _levels(person),
        "today": timezone.localdate().isoformat(),
        "sent": request.POST if problem else {},
        "problem": problem,
    }
    return render(request, "web/staff/decisions.html", context, status=409 if problem else 200)


def _levels(person: Person) -> list[tuple[str, str]]:
    """How confidential a document about the whole gemeente may be that this person adds."""
    highest = reach_of(person, "add", "document", ANY_STATE).highest(None)
    return [] if highest is None else [(level.value, level.label) for level in highest.up_to()]


def _types_page(request: HttpRequest, person: Person, problem: str = "") -> HttpResponse:
    areas = norm_areas(own_gemeente())
    kinds = area_kinds_on(timezone.localdate())
    named = sorted(areas, key=lambda code: (code[2:8], code[:2] != "WK", collation_key(areas[code])))
    context = {
        "section": "norms",
        "crumbs": staff_trail(("Normen", "/normen/"), ("Wijktypen", "")),
        "rows": [
            {"code": code, "name": areas[code], "is_wijk": code.startswith("WK"), "kind": kinds.get(code)}
            for code in named
        ],
        "kinds": list(AreaKind),
        "may_edit": may(person, "edit", "areatype"),
        "today": timezone.localdate().isoformat(),
        "problem": problem,
    }
    return render(request, "web/staff/area_types.html", context, status=409 if problem else 200)
