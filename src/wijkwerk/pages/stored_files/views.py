"""Files that hang on a record: taken along, added, removed. Never shown as a page."""

import re
from typing import Any

from django.db.models import Model
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wijkwerk.access.people.models import Person
from wijkwerk.access.permission.permissions import kind_of
from wijkwerk.access.permission.refusals import find_allowed, require
from wijkwerk.access.stored_files.actions import DamagedFileError, add_file, open_whole, record_taking, remove_file
from wijkwerk.access.stored_files.models import StoredFile
from wijkwerk.web.doors.open_pages import open_page
from wijkwerk.web.doors.public import visitor_of
from wijkwerk.web.doors.staff import staff_trail
from wijkwerk.web.files.pages import FilesPage, files_page_of
from wijkwerk.web.files.panel import ADD, FileForm
from wijkwerk.web.forms import Outcome, Reason, ReasonForm, Sent, deed, done
from wijkwerk.web.frame.page_problems import PageProblem, Way

_STRANGE = re.compile(r"[^\w ()+-]+")
_LONGEST_NAME = 100
_FILES = StoredFile.objects.select_related("added_by")


class DamagedFilePage(PageProblem):
    """The bytes are not those that were stored: nobody gets them."""

    status = 500
    title = "Dit bestand is beschadigd"


class RemoveFileForm(ReasonForm):
    reason = Reason("Waarom gaat dit bestand weg? Voor het logboek")


@require_safe
@open_page("read", "storedfile")
def download(request: HttpRequest, number: int) -> HttpResponseBase:
    """Always as a download. `config.response_headers` lets it open as nothing."""
    visitor = visitor_of(request)
    file = find_allowed(visitor, "read", _FILES, pk=number)
    try:
        content = open_whole(file)
    except DamagedFileError as error:
        raise DamagedFilePage(
            "Het bestand op de schijf is niet meer gelijk aan wat er is bewaard, of het is weg. Daarom krijgt u het "
            "niet. De beheerder kan het terugzetten uit een reservekopie; het staat in het logboek van de site.",
            (Way("Terug naar het stuk", _address(file)),),
        ) from error
    record_taking(file, visitor)
    response = FileResponse(content, as_attachment=True, filename=file_name(file), content_type=file.media_type)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def file_name(file: StoredFile) -> str:
    """What a browser calls it: the name that people gave it, without what a file system stumbles on, and the ending of
    what it is.
    """
    plain = _STRANGE.sub("_", file.name).strip(" _")[:_LONGEST_NAME].strip(" _") or f"bestand {file.pk}"
    return f"{plain}.{file.format}"


def _record_page(request: HttpRequest, record: Model, form: FileForm) -> HttpResponse:
    return _page_of(kind_of(record)).page(request, record, form)


def _page_of(kind: str) -> FilesPage:
    page = files_page_of(kind)
    if page is None:
        raise Http404
    return page


def _address(file: StoredFile) -> str:
    return reverse(_page_of(file.kind).address, kwargs={"number": file.key}) + "#bestanden"


def _record(person: Person, kind: str, number: int) -> Model:
    row: Model = find_allowed(person, "read", _page_of(kind).rows, pk=number)
    return row


def _removable(person: Person, number: int) -> StoredFile:
    file = find_allowed(person, "read", _FILES, pk=number)
    require(person, "remove", file)
    return file


def _removal_page(request: HttpRequest, file: StoredFile, form: RemoveFileForm) -> HttpResponse:
    context: dict[str, Any] = {
        "section": "papers",
        "crumbs": staff_trail((str(file.record), _address(file)), ("Bestand verwijderen", "")),
        "file": file,
        "record": file.record,
        "form": form,
        "back": _address(file),
    }
    return render(request, "stored_files/remove.html", context)


@deed(*ADD, form=FileForm, page=_record_page, find=_record)
def add(sent: Sent[Model, FileForm]) -> Outcome:
    form_data = sent.form.cleaned_data
    file = add_file(
        sent.row, form_data["file"], name=form_data["name"], level=form_data["confidentiality"], by=sent.person
    )
    page = _page_of(file.kind)
    return done(f"‘{file.name}’ is bewaard.", page.address, number=sent.row.pk, fragment="#bestanden")


@deed("remove", "storedfile", form=RemoveFileForm, page=_removal_page, find=_removable, opens=True)
def remove(sent: Sent[StoredFile, RemoveFileForm]) -> Outcome:
    file = sent.row
    page = _page_of(file.kind)
    remove_file(file, by=sent.person, reason=sent.reason)
    return done(f"‘{file.name}’ is verwijderd.", page.address, number=file.key, fragment="#bestanden")
