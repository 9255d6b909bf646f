"""A file of the gemeente itself, after it was handed in: what was found, map the columns, dry run, deliver."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wijkwerk.access.jobs.running import enqueue
from wijkwerk.data.ingestors.own_file import OwnFileError, ProblemKind, ReadingSettings
from wijkwerk.data.jobs import IMPORT
from wijkwerk.pages.own_file import box as upload_box
from wijkwerk.pages.own_file.answer_form import AnswerForm, asks_for_new_version
from wijkwerk.pages.own_file.box import Upload
from wijkwerk.pages.own_file.column_form import ColumnForm, SheetForm
from wijkwerk.pages.own_file.opened import DryRun, OpenedUpload, find_upload, open_upload, run_dry
from wijkwerk.pages.own_file.sniffed_facts import column_rows, facts_of
from wijkwerk.web.doors.public import person_of
from wijkwerk.web.doors.staff import staff_trail
from wijkwerk.web.forms import Outcome, Sent, StaffForm, deed, done
from wijkwerk.web.frame.crumbs import Crumb

# No other step is to come of a file that is not opened: it may be anything, and does not stay.
_NOT_OPENED = {ProblemKind.REFUSED, ProblemKind.TOO_LARGE, ProblemKind.DAMAGED}
_LIST = "/leveringen/"


def _columns_page(request: HttpRequest, opened: OpenedUpload, form: ColumnForm) -> HttpResponse:
    upload, sniffed = opened.upload, opened.sniffed
    if sniffed is None or opened.error is not None:
        return _unusable_page(request, opened)
    hand_in = ("Bestand aanleveren", reverse("web:hand_in"))
    context = {
        "section": "releases",
        "crumbs": staff_trail(("Leveringen", _LIST), hand_in, (upload.name, "")),
        "upload": upload,
        "source": opened.source,
        "facts": facts_of(sniffed),
        "columns": column_rows(sniffed),
        "form": form,
        "here": request.get_full_path(),
        "sheets": SheetForm(sniffed) if len(sniffed.sheets) > 1 else None,
    }
    return render(request, "own_file/upload.html", context)


@deed("deliver", "release", form=ColumnForm, page=_columns_page, find=open_upload, query=("sheet",), opens=True)
def upload(sent: Sent[OpenedUpload, ColumnForm]) -> Outcome:
    """What was found in the file, and the form that maps its columns."""
    opened, chosen = sent.row, sent.form.cleaned_data
    mapping = sent.form.mapping()
    answers = dict(opened.reading.answers) if opened.reading else {}
    if mapping.sheet:
        answers["blad"] = mapping.sheet
    division = int(chosen["division"]) if chosen["division"] else None
    opened.upload.keep_reading(ReadingSettings(mapping, chosen["year"], division, answers), opened.areas)
    return done("", "web:dry_run", token=opened.upload.token)


def _dry_run_page(request: HttpRequest, dry: DryRun, form: AnswerForm) -> HttpResponse:
    upload, result = dry.upload, dry.result
    if dry.reading is None:
        return redirect("web:upload", token=upload.token)
    if result is None:
        assert dry.error is not None, "a dry run without a result says why"
        if any(defect.kind in _NOT_OPENED for defect in dry.error.defects):
            upload_box.throw_away(upload)
        return _problems_page(request, upload, dry.error, form, can_map=True)
    context = {
        "section": "releases",
        "crumbs": _upload_trail(upload, "Proef"),
        "upload": upload,
        "source": dry.source,
        "result": result,
        "areas": [(str(level), count) for level, count in result.areas.items()],
        "count": len(result.observations),
        "remarks": result.remarks,
        "delivering": StaffForm(person=person_of(request), deed=("deliver", "release")),
    }
    return render(request, "own_file/dry_run.html", context)


@deed("deliver", "release", form=AnswerForm, page=_dry_run_page, find=run_dry, opens=True)
def dry_run(sent: Sent[DryRun, AnswerForm]) -> Outcome:
    """Everything that loading would find, and the questions it asks. What is answered is kept; nothing is loaded."""
    dry, upload = sent.row, sent.row.upload
    if dry.reading is None:
        return done("", "web:upload", token=upload.token)
    changed = replace(dry.reading, answers={**dry.reading.answers, **sent.form.answers})
    upload.keep_reading(changed, dry.areas)
    if sent.form.cleaned_data.get("new_version"):
        upload_box.keep(replace(upload, new_version=True, reason=sent.reason))
    return done("", "web:dry_run", token=upload.token)


def _unusable_page(request: HttpRequest, opened: OpenedUpload) -> HttpResponse:
    """A file that holds no figures; one of which no other sheet can be chosen either does not stay."""
    upload, error = opened.upload, opened.error
    assert error is not None, "an unusable file says why"
    if opened.sniffed is not None:
        is_hopeless = len(opened.sniffed.sheets) < 2
    else:
        at_first_sight = opened.reading is None and "sheet" not in request.GET
        is_hopeless = at_first_sight or any(defect.kind in _NOT_OPENED for defect in error.defects)
    if is_hopeless:
        upload_box.throw_away(upload)
    return _problems_page(request, upload, error, None, can_map=opened.reading is not None)


def _problems_page(
    request: HttpRequest, upload: Upload, error: OwnFileError, form: AnswerForm | None, *, can_map: bool
) -> HttpResponse:
    """form: to answer with, where there is something to answer."""
    is_asking = bool(error.questions) or asks_for_new_version(error)
    context = {
        "section": "releases",
        "crumbs": _upload_trail(upload, "Proef"),
        "upload": upload,
        "problems": error.defects,
        "form": form if is_asking else None,
        "can_map": can_map,
    }
    return render(request, "own_file/problems.html", context)


def _upload_trail(upload: Upload, last: str) -> tuple[Crumb, ...]:
    return staff_trail(
        ("Leveringen", _LIST),
        ("Bestand aanleveren", reverse("web:hand_in")),
        (upload.name, reverse("web:upload", kwargs={"token": upload.token})),
        (last, ""),
    )


def _dry_run_again(request: HttpRequest, upload: Upload, form: StaffForm) -> HttpResponse:
    return redirect("web:dry_run", token=upload.token)


@deed("deliver", "release", page=_dry_run_again, find=find_upload)
def deliver(sent: Sent[Upload, StaffForm]) -> Outcome:
    """Ask the worker to make a release of it. The worker reads the file again: nothing that this page said counts."""
    upload = sent.row
    if upload.reading is None:
        return done("", "web:upload", token=upload.token)
    if upload.trial:
        words = "Dit bestand was een proef en wordt niet geleverd."
        return done(words, "web:dry_run", token=upload.token, is_news=False)
    job = enqueue(
        IMPORT,
        sent.person,
        source=upload.source,
        table=upload.table,
        paths=[str(path) for path in upload.paths],
        new_version=upload.new_version,
        reason=upload.reason,
    )
    return done("", "web:job", number=job.pk)
