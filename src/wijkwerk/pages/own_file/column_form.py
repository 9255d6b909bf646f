"""The form that maps columns: what was found, what is proposed, and back to a Mapping."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from wijkwerk.data.ingestors.own_file import (
    Layout,
    MappedColumn,
    Mapping,
    Role,
    Sniffed,
    SniffedColumn,
    besides_of,
    suggest_variables,
)
from wijkwerk.data.ingestors.own_file.headers import bare_header, yearless
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.pages.own_file.opened import OpenedUpload
from wijkwerk.web.forms import Choice, QueryForm, RowForm, RowsForm, WholeNumber, offer

FIGURES = (Role.NUMBERS, Role.N, Role.LOW, Role.HIGH)
BESIDE = ("n", "low", "high")
LEVELS = (Level.GEMEENTE, Level.STADSDEEL, Level.WIJK, Level.BUURT)
# Which column says what a row is about: the field, and what such a column looks like.
KEYS = {
    "area": Role.AREA,
    "name": Role.AREA_NAME,
    "level_column": Role.LEVEL,
    "period": Role.PERIOD,
    "variable": Role.VARIABLE,
    "value": Role.VALUE,
}


def _column(label: str, hint: str, **more: Any) -> Choice:
    return Choice(label, hint=hint, **({"required": False} | more))


class ThingRow(RowForm):
    """What a column of figures counts (in a long file: one of the things counted), and how sure it is."""

    whole: "ColumnForm"
    row_name = "thing"

    variable = Choice("Wat er geladen wordt", required=False)
    n = Choice("Aantal respondenten", required=False)
    low = Choice("Ondergrens", required=False)
    high = Choice("Bovengrens", required=False)

    def __init__(self, whole: "ColumnForm", number: int, header: str, *, initial: dict[str, str]) -> None:
        self.header = header
        super().__init__(whole, number, initial=initial)
        sniffed, source = whole.opened.sniffed, whole.opened.source
        self.fields["variable"].label = header
        self.fields["variable"].help_text = _examples(sniffed, header)
        variables = [(name, f"{each.title} ({each.unit})") for name, each in source.variables.items()]
        offer(self, "variable", [("", "niet laden"), *variables])
        for name in BESIDE:
            offer(self, name, _columns(sniffed))
            self.fields[name].label = f"{self.base_fields[name].label} bij {header}"

    @property
    def place(self) -> str:
        return ""  # its labels name the column

    @property
    def has_beside(self) -> bool:
        """Whether a column is chosen beside it: then the page shows it unfolded."""
        return any(self[name].value() for name in BESIDE)


class ColumnForm(RowsForm):
    """What each column means. What was kept the last time goes before what was found."""

    row_form = ThingRow
    rows: tuple[ThingRow, ...]

    area = _column(
        "Gebied", "De kolom met de code of de naam van het gebied.", required=True,
        error_messages={"required": "Kies de kolom met het gebied."},
    )  # fmt: skip
    name = _column("Naam naast de code", "Daarmee controleren we of de code het goede gebied is.")
    level_column = _column("Niveau", "Een kolom die zegt of een rij een wijk of een buurt is.")
    period = _column("Jaar", "Een kolom met het jaar van het cijfer.")
    variable = _column("Onderwerp", "Alleen bij een lang bestand: wat er geteld is.")
    value = _column("Waarde", "Alleen bij een lang bestand: het cijfer zelf.")
    level = Choice(
        "Niveau van alle rijen", [("", "staat in het bestand"), *((each.value, each.value) for each in LEVELS)],
        hint="Nodig als er namen in staan die van een wijk en van een buurt zijn, zoals Noord.", required=False,
    )  # fmt: skip
    year = WholeNumber("Jaar van de cijfers", 1900, 2100, required=False)
    division = Choice(
        "Indeling", hint="Het jaar van de wijk- en buurtindeling waar de codes bij horen.", required=False
    )

    def __init__(self, *given: Any, row: OpenedUpload | None = None, **named: Any) -> None:
        self.row = row
        super().__init__(*given, row=row, **named)
        if row is None or row.sniffed is None:
            return
        for name in KEYS:
            offer(self, name, _columns(row.sniffed))
        years = [(str(year), str(year)) for year in row.division_years]
        offer(self, "division", [("", "die van het jaar van de cijfers"), *years])
        self.fields["year"].help_text = _year_hint(row.sniffed)

    @property
    def opened(self) -> OpenedUpload:
        assert isinstance(self.row, OpenedUpload)
        return self.row

    @classmethod
    def values_of(cls, row: OpenedUpload) -> dict[str, Any]:
        if row.sniffed is None:
            return {}
        kept, reading = row.kept, row.reading
        keys = {name: _proposed(row.sniffed, getattr(kept, name), role) for name, role in KEYS.items()}
        return keys | {
            "level": kept.level.value if kept.level else "",
            "year": reading.period if reading and reading.period else "",
            "division": str(reading.division) if reading and reading.division else "",
        }

    def make_rows(self) -> Iterable[ThingRow]:
        if self.row is None or self.opened.sniffed is None:
            return ()
        headers = _things_of(self.opened.sniffed)
        proposed = _proposed_variables(self.opened, headers)
        return (
            ThingRow(self, number, header, initial={"variable": proposed.get(header, "")} | self._beside(header))
            for number, header in enumerate(headers, start=1)
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.row is None or not self.opened.can_be_mapped:
            raise ValidationError("Dit bestand kan niet worden gekoppeld. Lever een verbeterd bestand aan.")
        if not any(row.cleaned_data.get("variable") for row in self.rows):
            raise ValidationError("Kies minstens één kolom die geladen wordt.")
        return cleaned

    def mapping(self) -> Mapping:
        """Of a form that is valid."""
        sniffed, kept, chosen = self.opened.sniffed, self.opened.kept, self.cleaned_data
        assert sniffed is not None, "a form that is valid is about a file that could be read"
        is_long = bool(chosen["variable"] and chosen["value"])
        columns = tuple(self._mapped(row, sniffed) for row in self.rows if row.cleaned_data["variable"])
        beside = {header for column in columns for header in column.beside}
        return Mapping(
            source=kept.source,
            table=kept.table,
            area=chosen["area"],
            columns=columns,
            name=chosen["name"] or None,
            level=Level(chosen["level"]) if chosen["level"] else None,
            level_column=chosen["level_column"] or None,
            period=chosen["period"] or None,
            variable=chosen["variable"] if is_long else None,
            value=chosen["value"] if is_long else None,
            sheet=sniffed.sheet if len(sniffed.sheets) > 1 else None,
            ignored=tuple(
                row.header for row in self.rows if not row.cleaned_data["variable"] and row.header not in beside
            ),
            names=kept.names,
            marks=kept.marks,
            answers=kept.answers,
        )

    def _mapped(self, row: ThingRow, sniffed: Sniffed) -> MappedColumn:
        places = {column.header: column.index for column in sniffed.columns}
        place = None if self.cleaned_data["variable"] else places.get(row.header)
        beside = {name: row.cleaned_data[name] or None for name in BESIDE}
        return MappedColumn(row.header, row.cleaned_data["variable"], place, **beside)

    def _beside(self, header: str) -> dict[str, str]:
        """The n and each limit: what was kept for this column, else what was found."""
        sniffed, kept = self.opened.sniffed, self.opened.kept
        assert sniffed is not None
        before = next((each for each in kept.columns if yearless(each.header) == yearless(header)), None)
        chosen = before if before is not None and before.beside else besides_of(sniffed, header)
        return {name: _with_header(sniffed, getattr(chosen, name)) for name in BESIDE}


class SheetForm(QueryForm):
    """Another sheet of the workbook, to look at."""

    sheet = Choice("Ander blad bekijken")

    def __init__(self, sniffed: Sniffed) -> None:
        super().__init__({"sheet": sniffed.sheet})
        offer(self, "sheet", [(name, name) for name in sniffed.sheets])


def _things_of(sniffed: Sniffed) -> list[str]:
    """What may be loaded; a column that looks like an n or a limit may turn out to be a figure of its own."""
    variable = sniffed.column(Role.VARIABLE)
    if _is_long(sniffed) and variable is not None:
        return [text for text, _ in variable.texts]
    return list(dict.fromkeys(column.header for column in sniffed.columns if column.role in FIGURES and column.header))


def _proposed_variables(opened: OpenedUpload, headers: list[str]) -> dict[str, str]:
    """Header -> what it was the last time, or what its name looks like."""
    sniffed, source = opened.sniffed, opened.source
    assert sniffed is not None
    known = {yearless(column.header): column.variable for column in opened.kept.columns}
    figures = {column.header for column in sniffed.columns if column.role not in FIGURES[1:]}
    fresh = [header for header in headers if yearless(header) not in known and (header in figures or _is_long(sniffed))]
    proposed = {each.header: each.variable for each in suggest_variables(fresh, source.variables)}
    return proposed | {header: known[yearless(header)] for header in headers if yearless(header) in known}


def _with_header(sniffed: Sniffed, header: str | None) -> str:
    same = [each.header for each in sniffed.columns if header and yearless(each.header) == yearless(header)]
    return next((each for each in same if each == header), same[0] if same else "")


def _is_long(sniffed: Sniffed) -> bool:
    return sniffed.layout is Layout.LONG


def _proposed(sniffed: Sniffed, kept: str | None, role: Role) -> str:
    before = [column.header for column in sniffed.columns if kept and yearless(column.header) == yearless(kept)]
    column_of_role: SniffedColumn | None = sniffed.column(role)
    return before[0] if before else column_of_role.header if column_of_role else ""


def _columns(sniffed: Sniffed | None) -> list[tuple[str, str]]:
    columns = sniffed.columns if sniffed else ()
    named = [(column.header, f"{column.letter} · {column.header}") for column in columns if column.header]
    return [("", "geen kolom"), *named]


def _examples(sniffed: Sniffed | None, header: str) -> str:
    column = next((each for each in sniffed.columns if each.header == header), None) if sniffed else None
    if column is None or not column.examples:
        return ""
    place = "" if bare_header(header) == header else f"kolom {column.letter}, "
    return f"{place}zoals " + ", ".join(f"‘{text}’" for text in column.examples)


def _year_hint(sniffed: Sniffed) -> str:
    hint = "Laat leeg als een kolom of de koppen het jaar zeggen."
    years = " en ".join(str(year) for year in sniffed.title_years)
    return f"{hint} In de titel of de naam staat {years}." if years else hint
