"""The catalogue as a page for people: docs/indicatoren.md. Generated, never edited; a test compares the two."""

import datetime
from collections.abc import Iterable, Sequence

from .catalogue import Catalogue
from .indicators import Awaited, Change, Indicator, Theme
from .sources import Source
from .vocabulary import Aggregation, Level

AGGREGATIONS = {
    Aggregation.SUM: "som",
    Aggregation.RATIO_OF_SUMS: "som gedeeld door som",
    Aggregation.POPULATION_WEIGHTED: "gewogen gemiddelde",
    Aggregation.NEVER: "nee",
}
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli"),
    *("augustus", "september", "oktober", "november", "december"),
)
HEADING = """# Indicatoren

Deze lijst is gemaakt uit de map `catalogue/` met `./wijkwerk catalogue --write-docs`. Wijzig haar niet met de hand.
Hoe u een indicator toevoegt, staat in [Een indicator toevoegen](een-indicator-toevoegen.md).
"""


def indicator_list(catalogue: Catalogue) -> str:
    """Markdown: the indicators by theme, then what is awaited, retired, the sources and the corrections."""
    current = [each for each in catalogue.indicators.values() if each.retired is None]
    awaited = [each for each in current if each.is_awaited or catalogue.waits_for_own_file(each)]
    filled = [each for each in current if each not in awaited]
    retired = [each for each in catalogue.indicators.values() if each.retired is not None]
    parts = [HEADING, _counts(filled, awaited, retired)]
    parts += [_theme(catalogue, theme, filled) for theme in catalogue.themes.values()]
    parts += [_awaited(catalogue, awaited, filled), _retired(retired), _sources(catalogue), _corrections(catalogue)]
    return "\n".join(part for part in parts if part)


def _counts(filled: Sequence[Indicator], awaited: Sequence[Indicator], retired: Sequence[Indicator]) -> str:
    return (
        f"{len(filled)} indicatoren met cijfers, {len(awaited)} die nog op cijfers wachten, {len(retired)} vervallen.\n"
    )


def _theme(catalogue: Catalogue, theme: Theme, indicators: Iterable[Indicator]) -> str:
    rows = [
        (
            _title(each),
            _unit(each),
            catalogue.indicator_source(each).id,
            ", ".join(_public_tables(catalogue, each)),
            _years(_periods(catalogue, each)),
            AGGREGATIONS[each.aggregation],
        )
        for each in indicators
        if each.theme == theme.id
    ]
    if not rows:
        return ""
    domain = f"Domein {theme.domain.value}. " if theme.domain else ""
    heads = ("indicator", "eenheid", "bron", "tabel", "jaren", "telt op naar groter gebied")
    return f"## {theme.title}\n\n{domain}{theme.description}\n\n{_table(heads, rows)}"


def _title(indicator: Indicator) -> str:
    star = f" (kerncijfer {indicator.key_figure})" if indicator.key_figure is not None else ""
    return f"{indicator.title}{star}<br>`{indicator.id}`"


def _unit(indicator: Indicator) -> str:
    return f"{indicator.unit} van {indicator.share_of}" if indicator.share_of else indicator.unit


def _public_tables(catalogue: Catalogue, indicator: Indicator) -> list[str]:
    tables = {table.table: table.public_table for source in catalogue.sources.values() for table in source.tables}
    return list(dict.fromkeys(tables[column.table] for column in catalogue.columns_of(indicator)))


def _periods(catalogue: Catalogue, indicator: Indicator) -> Sequence[int]:
    match indicator.formula:
        case Change(start=start, end=end):
            return (start, end)
        case _:
            return catalogue.periods_of(indicator)


def _years(years: Sequence[int]) -> str:
    """(2021, 2022, 2023) -> "2021–2023"; (2012, 2016) -> "2012, 2016"."""
    if len(years) > 2 and list(years) == list(range(years[0], years[-1] + 1)):
        return f"{years[0]}–{years[-1]}"
    return ", ".join(map(str, years))


def _awaited(catalogue: Catalogue, indicators: Iterable[Indicator], filled: Iterable[Indicator]) -> str:
    """What has no figures yet, and of what has some: the levels that have none."""
    heads = ("indicator", "domein", "eigenaar van de bron", "tabel", "gebieden", "waarop het wacht")
    rows = [
        _awaited_row(each, catalogue.indicator_source(each), table, each.levels, reason)
        for each in indicators
        for table, reason in [_what_it_waits_for(catalogue, each)]
    ]
    rows += [
        _awaited_row(each, catalogue.sources[awaited.source], awaited.table, awaited.levels, awaited.reason)
        for each in filled
        for awaited in [each.awaited_levels]
        if awaited is not None
    ]
    return _section("Nog zonder cijfers", heads, rows)


def _awaited_row(
    indicator: Indicator, source: Source, table: str, levels: Sequence[Level], reason: str
) -> tuple[str, ...]:
    domain = indicator.domain.value if indicator.domain else ""
    return _title(indicator), domain, source.owner, table, ", ".join(level.value for level in levels), reason


def _what_it_waits_for(catalogue: Catalogue, indicator: Indicator) -> tuple[str, str]:
    """The table, and the reason."""
    if isinstance(indicator.formula, Awaited):
        return indicator.formula.table, indicator.formula.reason
    tables = [table.public_table for name in indicator.variables for table in catalogue.tables_of(name)]
    return ", ".join(dict.fromkeys(tables)), "Een bestand dat de gemeente zelf aanlevert."


def _retired(indicators: Iterable[Indicator]) -> str:
    rows = [
        (_title(each), _date(each.retired.on), each.retired.reason, each.retired.replaced_by or "geen")
        for each in indicators
        if each.retired is not None
    ]
    return _section("Vervallen", ("indicator", "vervallen op", "reden", "opvolger"), rows)


def _sources(catalogue: Catalogue) -> str:
    rows = [
        (f"{each.title}<br>`{each.id}`", each.owner, each.type.value, each.licence, each.peildatum, each.rhythm)
        for each in catalogue.sources.values()
    ]
    return _section("Bronnen", ("bron", "eigenaar", "soort", "licentie", "peildatum", "ritme"), rows)


def _corrections(catalogue: Catalogue) -> str:
    rows = [
        (
            f"`{each.id}`",
            f"{each.source}, {each.table}",
            ", ".join(each.areas or each.within),
            each.reason,
            _date(each.on),
        )
        for each in catalogue.corrections
    ]
    return _section("Verbeteringen van een bron", ("verbetering", "bron en tabel", "gebieden", "reden", "sinds"), rows)


def _section(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return f"## {title}\n\n{_table(heads, rows)}" if rows else ""


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |\n" for line in lines)


def _date(day: datetime.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
