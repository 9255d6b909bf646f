"""Of which years the figures are: each with the years that this gemeente has it of, and what is still awaited."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wijkwerk.definitions.indicators import Awaited, Indicator
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.present.blocks import Block, Column, Page, RowChart, Table
from wijkwerk.present.charts.scale import year_scale
from wijkwerk.present.charts.tracks import Dot
from wijkwerk.present.export.pictures import KeyDot, PictureRow
from wijkwerk.present.figures.material import Described
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.numbers import number

TITLE = "Van welk jaar zijn de cijfers?"
# A figure of which the last year lies so far back says little about a neighbourhood of today.
OLD = 5


@dataclass(frozen=True, slots=True)
class FigureYears:
    """years   those with a value for at least one area of the gemeente, ascending
    levels  of the areas that have one, the largest first
    """

    described: Described
    theme: str
    years: tuple[int, ...]
    levels: tuple[Level, ...]


def figure_years_page(
    figures: Sequence[FigureYears], this_year: int, source: str, href: Callable[[Indicator], str]
) -> Page:
    """`figures` in the order of the catalogue; `this_year` is that of the edition."""
    known = [each for each in figures if each.years]
    awaited = [each for each in figures if not each.years]
    return Page(TITLE, _lead(known, awaited, this_year), (_years(known, source, href), _awaited(awaited, source, href)))


def _lead(known: Sequence[FigureYears], awaited: Sequence[FigureYears], this_year: int) -> str:
    if not known:
        return "Deze editie heeft van deze gemeente nog geen enkel cijfer."
    has_value = f"Van {number(len(known))} van de {number(len(known) + len(awaited))} cijfers is er een waarde. "
    # The last year of a forecast is no sign of fresh figures.
    counted = [each for each in known if not each.described.is_forecast]
    if not counted:
        return f"{has_value}Dat zijn allemaal prognoses."
    old = sum(each.years[-1] <= this_year - OLD for each in counted)
    once = sum(len(each.years) == 1 for each in counted)
    year, count = Counter(each.years[-1] for each in counted).most_common(1)[0]
    return (
        f"{has_value}"
        f"Het laatste jaar is bij {number(count)} daarvan {year}; "
        f"bij {_none_or(old)} is dat {this_year - OLD} of eerder. "
        f"Van {_none_or(once)} is er maar één jaar: daar is geen ontwikkeling te zien."
    )


def _none_or(count: int) -> str:
    return number(count) if count else "geen"


def _years(known: Sequence[FigureYears], source: str, href: Callable[[Indicator], str]) -> Block:
    columns: tuple[Column[FigureYears], ...] = (
        Column("indicator", "Indicatorcode", lambda row: row.described.indicator.id, only_in_files=True),
        Column(
            "title",
            "Cijfer",
            lambda row: row.described.indicator.short_title,
            href=lambda row: href(row.described.indicator),
        ),
        Column("theme", "Thema", lambda row: row.theme),
        Column("last", "Laatste jaar", lambda row: str(row.years[-1])),
        Column("count", "Aantal jaren", lambda row: len(row.years), decimals=0),
        Column("years", "Jaren", lambda row: years_in_words(row.years), only_in_files=True),
        Column("finest", "Tot op", lambda row: plural(row.levels[-1], 2)),
        Column("owner", "Bron van het cijfer", lambda row: row.described.owner, only_in_files=True),
    )
    years = {year for each in known for year in each.years}
    key = (KeyDot("nl", "eerder jaar"), KeyDot("self", "laatste jaar"))
    chart = RowChart(tuple(map(_picture_row, known)), year_scale(years), key=key)
    lead = "Een stip voor elk jaar met een cijfer van een gebied in deze gemeente."
    return Block.of("jaren", "Jaren met een cijfer", source, Table.of(columns, known), lead=lead, chart=chart)


def _picture_row(row: FigureYears) -> PictureRow:
    *earlier, last = row.years
    dots = (*(Dot(year, "nl") for year in earlier), Dot(last, "self"))
    words = years_in_words(row.years)
    return PictureRow(row.described.indicator.short_title, "", dots, str(last), None, instead=words, label=words)


def _awaited(awaited: Sequence[FigureYears], source: str, href: Callable[[Indicator], str]) -> Block:
    columns: tuple[Column[FigureYears], ...] = (
        Column("indicator", "Indicatorcode", lambda row: row.described.indicator.id, only_in_files=True),
        Column(
            "title",
            "Cijfer",
            lambda row: row.described.indicator.title,
            href=lambda row: href(row.described.indicator),
        ),
        Column("theme", "Thema", lambda row: row.theme),
        Column("owner", "Wie het heeft", lambda row: row.described.owner),
        Column("reason", "Waarom het er nog niet is", _reason),
    )
    return Block.of(
        "nog-niet",
        "Nog geen cijfers",
        source,
        Table.of(columns, awaited),
        lead="Deze cijfers staan in de catalogus en wachten op een levering.",
        empty="Van elk cijfer in de catalogus is er een waarde.",
    )


def _reason(row: FigureYears) -> str:
    formula = row.described.indicator.formula
    return formula.reason if isinstance(formula, Awaited) else "Nog niet geleverd voor deze gemeente."


def years_in_words(years: Sequence[int]) -> str:
    """ "2013, 2015 t/m 2020": runs of three and more in short."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]} t/m {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
