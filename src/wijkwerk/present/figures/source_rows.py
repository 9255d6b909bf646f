"""Which sources a page stands on: the table at its foot, and one line under each picture."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import Figure
from wijkwerk.definitions.sources import Source
from wijkwerk.definitions.vocabulary import Status
from wijkwerk.present.figures.figure_text import divided_by
from wijkwerk.present.figures.material import Described
from wijkwerk.present.numbers import years
from wijkwerk.present.words import PROVISIONAL_WORD, SOURCE_TYPE_CAUTION, peildatum, source_line


@dataclass(frozen=True, slots=True)
class SourceRow:
    name: str  # "Politie, Geregistreerde misdrijven"
    tables: str
    type: str
    peildatum: str
    caution: str
    licence: str
    homepage: str


def source_rows(used: Iterable[tuple[Described, Sequence[Figure]]]) -> tuple[SourceRow, ...]:
    """One row per source that a page used, in order of first use; `used` pairs indicators with the figures shown."""
    by_source: dict[str, tuple[Source, list[str], list[Figure]]] = {}
    for item, figures in _apart(used):
        if not figures:
            continue
        _, tables, seen = by_source.setdefault(item.source.id, (item.source, [], []))
        tables.extend(table for table in _tables(item, figures) if table not in tables)
        seen.extend(figures)
    return tuple(_row(source, tables, figures) for source, tables, figures in by_source.values())


def picture_source(items: Iterable[tuple[Described, Sequence[Figure]]]) -> str:
    """ "Politie 47022NED, melding, voorlopig; gedeeld door inwoners op 1 januari 2024. …" for under a picture."""
    lines: dict[str, tuple[Described, list[str], list[str]]] = {}
    for item, figures in _apart(items):
        _, tables, notes = lines.setdefault(item.source.id, (item, [], []))
        tables.extend(table for table in _tables(item, figures) if table not in tables)
        notes.extend(note for note in _notes(item, figures) if note not in notes)
    return ". ".join(
        source_line(item.owner, item.source.type, tuple(tables), tuple(notes)) for item, tables, notes in lines.values()
    )


def _apart(used: Iterable[tuple[Described, Sequence[Figure]]]) -> Iterator[tuple[Described, Sequence[Figure]]]:
    """An indicator of which levels have sources of their own once for each."""
    for item, figures in used:
        yield from item.by_source(figures)


def _tables(item: Described, figures: Sequence[Figure]) -> tuple[str, ...]:
    """The tables of the years that are shown; every table where no figure is."""
    return item.tables_of(figure.period for figure in figures) if figures else item.tables


def _notes(item: Described, figures: Sequence[Figure]) -> list[str]:
    provisional = [PROVISIONAL_WORD] if any(figure.status is Status.PROVISIONAL for figure in figures) else []
    divided = dict.fromkeys(divided_by(item, figure) for figure in figures)
    return [*provisional, *(note for note in divided if note)]


def _row(source: Source, tables: Sequence[str], figures: Sequence[Figure]) -> SourceRow:
    periods = sorted({figure.period for figure in figures})
    provisional = sorted({figure.period for figure in figures if figure.status is Status.PROVISIONAL})
    cautions = [f"{', '.join(str(period) for period in provisional)} is voorlopig."] if provisional else []
    cautions += [text for text in (SOURCE_TYPE_CAUTION.get(source.type),) if text]
    cautions += list(source.caveats[:1])
    return SourceRow(
        name=f"{source.owner}, {source.title}",
        tables=", ".join(tables),
        type=source.type.value,
        peildatum=_dates(source, periods),
        caution=" ".join(cautions),
        licence=source.licence,
        homepage=source.homepage,
    )


def _dates(source: Source, periods: Sequence[int]) -> str:
    """ "1 januari 2020 en 2024"; a long run of years as its span."""
    if not periods:
        return ""
    if len(periods) == 1:
        return peildatum(source, periods[0])
    if len(periods) > 3:
        return source.peildatum.replace("{year}", years(periods[0], periods[-1]))
    joined = f"{', '.join(str(period) for period in periods[:-1])} en {periods[-1]}"
    return source.peildatum.replace("{year}", joined)
