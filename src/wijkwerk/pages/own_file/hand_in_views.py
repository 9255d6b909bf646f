"""Hand in a file of the gemeente itself: which source it belongs to, and the file."""

from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_safe

from wijkwerk.access.people.models import Person
from wijkwerk.access.permission.permissions import filtered, may
from wijkwerk.access.privacy.personal_text import find_in_name, told
from wijkwerk.data.own_indicator.models import UNDER_WAY, OwnIndicator
from wijkwerk.pages.own_file import box as upload_box
from wijkwerk.pages.own_file.tables import own_tables
from wijkwerk.web.doors.public import person_of
from wijkwerk.web.doors.staff import own_gemeente, staff_page, staff_trail
from wijkwerk.web.forms import Choice, FileChoice, Outcome, Sent, StaffForm, deed, done, offer, refused
from wijkwerk.web.frame.page_problems import NotHereError, Way

# A page reads the file while somebody waits: 10 MB is up to 500,000 rows and ten seconds. The command takes more.
MOST_BYTES = 10_000_000
_FIELDS = 100_000  # around the file, in the same body
_MOST = f"{MOST_BYTES // 1_000_000} MB"


class HandInForm(StaffForm):
    table = Choice(
        "Bron",
        lambda: _table_choices(),
        hint="De bron staat beschreven in de catalogus: eigenaar, soort, peildatum en onderwerpen.",
    )
    file = FileChoice(
        "Bestand", endings=".csv,.txt,.tsv,.xlsx",
        hint=f"Ten hoogste {_MOST}. Geen formules, macro’s of wachtwoord, en geen persoonsgegevens, ook niet in de "
        "naam.",
    )  # fmt: skip

    def __init__(self, *given: Any, row: OwnIndicator | None = None, **named: Any) -> None:
        super().__init__(*given, row=row, **named)
        if row is not None:
            offer(self, "table", [(f"{row.source}/{row.table}", f"{row}: een proef")])

    @classmethod
    def values_of(cls, row: OwnIndicator) -> dict[str, str]:
        return {"table": f"{row.source}/{row.table}"}

    def clean_file(self) -> "UploadedFile[Any]":
        """The name of a file goes on with its figures: into the list of jobs and beside the release."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        personal = find_in_name(file.name or "")
        if personal:
            raise ValidationError(
                f"In de naam van het bestand lijkt iets over een persoon te staan: {told(personal)}. Die naam blijft "
                "bij de cijfers staan. Geef het bestand een andere naam en kies het opnieuw. Er is niets bewaard."
            )
        return file


def _trial(person: Person, proef: str) -> OwnIndicator | None:
    """The concept that a file is tried against, where the address names one. Raises NotHereError where it cannot be."""
    if not proef:
        return None
    rows = filtered(person, "read", OwnIndicator.objects.filter(UNDER_WAY))
    row = rows.filter(pk=proef).first() if proef.isdecimal() else None
    if row is None:
        way = Way("Alle eigen indicatoren", reverse("own_indicators:list"))
        raise NotHereError("Een bestand proberen kan bij een concept, of bij wat is voorgelegd.", (way,))
    return row


def _hand_in_page(request: HttpRequest, row: OwnIndicator | None, form: HandInForm) -> HttpResponse:
    context = {
        "section": "releases",
        "crumbs": staff_trail(("Leveringen", reverse("releases:list")), ("Bestand aanleveren", "")),
        "form": form,
        "trial": row,
        "here": reverse("web:hand_in") + (f"?proef={row.pk}" if row else ""),
        "has_tables": row is not None or bool(own_tables()),
        "has_example": _example_path().is_file(),
        "may_define": may(person_of(request), "add", "ownindicator"),
    }
    return render(request, "own_file/hand_in.html", context)


def _suggested_table(request: HttpRequest) -> dict[str, str]:
    """The source that an address names: "?bron=groentelling/groen"."""
    return {"table": request.GET["bron"]} if "bron" in request.GET else {}


@csrf_protect
@deed("deliver", "release", form=HandInForm, page=_hand_in_page, find=_trial, query=("proef",), opens=True,
      suggest=_suggested_table)  # fmt: skip
def _hand_in(sent: Sent[OwnIndicator | None, HandInForm]) -> Outcome:
    source, _, table = sent.form.cleaned_data["table"].partition("/")
    trial = sent.row.pk if sent.row else 0
    upload = upload_box.put(sent.form.cleaned_data["file"], sent.person, source, table, own_gemeente(), trial)
    return done("", "web:upload", token=upload.token)


@csrf_exempt
@wraps(_hand_in)
def hand_in(request: HttpRequest) -> HttpResponseBase:
    """A body that is too large is refused before anything reads it; the CSRF check would. `_hand_in` has that check."""
    if request.method == "POST" and int(request.headers.get("Content-Length") or 0) > MOST_BYTES + _FIELDS:
        return _too_large(request)
    return _hand_in(request)


@staff_page("deliver", "release")
def _too_large(request: HttpRequest, person: Person) -> HttpResponseBase:
    form = HandInForm(QueryDict(), person=person, deed=("deliver", "release"))
    message = (
        f"Het bestand is groter dan {_MOST}. Lever alleen de kolommen die nodig zijn, of laat de beheerder het inlezen "
        "met ‘wijkwerk import’."
    )
    return refused(413, message, _hand_in_page, request, None, form)


@require_safe
@staff_page("deliver", "release")
def example(request: HttpRequest, person: Person) -> HttpResponse:
    """A file with invented figures, to see what the steps are before there is one of the gemeente's own."""
    path = _example_path()
    if not path.is_file():
        raise NotHereError("Het voorbeeldbestand is er niet.", (Way("Bestand aanleveren", reverse("web:hand_in")),))
    disposition = f'attachment; filename="{path.name}"'
    return HttpResponse(path.read_bytes(), "text/csv; charset=utf-8", headers={"Content-Disposition": disposition})


def _table_choices() -> list[tuple[str, str]]:
    tables = [(f"{source.id}/{table.table}", f"{source.title}: {table.table}") for source, table in own_tables()]
    return [("", "Kies een bron"), *tables] if len(tables) > 1 else tables


def _example_path() -> Path:
    return Path(settings.WIJKWERK_EXAMPLES) / "eigen-bestand" / "voorbeeld-enquete.csv"
