"""The page of stapeling: which themes stack where, beside what chance would stack, and where it lies together."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.pages.stacking.chance import ChanceRow, chance_rows, chance_text
from wijkwerk.pages.stacking.material import StackingMaterial
from wijkwerk.pages.stacking.measures import MeasureRow, ShareRow, measure_rows, measures_text, over_words, share_rows
from wijkwerk.pages.stacking.spot_rows import SpotRow, spot_rows, spots_text
from wijkwerk.present.figures.figure_text import running_name
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.numbers import count_word, enumeration, number
from wijkwerk.present.scores.words import points, recipe_words
from wijkwerk.present.words import MissingWords, VerdictWords

OVER = VerdictWords("telt mee", "telt mee", "worse", "i-worse")
UNDER = VerdictWords("telt niet mee", "telt niet mee", "same", "i-same")
NO_SCORE = MissingWords("geen cijfers", "geen cijfers", "geen")


@dataclass(frozen=True, slots=True)
class ThemeHead:
    title: str
    over: str  # "in 12 van 47"


@dataclass(frozen=True, slots=True)
class StackingCell:
    column: str
    words: VerdictWords | None
    missing: MissingWords | None
    tone: str
    value: str


@dataclass(frozen=True, slots=True)
class StackingRow:
    name: str
    href: str
    count: str  # "3 van 5"
    note: str  # "1 thema zonder cijfers"
    cells: tuple[StackingCell, ...]


@dataclass(frozen=True, slots=True)
class StackingPage:
    eyebrow: str
    title: str
    lead: str
    rule: str  # from which score on a theme counts
    heads: tuple[ThemeHead, ...]
    rows: tuple[StackingRow, ...]
    missing: tuple[str, ...]
    chance: tuple[ChanceRow, ...]
    chance_text: str
    measures: tuple[MeasureRow, ...]
    measures_text: str
    shares: tuple[ShareRow, ...]
    spots_text: tuple[str, ...]
    spots: tuple[SpotRow, ...]
    source: str


def stacking_page(material: StackingMaterial, href: Callable[[AreaRow], str]) -> StackingPage:
    recipe = material.recipe
    return StackingPage(
        eyebrow=recipe_words(recipe),
        title=f"Stapeling per {material.level.value}",
        lead=_lead(material),
        rule=_rule(material),
        heads=tuple(_head(material, place) for place in range(len(material.themes))),
        rows=tuple(_row(material, place, href) for place in range(len(material.areas))),
        missing=_missing(material),
        chance=chance_rows(material),
        chance_text=chance_text(material),
        measures=measure_rows(material),
        measures_text=measures_text(material),
        shares=share_rows(material),
        spots_text=spots_text(material.spots, material),
        spots=spot_rows(material.spots, href),
        source=source_words(material),
    )


def source_words(material: StackingMaterial) -> str:
    return f"Rekenrecept {material.recipe.title} versie {material.recipe.version}, op de cijfers van deze editie"


def _lead(material: StackingMaterial) -> str:
    few, chance = material.minimum, material.stapeling.by_chance
    where = f"{number(len(material.areas))} {plural(material.level, len(material.areas))}"
    count = int(chance.reaching[few]) if few < chance.reaching.size else 0
    opening = (
        f"In {number(count)} van de {where} van {running_name(material.gemeente)} met cijfers tellen "
        f"{count_word(few)} of meer thema’s mee."
    )
    more = [n for n in range(few, material.most + 1) if material.beyond_chance[n]]
    if more:
        name = f"{count_word(more[0])} of meer thema’s"
        return f"{opening} Dat er zoveel zijn met {name}, is meer dan toeval."
    return f"{opening} Dat is niet meer dan toeval bij elkaar brengt."


def _rule(material: StackingMaterial) -> str:
    side = "of hoger" if material.recipe.high_score_means == "urgent" else "of lager"
    return (
        f"Een thema telt mee bij een score van {number(material.threshold)} {side}. Dat is een vaste grens uit het "
        "rekenrecept: wat er net boven of net onder ligt, verschilt weinig."
    )


def _head(material: StackingMaterial, place: int) -> ThemeHead:
    return ThemeHead(material.recipe.title_of(material.themes[place]), over_words(material, place))


def _row(material: StackingMaterial, place: int, href: Callable[[AreaRow], str]) -> StackingRow:
    area, stacked = material.areas[place], material.stapeling.stacked
    unknown = len(material.themes) - int(stacked.known[place])
    note = "" if not unknown else f"{unknown} {'thema' if unknown == 1 else 'thema’s'} zonder cijfers"
    return StackingRow(
        name=area.name,
        href=href(area),
        count=f"{stacked.count[place]} van {stacked.known[place]}",
        note=note,
        cells=tuple(_cell(material, place, column) for column in range(len(material.themes))),
    )


def _cell(material: StackingMaterial, row: int, column: int) -> StackingCell:
    title = material.recipe.title_of(material.themes[column])
    value, beyond = material.values[row, column], material.beyond[row, column]
    if np.isnan(value):
        return StackingCell(title, None, NO_SCORE, "k-unknown", "")
    over = beyond == 1
    return StackingCell(title, OVER if over else UNDER, None, "k-fail" if over else "k-unknown", points(value))


def _missing(material: StackingMaterial) -> tuple[str, ...]:
    sentences = []
    if material.awaited:
        titles = enumeration([material.recipe.title_of(theme) for theme in material.awaited])
        sentences.append(
            f"{titles}: nog geen cijfers. Deze thema’s staan in het rekenrecept en kunnen nog niet meetellen."
        )
    if material.without:
        names = enumeration([row.name for row in material.without])
        sentences.append(f"Zonder een enkel cijfer over deze thema’s, en daarom niet in de tabel: {names}.")
    return tuple(sentences)
