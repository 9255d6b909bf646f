"""The norm register for who keeps it: versions, a new version with what it changes, and its adoption."""

import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wijkwerk.access.people import Person
from wijkwerk.access.permissions import may
from wijkwerk.access.refusals import require
from wijkwerk.definitions.kader_files import kader_files
from wijkwerk.definitions.kaders import KaderStatus
from wijkwerk.governance.actions import NewVersion, add_version, adopt_kader, problems_of_version
from wijkwerk.governance.checks import check_norms
from wijkwerk.governance.freezing import frozen_norms, frozen_version
from wijkwerk.governance.frozen import FrozenKader
from wijkwerk.governance.goals import goals_on
from wijkwerk.governance.models import Decision, Goal, Kader
from wijkwerk.governance.problems import KaderError
from wijkwerk.governance.register import kader_on, norm_areas
from wijkwerk.governance.sheets import LARGEST_FILE, NORMS, SheetNorms, UnreadableNormsError
from wijkwerk.governance.starting import import_kader, start_goals
from wijkwerk.present.kader_register import adopted_words, kader_mark, register_rows
from wijkwerk.present.material import describe
from wijkwerk.present.numbers import date
from wijkwerk.web.forms import Choice, Outcome, Reason, Sent, StaffForm, deed, done, form_of
from wijkwerk.web.forms_said import said
from wijkwerk.web.free_text import free_text
from wijkwerk.web.norm_forms import (
    VersionForm,
    fields_by_place,
    form_as_sent,
    form_of_norms,
    form_of_version,
    read_version,
)
from wijkwerk.web.norm_origins import carried_origin, origin_of, refuse_personal_kader, refuse_personal_norms
from wijkwerk.web.norm_previews import preview_of
from wijkwerk.web.problems import NotHereError, Way
from wijkwerk.web.public import person_of
from wijkwerk.web.sent_once import sent_once
from wijkwerk.web.staff import live_catalogue, own_gemeente, staff_page, staff_trail

FORMS = {"xlsx": "spreadsheet (XLSX)", "csv": "CSV voor Excel"}
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LIST = ("Normen", "/normen/")
_MEND_OR_LOOK = (
    "Verander dit in het bestand. Of lever het aan met ‘Bekijk wat er verandert’: dan staan de normen in het "
    "formulier, en vraagt de site bij het bewaren wat er met deze tekst moet."
)


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
    return render(request, "web/staff/norms.html", context)


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


def _is_saved(request: HttpRequest) -> bool:
    """A preview stores nothing; only what is saved is asked about."""
    return request.POST.get("do") == "save"


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page("edit", "kader")
@sent_once
@free_text(
    only_where=_is_saved,
    to_log=("reason",),
    name="Naam",
    note="Toelichting voor lezers",
    reason="Waarom deze versie?",
    norm__note="Toelichting bij een norm",
    norm__owner="Eigenaar van een norm",
    norm__document="Document bij een norm",
    norm__unit_of_gap="Wat het verschil bij een norm telt",
)
def new_version(request: HttpRequest, person: Person) -> HttpResponse:
    """Fill in or hand in a version, see what it changes for whom, and then store it."""
    if request.method != "POST":
        return _form_page(request, form_of_version(_now(), timezone.localdate(), live_catalogue()))
    try:
        asked, read = read_version(request.POST, _handed_in(request), origin=origin_of(request))
        return _answer(request, person, asked, read)
    except UnreadableNormsError as error:
        return _form_page(request, form_as_sent(request.POST, live_catalogue()), _with_faults_of_the_rest(error))
    except KaderError as error:
        return _form_page(request, form_as_sent(request.POST, live_catalogue()), error)


def _answer(request: HttpRequest, person: Person, asked: NewVersion, read: SheetNorms) -> HttpResponse:
    """A preview first; stored only where the button of the preview was pressed. Raises KaderError."""
    catalogue, areas, reason = live_catalogue(), norm_areas(own_gemeente()), said(request.POST, "reason", 500)
    if _is_saved(request):
        if "file" in request.FILES:
            refuse_personal_norms(asked.norms, read.places, _MEND_OR_LOOK)
        kader = add_version(asked, catalogue, areas, by=person, reason=reason, places=read.places)
        messages.success(request, f"{kader} is bewaard als voorlopige versie. Er is niets vastgesteld of gepubliceerd.")
        return redirect("web:norm_version", number=kader.version)
    problems = [*problems_of_version(asked, reason), *check_norms(asked.norms, catalogue, areas, read.places)]
    if problems:
        raise KaderError(problems)
    form = form_of_norms(request.POST, asked.norms, catalogue)
    return _form_page(request, form, preview=preview_of(asked))


def _with_faults_of_the_rest(error: UnreadableNormsError) -> KaderError:
    """Beside what cannot be read: what is wrong with the norms that can, so that nobody mends in rounds."""
    areas = norm_areas(own_gemeente())
    rest = check_norms(error.read.norms, live_catalogue(), areas, error.read.places, complete=False)
    return KaderError([*error.problems, *rest])


def _form_page(
    request: HttpRequest, form: VersionForm, error: KaderError | None = None, preview: dict[str, object] | None = None
) -> HttpResponse:
    problems = error.problems if error else ()
    keys = fields_by_place(form)
    wrong = {keys[each.place] for each in problems if each.place in keys}
    context = {
        "section": "norms",
        "crumbs": staff_trail(_LIST, ("Nieuwe versie", "")),
        "form": form,
        "problems": [(each, keys.get(each.place, "")) for each in problems],
        "wrong": wrong,
        "wrong_norms": {norm.number for norm in form.norms for field in norm.fields if field.key in wrong},
        "preview": preview,
        "origin": carried_origin(request),
        "indicators": live_catalogue().indicators.values(),
        "is_first": not Kader.objects.exists(),
        "most": f"{LARGEST_FILE // 1_000_000} MB",
    }
    return render(request, "web/staff/norm_form.html", context, status=400 if error else 200)


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
        "register": register_rows(frozen, describe(live_catalogue()), norm_areas(own_gemeente()), {}),
        "files": [(reverse("web:norm_file", args=[kader.version, form]), words) for form, words in FORMS.items()],
        "stay_provisional": kader.norms.filter(status=KaderStatus.PROVISIONAL.value).count(),
        "adopting": form_of(form, AdoptForm, person, ("adopt", "kader"), kader) if may_adopt else None,
        "is_own": kader.made_by_id == person.pk,
        "has_decisions": bool(_adopted_decisions()),
    }
    return render(request, "web/staff/norm_version.html", context)


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
    held = list(goals_on(day))
    return [(goal, [child for child in held if child.parent_id == goal.pk]) for goal in held if goal.parent_id is None]


def _handed_in(request: HttpRequest) -> tuple[str, bytes] | None:
    """The name and content of a file, where one was chosen; no more than shows that it is too large."""
    file = request.FILES.get("file")
    if file is None:
        return None
    return str(file.name or "bestand")[:80], file.read(LARGEST_FILE + 1)


def _now() -> FrozenKader | None:
    return frozen_norms(timezone.localdate())


def _find(number: int) -> Kader:
    found = Kader.objects.filter(version=number).first()
    if found is None:
        raise NotHereError(f"Er is geen versie {number} van het kader.", (Way("Alle versies", reverse("web:norms")),))
    return found


def _address(kader: Kader) -> str:
    return reverse("web:norm_version", args=[kader.version])


def _catalogue_files() -> list[str]:
    return [path.name for path in kader_files(settings.WIJKWERK_CATALOGUE)]


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
