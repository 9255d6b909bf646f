"""Hand in a municipality's own file: upload, what was found, map the columns, dry run, deliver."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from wijkwerk.access.jobs import enqueue
from wijkwerk.access.people import Person
from wijkwerk.access.privacy.personal_text import Finding, find_in_name, told
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
from wijkwerk.definitions.vocabulary import Protocol
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
from wijkwerk.web.doors import asks
from wijkwerk.web.forms_said import said
from wijkwerk.web.free_text import free_text
from wijkwerk.web.problems import BadQuestionError, NotHereError, Way
from wijkwerk.web.sent_once import sent_once
from wijkwerk.web.sniffed_facts import column_rows, facts_of
from wijkwerk.web.sniffed_uploads import sniffed_upload
from wijkwerk.web.staff import live_catalogue, own_gemeente, staff_page, staff_trail
from wijkwerk.web.upload_box import Upload

# A page reads the file while somebody waits: 10 MB is up to 500,000 rows and ten seconds. The command takes more.
MOST_BYTES = 10_000_000
_FIELDS = 100_000  # around the file, in the same body
_MOST = f"{MOST_BYTES // 1_000_000} MB"
LONGEST_REASON = 500
# No other step is to come of a file that is not opened: it may be anything, and does not stay.
_NOT_OPENED = {ProblemKind.REFUSED, ProblemKind.TOO_LARGE, ProblemKind.DAMAGED}
_LIST = "/leveringen/"


@asks("deliver", "release")
@csrf_exempt
def hand_in(request: HttpRequest) -> HttpResponse:
    """A body that is too large is refused before anything reads it; the CSRF check would. `_hand_in` has that check."""
    if request.method == "POST" and int(request.headers.get("Content-Length") or 0) > MOST_BYTES + _FIELDS:
        return _too_large(request)
    return _hand_in(request)


@staff_page("deliver", "release")
def _too_large(request: HttpRequest, person: Person) -> HttpResponse:
    problem = (
        f"Het bestand is groter dan {_MOST}. Lever alleen de kolommen die nodig zijn, of laat de beheerder het inlezen "
        "met ‘wijkwerk import’."
    )
    return _hand_in_page(request, problem, 413)


@csrf_protect
@staff_page("deliver", "release")
@sent_once
def _hand_in(request: HttpRequest, person: Person) -> HttpResponse:
    if request.method != "POST":
        return _hand_in_page(request)
    known = {f"{source.id}/{table.table}": (source, table) for source, table in _own_tables()}
    file, chosen = request.FILES.get("file"), request.POST.get("table", "")
    if file is None:
        return _hand_in_page(request, "Kies een bestand.", 400)
    if chosen not in known:
        return _hand_in_page(request, "Kies de bron waar het bestand bij hoort.", 400)
    personal = find_in_name(file.name or "")
    if personal:
        return _hand_in_page(request, _named_after(personal), 422)
    source, table = known[chosen]
    upload = upload_box.put(file, person, source.id, table.table, own_gemeente())
    return redirect("web:upload", token=upload.token)


def _named_after(found: Sequence[Finding]) -> str:
    """The name of a file goes on with its figures: into the list of jobs and beside the release."""
    return (
        f"In de naam van het bestand lijkt iets over een persoon te staan: {told(found)}. Die naam blijft bij de "
        "cijfers staan. Geef het bestand een andere naam en kies het opnieuw. Er is niets bewaard."
    )


def _hand_in_page(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    context = {
        "section": "releases",
        "crumbs": staff_trail(("Leveringen", _LIST), ("Bestand aanleveren", "")),
        "tables": [(f"{source.id}/{table.table}", f"{source.title}: {table.table}") for source, table in _own_tables()],
        "problem": problem,
        "most": _MOST,
        "has_example": _example_path().is_file(),
    }
    return render(request, "web/staff/hand_in.html", context, status=status)


@require_safe
@staff_page("deliver", "release")
def example(request: HttpRequest, person: Person) -> HttpResponse:
    """A file with invented figures, to see what the steps are before there is one of the gemeente's own."""
    path = _example_path()
    if not path.is_file():
        raise NotHereError("Het voorbeeldbestand is er niet.", (Way("Bestand aanleveren", reverse("web:hand_in")),))
    disposition = f'attachment; filename="{path.name}"'
    return HttpResponse(path.read_bytes(), "text/csv; charset=utf-8", headers={"Content-Disposition": disposition})


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
    }
    return render(request, "web/staff/dry_run.html", context)


@require_POST
@staff_page("deliver", "release")
@sent_once
def deliver(request: HttpRequest, person: Person, token: str) -> HttpResponse:
    """Ask the worker to make a release of it. The worker reads the file again: nothing that this page said counts."""
    found = _find(token, person)
    if found.reading is None:
        return redirect("web:upload", token=token)
    job = enqueue(
        IMPORT,
        person,
        source=found.source,
        table=found.table,
        paths=[str(path) for path in found.paths],
        new_version=found.new_version,
        reason=found.reason,
    )
    return redirect("web:job", number=job.pk)


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


def _example_path() -> Path:
    return Path(settings.WIJKWERK_EXAMPLES) / "eigen-bestand" / "voorbeeld-enquete.csv"


def _upload_trail(found: Upload, last: str) -> tuple[Crumb, ...]:
    return staff_trail(
        ("Leveringen", _LIST),
        ("Bestand aanleveren", reverse("web:hand_in")),
        (found.name, reverse("web:upload", kwargs={"token": found.token})),
        (last, ""),
    )


def _own_tables() -> list[tuple[Source, SourceTable]]:
    return [
        (source, table)
        for source in live_catalogue().sources.values()
        for table in source.tables
        if source.protocol_of(table) is Protocol.OWN_FILE
    ]


def _table_of(found: Upload) -> tuple[Source, SourceTable]:
    for source, table in _own_tables():
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
