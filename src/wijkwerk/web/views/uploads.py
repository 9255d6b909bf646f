"""A file of the gemeente itself, after it was handed in: what was found, map the columns, dry run, deliver."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wijkwerk.access.jobs import enqueue
from wijkwerk.access.people import Person
from wijkwerk.data.ingestors.own_file import (
    KnownArea,
    OwnFileError,
    ProblemKind,
    ReadingSettings,
    without_rows,
)
from wijkwerk.data.jobs import IMPORT
from wijkwerk.data.own_files import kept_mapping, known_areas, read_delivery
from wijkwerk.data.problems import ReleaseError
from wijkwerk.definitions.sources import Source, SourceTable
from wijkwerk.web import upload_box
from wijkwerk.web.column_form import (
    division_picker,
    key_pickers,
    level_picker,
    mapping_from,
    variable_pickers,
    year_from,
)
from wijkwerk.web.crumbs import Crumb
from wijkwerk.web.forms import Outcome, Sent, StaffForm, deed, done
from wijkwerk.web.forms_said import said
from wijkwerk.web.free_text import free_text
from wijkwerk.web.own_tables import own_tables
from wijkwerk.web.problems import BadQuestionError, NotHereError, Way
from wijkwerk.web.sniffed_facts import column_rows, facts_of
from wijkwerk.web.sniffed_uploads import sniffed_upload
from wijkwerk.web.staff import staff_page, staff_trail
from wijkwerk.web.upload_box import Upload

LONGEST_REASON = 500
# No other step is to come of a file that is not opened: it may be anything, and does not stay.
_NOT_OPENED = {ProblemKind.REFUSED, ProblemKind.TOO_LARGE, ProblemKind.DAMAGED}
_LIST = "/leveringen/"


@staff_page("deliver", "release")
def upload(request: HttpRequest, person: Person, token: str) -> HttpResponse:
    """What was found in the file, and the form that maps its columns."""
    found = _find(token, person)
    source, table = _table_of(found)
    areas = known_areas(found.gemeente)
    reading = found.reading
    kept = reading.mapping if reading else kept_mapping(source, table)
    answers = dict(reading.answers) if reading else {}
    sheet = request.GET.get("sheet") or answers.get("blad") or kept.sheet
    try:
        sniffed = sniffed_upload(found, areas, sheet)
    except OwnFileError as error:
        return _unusable(request, found, error)
    if not sniffed.data_rows:
        if len(sniffed.sheets) < 2:  # no other sheet can be chosen
            upload_box.throw_away(found)
        return _problems_page(request, found, OwnFileError(found.name, [without_rows(sniffed)]))
    problem = ""
    if request.method == "POST":
        mapping = mapping_from(request.POST, sniffed, kept)
        if mapping is not None:
            period, division = year_from(request.POST.get("year", "")), year_from(request.POST.get("division", ""))
            if sniffed.sheet and len(sniffed.sheets) > 1:
                answers["blad"] = sniffed.sheet
            found.keep_reading(ReadingSettings(mapping, period, division, answers), areas)
            return redirect("web:dry_run", token=token)
        problem = "Kies de kolom met het gebied, en minstens één kolom die geladen wordt."
    context = {
        "section": "releases",
        "crumbs": staff_trail(("Leveringen", _LIST), ("Bestand aanleveren", reverse("web:hand_in")), (found.name, "")),
        "upload": found,
        "source": source,
        "facts": facts_of(sniffed),
        "columns": column_rows(sniffed),
        "sniffed": sniffed,
        "keys": key_pickers(sniffed, kept),
        "things": variable_pickers(sniffed, kept, source),
        "level": level_picker(kept),
        "division": division_picker(sorted({area.year for area in areas}), reading),
        "year": reading.period if reading and reading.period else "",
        "title_years": sniffed.title_years,
        "problem": problem,
    }
    return render(request, "web/staff/upload.html", context, status=400 if problem else 200)


@staff_page("deliver", "release")
@free_text(reason="Waarom kloppen de eerdere cijfers niet?", to_log=("reason",))
def dry_run(request: HttpRequest, person: Person, token: str) -> HttpResponse:
    """Everything that loading would find, and the questions it asks. POST answers them; nothing is loaded here."""
    found = _find(token, person)
    reading = found.reading
    if reading is None:
        return redirect("web:upload", token=token)
    source, table = _table_of(found)
    areas = known_areas(found.gemeente)
    problem = ""
    if request.method == "POST":
        found, reading = _answered(request, found, reading, areas)
        if found.new_version or request.POST.get("new_version") != "ja":
            return redirect("web:dry_run", token=token)
        problem = "Zeg bij een nieuwe versie waarom de eerdere cijfers niet kloppen."
    try:
        result = read_delivery(
            source, table, found.path, reading, areas, new_version=found.new_version, name=found.name
        )
    except OwnFileError as error:
        return _unusable(request, found, error, problem)
    except ReleaseError as error:  # an earlier release that it must be compared with is damaged
        raise BadQuestionError(str(error), (Way("Naar de leveringen", _LIST),)) from error
    context = {
        "section": "releases",
        "crumbs": _upload_trail(found, "Proef"),
        "upload": found,
        "source": source,
        "result": result,
        "areas": [(str(level), count) for level, count in result.areas.items()],
        "count": len(result.observations),
        "remarks": result.remarks,
        "delivering": StaffForm(person=person, deed=("deliver", "release")),
    }
    return render(request, "web/staff/dry_run.html", context)


def _answered(
    request: HttpRequest, upload: Upload, reading: ReadingSettings, areas: tuple[KnownArea, ...]
) -> tuple[Upload, ReadingSettings]:
    given = {
        key.removeprefix("vraag-"): choice
        for key, choice in request.POST.items()
        if key.startswith("vraag-") and isinstance(choice, str) and choice
    }
    changed = replace(reading, answers={**reading.answers, **given})
    upload.keep_reading(changed, areas)
    reason = said(request.POST, "reason", LONGEST_REASON)
    if request.POST.get("new_version") == "ja" and reason:
        upload = replace(upload, new_version=True, reason=reason)
        upload_box.keep(upload)
    return upload, changed


def _unusable(request: HttpRequest, found: Upload, error: OwnFileError, problem: str = "") -> HttpResponse:
    at_first_sight = found.reading is None and not error.questions and "sheet" not in request.GET
    if at_first_sight or any(defect.kind in _NOT_OPENED for defect in error.defects):
        upload_box.throw_away(found)
    return _problems_page(request, found, error, problem)


def _problems_page(request: HttpRequest, found: Upload, error: OwnFileError, problem: str = "") -> HttpResponse:
    redelivered = [each for each in error.defects if each.kind is ProblemKind.REDELIVERED]
    context = {
        "section": "releases",
        "crumbs": _upload_trail(found, "Proef"),
        "upload": found,
        "problems": error.defects,
        "questions": error.questions,
        "only_redelivered": bool(redelivered) and len(redelivered) == len(error.defects),
        "can_map": found.reading is not None,
        "problem": problem,
        "longest_reason": LONGEST_REASON,
    }
    return render(request, "web/staff/problems.html", context, status=400 if problem else 200)


def _upload_trail(found: Upload, last: str) -> tuple[Crumb, ...]:
    return staff_trail(
        ("Leveringen", _LIST),
        ("Bestand aanleveren", reverse("web:hand_in")),
        (found.name, reverse("web:upload", kwargs={"token": found.token})),
        (last, ""),
    )


def _table_of(found: Upload) -> tuple[Source, SourceTable]:
    for source, table in own_tables():
        if (source.id, table.table) == (found.source, found.table):
            return source, table
    raise BadQuestionError(
        f"De bron {found.source} met tabel {found.table} staat niet meer in de catalogus.",
        (Way("Bestand aanleveren", reverse("web:hand_in")),),
    )


def _find(token: str, person: Person) -> Upload:
    found = upload_box.find(token, person)
    if found is None:
        raise NotHereError(
            "Dit bestand is er niet meer. Een bestand dat niet geleverd is, bewaren we een week; een dat we niet "
            "openen, niet.",
            (Way("Bestand aanleveren", reverse("web:hand_in")),),
            title="Dit bestand is er niet",
        )
    return found


def _of_token(person: Person, token: str) -> Upload:
    return _find(token, person)


def _dry_run_again(request: HttpRequest, found: Upload, form: StaffForm) -> HttpResponse:
    return redirect("web:dry_run", token=found.token)


@deed("deliver", "release", page=_dry_run_again, find=_of_token)
def deliver(sent: Sent[Upload, StaffForm]) -> Outcome:
    """Ask the worker to make a release of it. The worker reads the file again: nothing that this page said counts."""
    found = sent.row
    if found.reading is None:
        return done("", "web:upload", token=found.token)
    job = enqueue(
        IMPORT,
        sent.person,
        source=found.source,
        table=found.table,
        paths=[str(path) for path in found.paths],
        new_version=found.new_version,
        reason=found.reason,
    )
    return done("", "web:job", number=job.pk)
