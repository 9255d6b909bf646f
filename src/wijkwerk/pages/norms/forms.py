"""The form of a new version of the kader: the version itself, and a row for each of its norms."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from wijkwerk.access.privacy.personal_text import find_in_name, told
from wijkwerk.definitions.kaders import MOST_FEWEST_INHABITANTS, NormTerms
from wijkwerk.governance.kader.actions import NewVersion, problems_of_version
from wijkwerk.governance.kader.checks import check_norms
from wijkwerk.governance.kader.freezing import frozen_norms
from wijkwerk.governance.kader.frozen import FrozenKader
from wijkwerk.governance.kader.norm_problems import numbered
from wijkwerk.governance.kader.sheets import (
    LARGEST_FILE,
    TITLES,
    SheetNorms,
    UnreadableNormsError,
    read_norm_fields,
    read_norms_file,
)
from wijkwerk.governance.kader.versions import norm_areas
from wijkwerk.governance.models import Kader
from wijkwerk.lib.problems import Problem
from wijkwerk.lib.whole_numbers import whole_number
from wijkwerk.pages.norms.origins import LONGEST_ORIGIN, ON_SITE, personal_norms, sealed, unsealed
from wijkwerk.pages.norms.rows import NormRow, row_values
from wijkwerk.web.doors.staff import live_catalogue, own_gemeente
from wijkwerk.web.forms import (
    Carried,
    Day,
    FileChoice,
    FreeText,
    Reason,
    RowCount,
    RowsForm,
    StaffForm,
    Tick,
    WholeNumber,
)

PREVIEW, SAVE = "preview", "save"  # what the buttons of the form ask for
# The fields of more norms than this do not fit in one form (DATA_UPLOAD_MAX_NUMBER_FIELDS); a file holds more.
MOST_IN_FORM = 90
_EMPTY_ROWS = 2
_NOTHING = SheetNorms((), numbered)
_MEND_OR_LOOK = (
    "Verander dit in het bestand. Of lever het aan met ‘Bekijk wat er verandert’: dan staan de normen in het "
    "formulier, en vraagt de site bij het bewaren wat er met deze tekst moet."
)
_IN_FILE = "In het bestand klopt iets niet. Wat u moet verbeteren, staat hieronder."
_HORIZON = "kader, streefjaar"  # the place that a problem of the version names


class VersionForm(RowsForm):
    """The version that holds now, to change; or one that came in a file.

    version            what was asked for; None as long as something about it is not right
    sheet              the norms, with the place where each stands
    problems_in_file   what is wrong in the file that was handed in, which has no field to stand at
    """

    row_form = NormRow
    rows: tuple[NormRow, ...]

    name = FreeText("Naam", 120)
    valid_from = Day("Geldig vanaf")
    horizon = WholeNumber(
        "Streefjaar", 1990, 2100, hint="Het jaar waarin normen zonder eigen jaar gehaald moeten zijn."
    )
    fewest_inhabitants = WholeNumber(
        "Kleinste buurt met een plaats", 0, MOST_FEWEST_INHABITANTS, required=False,
        hint="Een buurt met minder inwoners staat erbij met haar cijfers, en krijgt geen plaats op een ranglijst. "
        "Leeg: geen buurt is te klein.",
    )  # fmt: skip
    note = FreeText("Toelichting voor lezers", 1000, lines=4, required=False)
    reason = Reason(
        "Waarom deze versie?", 500, lines=3, hint="Blijft bij de versie staan.",
        error_messages={"required": "Zeg waarom er een nieuwe versie is. Dat blijft bij de versie staan."},
    )  # fmt: skip
    example = Tick("Dit is een voorbeeld met verzonnen normen (kan niet worden vastgesteld)", required=False)
    file = FileChoice(
        "Spreadsheet met normen", endings=".csv,.xlsx", required=False,
        hint=f"XLSX of CSV, ten hoogste {LARGEST_FILE // 1_000_000} MB, met de kolommen van de export. Dan tellen de "
        "normen in het bestand, en niet die hieronder. De naam van het bestand blijft bij de versie staan.",
    )  # fmt: skip
    origin = Carried()
    norms = RowCount("normen", MOST_IN_FORM + _EMPTY_ROWS)

    def __init__(self, *given: Any, **named: Any) -> None:
        self.version: NewVersion | None = None
        self.sheet = _NOTHING
        self.problems_in_file: list[Problem] = []
        self.catalogue = live_catalogue()
        self.base = frozen_norms(timezone.localdate())
        named["initial"] = _values_of_version(self.base) | dict(named.get("initial") or {})
        super().__init__(*given, **named)
        self.fields["reason"].required = Kader.objects.exists()

    @property
    def keeps(self) -> bool:
        return self.sent.get("do") != PREVIEW

    @property
    def is_saved(self) -> bool:
        return self.sent.get("do") == SAVE

    @property
    def is_too_long(self) -> bool:
        """Whether there are more norms than the form can show; then it shows none of them."""
        sent = self.version.norms if self.version else ()
        return bool(sent if self.is_bound else _norms_of(self.base)) and all(row.is_new for row in self.rows)

    def make_rows(self) -> Iterable[NormRow]:
        if not self.is_bound:
            rows = self._rows_of(_norms_of(self.base))
            self.initial["norms"] = len(rows)
            return rows
        count = whole_number(self.sent.get("norms", "")) or 0
        if count > MOST_IN_FORM + _EMPTY_ROWS:
            return ()  # refused by the field that counts
        sent = [NormRow(self, number) for number in range(1, count + 1)]
        filled = max((row.number for row in sent if not row.is_new), default=0)
        count = min(max(count, filled + _EMPTY_ROWS), MOST_IN_FORM + _EMPTY_ROWS)
        self.sent["norms"] = str(count)
        return [*sent, *(NormRow(self, number) for number in range(len(sent) + 1, count + 1))]

    def clean_file(self) -> "UploadedFile[Any] | None":
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        personal = find_in_name(str(file.name)) if file else ()
        if personal:
            raise ValidationError(
                f"In de naam van het bestand lijkt iets over een persoon te staan: {told(personal)}. Geef het bestand "
                "een andere naam en kies het opnieuw; de naam blijft bij de versie staan."
            )
        return file

    def clean_origin(self) -> str:
        origin = unsealed(self.cleaned_data["origin"])
        self.sent["origin"] = sealed(origin)
        return origin

    def clean(self) -> dict[str, Any]:
        """The norms first: what is asked about a person below is no longer among what was cleaned."""
        for row in self.rows:
            row.is_valid()
        if not {"file", "norms"} & self.errors.keys():
            self._judge(self.cleaned_data["file"])
        return super().clean()

    def _judge(self, file: "UploadedFile[Any] | None") -> None:
        """All that is wrong at once: what cannot be read, and what is wrong with the norms that can."""
        counting = [row for row in self.rows if row.counts]
        problems = self._read(file, counting)
        is_readable = not problems and not self.errors and not any(row.is_refused for row in counting)
        norms, places = self.sheet.norms, self.sheet.places
        problems += check_norms(norms, self.catalogue, norm_areas(own_gemeente()), places, complete=is_readable)
        if file and self.keeps:
            problems += personal_norms(norms, places, _MEND_OR_LOOK)
        if is_readable:
            version = self._asked_version(file)
            problems += problems_of_version(version, self.cleaned_data["reason"])
            self.version = None if problems else version
        self._point_out(problems, counting, in_file=file is not None)
        if file and self.version:
            self._take_over(self.version)

    def _read(self, file: "UploadedFile[Any] | None", counting: Sequence[NormRow]) -> list[Problem]:
        try:
            if file:
                self.sheet = read_norms_file(str(file.name or "bestand")[:80], file.read(LARGEST_FILE + 1))
            else:
                self.sheet = read_norm_fields([row.texts for row in counting])
        except UnreadableNormsError as error:
            self.sheet = error.read
            return list(error.problems)
        return []

    def _asked_version(self, file: "UploadedFile[Any] | None") -> NewVersion:
        answers = self.cleaned_data
        return NewVersion(
            name=answers["name"],
            valid_from=answers["valid_from"],
            horizon=answers["horizon"],
            fewest_inhabitants=answers["fewest_inhabitants"],
            norms=self.sheet.norms,
            note=answers["note"],
            example=answers["example"],
            origin=(str(file.name).strip()[:LONGEST_ORIGIN] or ON_SITE) if file else answers["origin"],
        )

    def _point_out(self, problems: Iterable[Problem], counting: Sequence[NormRow], *, in_file: bool) -> None:
        """Each problem at its field; what stands in a file has none."""
        fields: dict[str, tuple[StaffForm, str]] = {_HORIZON: (self, "horizon")}
        for number, row in enumerate(counting, start=1):
            fields |= {numbered(number - 1, title): (row, name) for name, title in TITLES.items()}
        for problem in problems:
            if problem.place in fields:
                form, name = fields[problem.place]
                if name not in form.errors:
                    form.add_error(name, _words(problem))
            elif in_file:
                self.problems_in_file.append(problem)
            else:
                self.add_error(None, _words(problem))
        if self.problems_in_file:
            self.add_error(None, _IN_FILE)

    def _take_over(self, version: NewVersion) -> None:
        """The norms of a file go into the rows, so that what is saved next is what was shown."""
        for name in [each for each in self.sent if each.startswith(f"{NormRow.row_name}-")]:
            del self.sent[name]
        norms = version.norms if len(version.norms) <= MOST_IN_FORM else ()
        for number, norm in enumerate(norms, start=1):
            self.sent.update({f"{NormRow.row_name}-{number}-{name}": text for name, text in row_values(norm).items()})
        self.sent["norms"], self.sent["origin"] = str(len(norms)), sealed(version.origin)
        self.rows = tuple(self.make_rows())

    def _rows_of(self, norms: Sequence[NormTerms]) -> list[NormRow]:
        filled = [row_values(norm) for norm in norms] if len(norms) <= MOST_IN_FORM else []
        return [NormRow(self, number, initial=values) for number, values in enumerate([*filled, {}, {}], start=1)]


def _values_of_version(base: FrozenKader | None) -> dict[str, Any]:
    """What the form begins with."""
    today = timezone.localdate()
    return {
        "name": base.name if base else "Kwaliteitskader",
        "valid_from": today,
        "horizon": base.horizon if base else today.year + 10,
        "fewest_inhabitants": base.fewest_inhabitants if base else None,
        "example": base is not None and base.example,
        "origin": sealed(ON_SITE),
    }


def _norms_of(base: FrozenKader | None) -> Sequence[NormTerms]:
    return base.norms if base else ()


def _words(problem: Problem) -> str:
    return f"Gevonden {problem.found}; verwacht {problem.expected}. {problem.remedy}"
