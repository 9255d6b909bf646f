"""The page of a theme: its indicators, how the gemeente stands beside the country and how its wijken lie."""

from collections.abc import Mapping
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.indicators import Awaited, Theme
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.present.figures.area_rows import area_figures, tally
from wijkwerk.present.figures.figure_text import (
    FigureText,
    figure_text,
    interval_text,
    running_name,
    short_value,
    unit_label,
)
from wijkwerk.present.figures.judging import compare_with_whole
from wijkwerk.present.figures.material import Described, FigureBook, Links
from wijkwerk.present.figures.sentences import Tally, plural
from wijkwerk.present.figures.source_rows import picture_source
from wijkwerk.present.numbers import count_word
from wijkwerk.present.words import BACKGROUND_WORD, DOMAIN_WORDS, MissingWords, VerdictWords, source_line, status_note


@dataclass(frozen=True, slots=True)
class ThemeMaterial:
    """figures: of the gemeente, the country and the wijken, for the indicators of the theme."""

    theme: Theme
    described: Mapping[str, Described]  # of this theme, in reading order
    gemeente: AreaRow
    land: AreaRow | None
    wijken: tuple[AreaRow, ...]
    figures: FigureBook


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One indicator of the theme. `missing` says why there is no value; `awaited` what is waited for."""

    indicator: str
    title: str
    href: str
    sub: str
    value: str
    missing: MissingWords | None
    compare: str  # "Nederland 43,9; tussen 41,9 en 44,7"
    verdict: VerdictWords | None
    wijken: str  # "In zes van de tien wijken gunstiger dan in de rest van Hengelo, in drie ongunstiger."
    source: str
    awaited: str
    definition: str
    retired: bool = False


@dataclass(frozen=True, slots=True)
class ThemePage:
    title: str
    eyebrow: str
    description: str
    compare_title: str  # over `ThemeRow.compare`
    rows: tuple[ThemeRow, ...]
    awaited: tuple[ThemeRow, ...]
    retired: tuple[ThemeRow, ...]
    source: str


def theme_page(material: ThemeMaterial, links: Links) -> ThemePage:
    book = material.figures
    rows = [_row(item, material, book, links) for item in material.described.values()]
    domain = material.theme.domain
    shown = [
        (item, [f for f in (book.at(row.indicator, material.gemeente.code, _period(item, material, book)),) if f])
        for item, row in zip(material.described.values(), rows, strict=True)
        if not row.awaited and not row.retired
    ]
    return ThemePage(
        title=material.theme.title,
        eyebrow=BACKGROUND_WORD if domain is None else DOMAIN_WORDS[domain],
        description=material.theme.description,
        compare_title="Tegenover Nederland" if material.land else "Marge",
        rows=tuple(row for row in rows if not row.awaited and not row.retired),
        awaited=tuple(row for row in rows if row.awaited and not row.retired),
        retired=tuple(row for row in rows if row.retired),
        source=picture_source((item, figures) for item, figures in shown if figures),
    )


def _row(item: Described, material: ThemeMaterial, book: FigureBook, links: Links) -> ThemeRow:
    indicator = item.indicator
    period = _period(item, material, book)
    own = book.at(indicator.id, material.gemeente.code, period)
    country = book.at(indicator.id, material.land.code, period) if material.land else None
    text = figure_text(item, own)
    plain = item.is_count or item.is_class
    verdict = None if plain or text.missing else compare_with_whole(item, own, country).words
    return ThemeRow(
        indicator=indicator.id,
        title=indicator.short_title,
        href=links.indicator(indicator),
        sub=unit_label(item, period),
        value="" if own is None or own.value is None else short_value(item, own.value),
        missing=text.missing,
        compare=_compare(item, own, country),
        verdict=verdict,
        wijken="" if plain else _wijken_text(item, material, book, period, own),
        source=source_line(item.owner, item.source.type, item.tables, _notes(own, text)),
        awaited=_awaited(item, period),
        definition=indicator.definition,
        retired=indicator.retired is not None,
    )


def _awaited(item: Described, period: int | None) -> str:
    """What it waits for: a source that is to come, or a file of the gemeente that nobody delivered yet."""
    if isinstance(item.indicator.formula, Awaited):
        return item.indicator.formula.reason
    waits = period is None and item.source.protocol.is_of_gemeente
    return f"Nog niet geleverd: wacht op {item.source.title}." if waits else ""


def _period(item: Described, material: ThemeMaterial, book: FigureBook) -> int | None:
    return book.latest_period(item.indicator.id, [material.gemeente.code, *(row.code for row in material.wijken)])


def _compare(item: Described, own: Figure | None, country: Figure | None) -> str:
    parts = [] if country is None or country.value is None else [f"Nederland {short_value(item, country.value)}"]
    if own is not None and own.value is not None and interval_text(item, own):
        parts.append(interval_text(item, own))
    return "; ".join(parts)


def _notes(own: Figure | None, text: FigureText) -> tuple[str, ...]:
    return tuple(note for note in (status_note(own.status) if own else "",) if note and text.missing is None)


def _wijken_text(
    item: Described, material: ThemeMaterial, book: FigureBook, period: int | None, whole: Figure | None
) -> str:
    if period is None or len(material.wijken) < 2:
        return ""
    figures = [book.at(item.indicator.id, row.code, period) for row in material.wijken]
    rows = area_figures(item, material.wijken, figures, whole)
    return tally_text(tally(Level.WIJK, rows), running_name(material.gemeente))


def tally_text(count: Tally, name: str) -> str:
    """ "In zes van de tien wijken duidelijk lager dan in de rest van Hengelo, in drie duidelijk hoger."."""
    if not count.told:
        return ""
    of_all = f"van de {count_word(count.total)} {plural(count.level, count.total)}"
    sides = [(count.lower, "lager"), (count.higher, "hoger")]
    clauses = [f"{count_word(number)} duidelijk {word}" for number, word in sides if number]
    if not clauses:
        return f"In geen {of_all} duidelijk hoger of lager dan in de rest van {name}."
    first, *more = clauses
    head = first.replace(" duidelijk", f" {of_all} duidelijk", 1)
    return f"In {head} dan in de rest van {name}{''.join(f', in {clause}' for clause in more)}."
