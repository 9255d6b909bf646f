"""The norm register for who keeps it: versions, a new version with what it changes, and its adoption."""

import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkwerk.access.people.models import Person
from wijkwerk.access.permission.permissions import may
from wijkwerk.access.permission.refusals import require
from wijkwerk.definitions.kader_files import kader_files
from wijkwerk.definitions.kaders import KaderStatus
from wijkwerk.governance.goal.actions import goals_on
from wijkwerk.governance.kader.actions import add_version, adopt_kader
from wijkwerk.governance.kader.freezing import frozen_version
from wijkwerk.governance.kader.sheets import NORMS
from wijkwerk.governance.kader.starting import import_kader, start_goals
from wijkwerk.governance.kader.versions import kader_on, norm_areas
from wijkwerk.governance.models import Decision, Goal, Kader
from wijkwerk.pages.norms.forms import MOST_IN_FORM, VersionForm
from wijkwerk.pages.norms.origins import refuse_personal_kader
from wijkwerk.pages.norms.previews import preview_of
from wijkwerk.present.figures.material import describe
from wijkwerk.present.norms.register_rows import adopted_words, kader_mark, register_rows
from wijkwerk.present.numbers import date, number
from wijkwerk.web.doors.public import person_of
from wijkwerk.web.doors.staff import live_catalogue, own_gemeente, staff_page, staff_trail
from wijkwerk.web.forms import Choice, Outcome, Reason, Sent, StaffForm, deed, done, form_of
from wijkwerk.web.frame.page_problems import NotHereError, Way

FORMS = {"xlsx": "spreadsheet (XLSX)", "csv": "CSV voor Excel"}
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LIST = ("Normen", "/normen/")


class FromCatalogueForm(StaffForm):
    file = Choice("Bestand", lambda: [(name, name) for name in _catalogue_files()])
    reason = Reason("Waarom deze versie?", 500, required=False)


class AdoptForm(StaffForm):
    decision = Choice(
        "Besluit waarmee deze versie is vastgesteld",
        lambda: [("", "kies een besluit"), *((str(each.pk), str(each)) for each in _adopted_decisions())],
    )

    @classmethod
    def values_of(cls, row: Kader) -> dict[str, Any]:
        return {}  # a version that is adopted holds its decision in a field of this name

    @property
    def chosen(self) -> Decision:
        return Decision.objects.get(pk=int(self.cleaned_data["decision"]))


@require_safe
@staff_page("read", "kader")
def norms(request: HttpRequest, person: Person) -> HttpResponse:
    """Every version, which one holds today, and the goals that they serve."""
    return _list_page(request)


def _list_page(request: HttpRequest, row: None = None, form: StaffForm | None = None) -> HttpResponse:
    person = person_of(request)
    holds = kader_on(timezone.localdate())
    context = {
        "section": "norms",
        "crumbs": staff_trail(("Normen", "")),
        "rows": [_version_row(kader, holds) for kader in Kader.objects.prefetch_related("norms")],
        "goals": _goals(timezone.localdate()),
        "may_edit": may(person, "edit", "kader"),
        "taking": form_of(form, FromCatalogueForm, person, ("edit", "kader"))
        if may(person, "edit", "kader") and _catalogue_files()
        else None,
    }
    return render(request, "norms/norms.html", context)


@require_safe
@staff_page("read", "kader")
def version(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    return _version_page(request, _find(number))


@require_safe
@staff_page("read", "kader")
def version_file(request: HttpRequest, person: Person, number: int, form: str) -> HttpResponse:
    """The norms of a version as a spreadsheet, to change and hand in again."""
    kader = _find(number)
    if form not in FORMS:
        raise NotHereError(f"Dit bestand is er niet: ‘normen.{form}’.", (Way("Terug", _address(kader)),))
    terms = [norm.terms for norm in kader.norms.all()]
    content = NORMS.write(terms, "xlsx" if form == "xlsx" else "csv")
    response = HttpResponse(content, content_type=WORKBOOK if form == "xlsx" else "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="normen-versie-{kader.version}.{form}"'
    return response


def _form_page(request: HttpRequest, row: None, form: VersionForm) -> HttpResponse:
    context = {
        "section": "norms",
        "crumbs": staff_trail(_LIST, ("Nieuwe versie", "")),
        "form": form,
        "preview": preview_of(form.version) if form.version else None,
        "indicators": form.catalogue.indicators.values(),
        "most_norms": MOST_IN_FORM,
    }
    return render(request, "norms/form.html", context)


@deed("edit", "kader", form=VersionForm, page=_form_page, opens=True)
def new_version(sent: Sent[None, VersionForm]) -> Outcome | HttpResponse:
    """Fill in or hand in a version, see what it changes for whom, and then store it."""
    form = sent.form
    assert form.version is not None, "a form that is valid names its version"
    if not form.is_saved:
        return _form_page(sent.request, None, form)
    areas = norm_areas(own_gemeente())
    kader = add_version(
        form.version, form.catalogue, areas, by=sent.person, reason=sent.reason, places=form.sheet.places
    )
    words = f"{kader} is bewaard als voorlopige versie. Er is niets vastgesteld of gepubliceerd."
    return done(words, "web:norm_version", number=kader.version)


def _version_page(request: HttpRequest, kader: Kader, form: AdoptForm | None = None) -> HttpResponse:
    person = person_of(request)
    may_adopt = may(person, "adopt", kader) and not kader.is_adopted and not kader.example
    frozen = frozen_version(kader, timezone.localdate())
    bold, after = kader_mark(frozen)
    context = {
        "section": "norms",
        "crumbs": staff_trail(_LIST, (f"Versie {kader.version}", "")),
        "kader": kader,
        "made": date(timezone.localtime(kader.made_at).date()),
        "from": date(kader.valid_from),
        "mark": bold,
        "mark_text": after,
        "adopted": adopted_words(frozen),
        "fewest_inhabitants": _inhabitants(kader.fewest_inhabitants),
        "register": register_rows(frozen, describe(live_catalogue()), norm_areas(own_gemeente()), {}),
        "files": [(reverse("web:norm_file", args=[kader.version, form]), words) for form, words in FORMS.items()],
        "stay_provisional": kader.norms.filter(status=KaderStatus.PROVISIONAL.value).count(),
        "adopting": form_of(form, AdoptForm, person, ("adopt", "kader"), kader) if may_adopt else None,
        "is_own": kader.made_by_id == person.pk,
        "has_decisions": bool(_adopted_decisions()),
    }
    return render(request, "norms/version.html", context)


def _version_row(kader: Kader, holds: Kader | None) -> dict[str, object]:
    return {
        "kader": kader,
        "href": _address(kader),
        "from": date(kader.valid_from),
        "made": date(timezone.localtime(kader.made_at).date()),
        "count": kader.norms.count(),
        "holds": holds is not None and holds.pk == kader.pk,
    }


def _goals(day: datetime.date) -> list[tuple[Goal, list[Goal]]]:
    """The hoofddoelen that hold, each with its subdoelen."""
    goals = list(goals_on(day))
    return [
        (goal, [child for child in goals if child.parent_id == goal.pk]) for goal in goals if goal.parent_id is None
    ]


def _find(number: int) -> Kader:
    kader = Kader.objects.filter(version=number).first()
    if kader is None:
        raise NotHereError(f"Er is geen versie {number} van het kader.", (Way("Alle versies", reverse("web:norms")),))
    return kader


def _address(kader: Kader) -> str:
    return reverse("web:norm_version", args=[kader.version])


def _catalogue_files() -> list[str]:
    return [path.name for path in kader_files(settings.WIJKWERK_CATALOGUE)]


def _inhabitants(count: int | None) -> str:
    return "" if count is None else f"{number(count)} inwoners"


def _adopted_decisions() -> list[Decision]:
    return [each for each in Decision.objects.all() if each.is_adopted]


def _adoptable(person: Person, number: int) -> Kader:
    kader = _find(number)
    require(person, "adopt", kader)
    return kader


@deed("edit", "kader", form=FromCatalogueForm, page=_list_page)
@transaction.atomic
def from_catalogue(sent: Sent[None, FromCatalogueForm]) -> Outcome:
    """Add a starting kader of the catalogue as a version, with the goals where there are none yet."""
    known = {path.name: path for path in kader_files(settings.WIJKWERK_CATALOGUE)}
    path, areas = known[sent.form.cleaned_data["file"]], norm_areas(own_gemeente())
    start_goals(settings.WIJKWERK_CATALOGUE, by=sent.person)
    kader = import_kader(path, live_catalogue(), areas, by=sent.person, reason=sent.reason)
    refuse_personal_kader(kader)
    return done(f"{kader} is ingelezen als voorlopige versie.", "web:norm_version", number=kader.version)


@deed("adopt", "kader", form=AdoptForm, page=_version_page, find=_adoptable)
def adopt(sent: Sent[Kader, AdoptForm]) -> Outcome:
    """The second pair of eyes: refused to who made it, by the permission table's rule and the action itself."""
    adopt_kader(sent.row, sent.form.chosen, by=sent.person)
    words = f"{sent.row} is vastgelegd als vastgesteld. De volgende editie houdt deze normen aan."
    return done(words, "web:norm_version", number=sent.row.version)
