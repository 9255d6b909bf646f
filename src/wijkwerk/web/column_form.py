"""The form that maps columns: what was found, what is proposed, and back to a Mapping."""

from dataclasses import dataclass

from django.http import QueryDict

from wijkwerk.data.ingestors.own_file import (
    Layout,
    MappedColumn,
    Mapping,
    ReadingSettings,
    Role,
    Sniffed,
    SniffedColumn,
    besides_of,
    suggest_variables,
)
from wijkwerk.data.ingestors.own_file.headers import yearless
from wijkwerk.definitions.sources import Source
from wijkwerk.definitions.vocabulary import Level

NOT_LOADED = ""
FIGURES = (Role.NUMBERS, Role.N, Role.LOW, Role.HIGH)
BESIDE = (("n", "Aantal respondenten"), ("low", "Ondergrens"), ("high", "Bovengrens"))
LEVELS = (Level.GEMEENTE, Level.STADSDEEL, Level.WIJK, Level.BUURT)
KEYS = (
    ("area", Role.AREA, "Gebied", "De kolom met de code of de naam van het gebied."),
    ("name", Role.AREA_NAME, "Naam naast de code", "Daarmee controleren we of de code het goede gebied is."),
    ("level_column", Role.LEVEL, "Niveau", "Een kolom die zegt of een rij een wijk of een buurt is."),
    ("period", Role.PERIOD, "Jaar", "Een kolom met het jaar van het cijfer."),
    ("variable", Role.VARIABLE, "Onderwerp", "Alleen bij een lang bestand: wat er geteld is."),
    ("value", Role.VALUE, "Waarde", "Alleen bij een lang bestand: het cijfer zelf."),
)


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    words: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Picker:
    """One select: its name in the form, label, hint and options; and those about how sure the figure is."""

    name: str
    label: str
    hint: str
    options: tuple[Option, ...]
    beside: tuple["Picker", ...] = ()

    @property
    def has_beside(self) -> bool:
        """Whether a column is proposed beside it: then the page shows it unfolded."""
        return any(option.value and option.chosen for picker in self.beside for option in picker.options)


def key_pickers(sniffed: Sniffed, kept: Mapping) -> tuple[Picker, ...]:
    """A select for each column that says what a row is about; what was kept before goes before what was found."""
    return tuple(
        Picker(name, label, hint, _columns(sniffed, _chosen(sniffed, getattr(kept, name), role)))
        for name, role, label, hint in KEYS
    )


def variable_pickers(sniffed: Sniffed, kept: Mapping, source: Source) -> tuple[Picker, ...]:
    """A select for each column of figures (of a long file: each thing counted), with a proposal by name."""
    headers = things_of(sniffed)
    known = {yearless(column.header): column.variable for column in kept.columns}
    figures = {column.header for column in sniffed.columns if column.role not in FIGURES[1:]}
    fresh = [header for header in headers if yearless(header) not in known and (header in figures or _is_long(sniffed))]
    proposed = {found.header: found.variable for found in suggest_variables(fresh, source.variables)}
    return tuple(
        Picker(
            f"thing-{place}",
            header,
            _seen(sniffed, header),
            _variables(source, known.get(yearless(header)) or proposed.get(header)),
            _beside(sniffed, kept, header, f"thing-{place}"),
        )
        for place, header in enumerate(headers)
    )


def things_of(sniffed: Sniffed) -> list[str]:
    """What may be loaded; a column that looks like an n or a limit may turn out to be a figure of its own."""
    variable = sniffed.column(Role.VARIABLE)
    if _is_long(sniffed) and variable is not None:
        return [text for text, _ in variable.texts]
    return list(dict.fromkeys(column.header for column in sniffed.columns if column.role in FIGURES and column.header))


def mapping_from(form: QueryDict, sniffed: Sniffed, kept: Mapping) -> Mapping | None:
    """The mapping that the form says; None where no area or no figures were chosen."""
    headers = {column.header for column in sniffed.columns}
    keys = {name: form.get(name, "") for name, *_ in KEYS}
    chosen = {name: header if header in headers else None for name, header in keys.items()}
    things = things_of(sniffed)
    places = {column.header: column.index for column in sniffed.columns}
    meanings = [(header, str(form.get(f"thing-{place}", NOT_LOADED))) for place, header in enumerate(things)]
    columns = tuple(
        MappedColumn(
            header,
            variable,
            None if chosen["variable"] else places.get(header),
            **{name: _header(form.get(f"thing-{place}-{name}", ""), headers) for name, _ in BESIDE},
        )
        for place, (header, variable) in enumerate(meanings)
        if variable
    )
    beside = {header for column in columns for header in column.beside}
    if not chosen["area"] or not columns:
        return None
    level = form.get("level", "")
    return Mapping(
        source=kept.source,
        table=kept.table,
        area=chosen["area"],
        columns=columns,
        name=chosen["name"],
        level=Level(level) if level in set(Level) else None,
        level_column=chosen["level_column"],
        period=chosen["period"],
        variable=chosen["variable"] if chosen["value"] else None,
        value=chosen["value"] if chosen["variable"] else None,
        sheet=sniffed.sheet if len(sniffed.sheets) > 1 else None,
        ignored=tuple(header for header, variable in meanings if not variable and header not in beside),
        names=kept.names,
        marks=kept.marks,
        answers=kept.answers,
    )


def year_from(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 1900 <= int(text[:5]) <= 2100 else None


def level_picker(kept: Mapping) -> Picker:
    options = tuple(Option(level.value, level.value, kept.level is level) for level in LEVELS)
    hint = "Nodig als er namen in staan die van een wijk en van een buurt zijn, zoals Noord."
    return Picker("level", "Niveau van alle rijen", hint, (Option("", "staat in het bestand"), *options))


def division_picker(years: list[int], reading: ReadingSettings | None) -> Picker:
    chosen = reading.division if reading else None
    options = tuple(Option(str(year), str(year), year == chosen) for year in sorted(years, reverse=True))
    return Picker(
        "division",
        "Indeling",
        "Het jaar van de wijk- en buurtindeling waar de codes bij horen.",
        (Option("", "die van het jaar van de cijfers"), *options),
    )


def _beside(sniffed: Sniffed, kept: Mapping, header: str, name: str) -> tuple[Picker, ...]:
    """A select for the n and each limit: what was kept for this column, else what was found."""
    proposed = besides_of(sniffed, header)
    before = next((column for column in kept.columns if yearless(column.header) == yearless(header)), None)
    chosen = before if before is not None and before.beside else proposed
    return tuple(
        Picker(
            f"{name}-{part}",
            f"{words} bij {header}",
            "",
            _columns(sniffed, _with_header(sniffed, getattr(chosen, part))),
        )
        for part, words in BESIDE
    )


def _with_header(sniffed: Sniffed, header: str | None) -> SniffedColumn | None:
    same = [column for column in sniffed.columns if header and yearless(column.header) == yearless(header)]
    return next((column for column in same if column.header == header), same[0] if same else None)


def _header(text: str, headers: set[str]) -> str | None:
    return text if text and text in headers else None


def _is_long(sniffed: Sniffed) -> bool:
    return sniffed.layout is Layout.LONG


def _chosen(sniffed: Sniffed, kept: str | None, role: Role) -> SniffedColumn | None:
    before = [column for column in sniffed.columns if kept and yearless(column.header) == yearless(kept)]
    return before[0] if before else sniffed.column(role)


def _columns(sniffed: Sniffed, chosen: SniffedColumn | None) -> tuple[Option, ...]:
    options = (
        Option(column.header, f"{column.letter} · {column.header}", column is chosen)
        for column in sniffed.columns
        if column.header
    )
    return (Option("", "geen kolom"), *options)


def _variables(source: Source, chosen: str | None) -> tuple[Option, ...]:
    options = (
        Option(name, f"{variable.title} ({variable.unit})", name == chosen)
        for name, variable in source.variables.items()
    )
    return (Option(NOT_LOADED, "niet laden"), *options)


def _seen(sniffed: Sniffed, header: str) -> str:
    column = next((column for column in sniffed.columns if column.header == header), None)
    return "zoals " + ", ".join(f"‘{text}’" for text in column.examples) if column and column.examples else ""
