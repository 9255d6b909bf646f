"""The page of stapeling: which themes stack where, beside what chance would stack, and where it lies together."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from wijkwerk.data.queries.figures import AreaRow

from .charts.canvas import Markup
from .charts.scale import Scale, round_scale
from .charts.tracks import Dot, comparison_track
from .figure_text import running_name
from .numbers import count_word, enumeration, number, percentage, sentence
from .score_words import points, recipe_words
from .sentences import plural
from .stacking_material import StackingMaterial
from .stacking_spots import Spots
from .words import MissingWords, VerdictWords

OVER = VerdictWords("telt mee", "telt mee", "worse", "i-worse")
UNDER = VerdictWords("telt niet mee", "telt niet mee", "same", "i-same")
NO_SCORE = MissingWords("geen cijfers", "geen cijfers", "geen")
MORE = VerdictWords("meer dan bij toeval", "meer", "worse", "i-higher")
AS_CHANCE = VerdictWords("niet meer dan bij toeval", "toeval", "same", "i-same")
FOUND, EXPECTED = "wijk", "gemeente"  # the classes of the two dots


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
class ChanceRow:
    """How many areas reach a count, beside what chance would give."""

    title: str
    found: str
    expected: str
    track: Markup
    words: VerdictWords
    p: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One of the three numbers for the whole gemeente: sign, value, and what it says."""

    sign: str
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class ShareRow:
    theme: str
    over: str
    share: str


@dataclass(frozen=True, slots=True)
class SpotRow:
    name: str
    href: str
    words: VerdictWords
    score: str
    around: str
    neighbours: str


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
        chance=_chance(material),
        chance_text=_chance_text(material),
        measures=_measures(material),
        measures_text=_measures_text(material),
        shares=_shares(material),
        spots_text=spots_text(material.spots, material),
        spots=_spots(material.spots, href),
        source=source_words(material),
    )


def source_words(material: StackingMaterial) -> str:
    return f"Rekenrecept {material.recipe.title} versie {material.recipe.version}, op de cijfers van deze editie"


def count_title(count: int) -> str:
    return f"{count} thema of meer" if count == 1 else f"{count} thema’s of meer"


def reached(material: StackingMaterial) -> list[tuple[int, int, float]]:
    """Count, areas that reach it, and how many chance would let reach it; from 1 to the highest that is reached."""
    found = material.stapeling.by_chance
    expected = found.expected[::-1].cumsum()[::-1]
    return [(n, int(found.reaching[n]), float(expected[n])) for n in range(1, max(material.most, 1) + 1)]


def chance_scale(material: StackingMaterial) -> Scale:
    return round_scale([value for _, found, expected in reached(material) for value in (found, expected)], zero=True)


def chance_dots(found: float, expected: float) -> tuple[Dot, ...]:
    return Dot(expected, EXPECTED), Dot(found, FOUND)


def _lead(material: StackingMaterial) -> str:
    few, found = material.minimum, material.stapeling.by_chance
    where = f"{number(len(material.areas))} {plural(material.level, len(material.areas))}"
    count = int(found.reaching[few]) if few < found.reaching.size else 0
    said = (
        f"In {number(count)} van de {where} van {running_name(material.gemeente)} met cijfers tellen "
        f"{count_word(few)} of meer thema’s mee."
    )
    more = [n for n in range(few, material.most + 1) if material.beyond_chance[n]]
    if more:
        name = f"{count_word(more[0])} of meer thema’s"
        return f"{said} Dat er zoveel zijn met {name}, is meer dan toeval."
    return f"{said} Dat is niet meer dan toeval bij elkaar brengt."


def _rule(material: StackingMaterial) -> str:
    side = "of hoger" if material.recipe.high_score_means == "urgent" else "of lager"
    return (
        f"Een thema telt mee bij een score van {number(material.threshold)} {side}. Dat is een vaste grens uit het "
        "rekenrecept: wat er net boven of net onder ligt, verschilt weinig."
    )


def _head(material: StackingMaterial, place: int) -> ThemeHead:
    column = material.beyond[:, place]
    known = int((~np.isnan(column)).sum())
    title = material.recipe.title_of(material.themes[place])
    return ThemeHead(title, f"in {number(int(np.nansum(column)))} van {number(known)}")


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
    told = []
    if material.awaited:
        titles = enumeration([material.recipe.title_of(theme) for theme in material.awaited])
        told.append(f"{titles}: nog geen cijfers. Deze thema’s staan in het rekenrecept en kunnen nog niet meetellen.")
    if material.without:
        names = enumeration([row.name for row in material.without])
        told.append(f"Zonder een enkel cijfer over deze thema’s, en daarom niet in de tabel: {names}.")
    return tuple(told)


def _chance(material: StackingMaterial) -> tuple[ChanceRow, ...]:
    scale = chance_scale(material)
    rows = []
    for count, found, expected in reached(material):
        words = MORE if material.beyond_chance[count] else AS_CHANCE
        label = f"gevonden {number(found)}, bij toeval {number(expected, 1)}"
        rows.append(
            ChanceRow(
                title=count_title(count),
                found=number(found),
                expected=number(expected, 1),
                track=comparison_track(chance_dots(found, expected), scale, label),
                words=words,
                p=_often(float(material.stapeling.by_chance.p[count]), found),
            )
        )
    return tuple(rows)


def _often(p: float, found: int) -> str:
    """ "in minder dan 1 van de 1.000 keer": how often chance alone comes this far."""
    if not found:
        return ""
    if p < 0.001:
        return "minder dan 1 op de 1.000 keer"
    if p < 0.01:
        return f"{number(1000 * p)} op de 1.000 keer"
    return f"{number(min(100 * p, 100))} op de 100 keer"


def _chance_text(material: StackingMaterial) -> str:
    draws = number(material.stapeling.by_chance.draws)
    return (
        "Als thema’s niets met elkaar te maken hebben, komen er toch gebieden waar er toevallig een paar samenvallen. "
        f"Daarom zijn de uitkomsten van elk thema {draws} keer los van elkaar over de gebieden verdeeld. Alleen wat "
        "daar duidelijk boven ligt, is stapeling."
    )


def _measures(material: StackingMaterial) -> tuple[MeasureRow, ...]:
    found = material.deprivation
    if found is None or np.isnan(found.headcount):
        return ()
    complete = len(material.areas) - found.left_out
    counted = int(found.counted_poor.sum())
    where = plural(material.level, complete)
    rows = [
        MeasureRow(
            "H",
            percentage(100 * found.headcount),
            f"Zo groot is het deel van de {where} met {count_word(material.minimum)} of meer thema’s boven de grens: "
            f"{number(counted)} van {number(complete)}.",
        )
    ]
    if counted:
        rows.append(
            MeasureRow(
                "A",
                percentage(100 * found.intensity),
                "Zo diep is het daar: gemiddeld liggen er "
                f"{number(found.intensity * len(material.themes), 1)} van de {len(material.themes)} thema’s boven de "
                "grens.",
            )
        )
    rows.append(
        MeasureRow(
            "M₀",
            number(found.adjusted, 2),
            "H maal A: stijgt als er meer gebieden bij komen, en ook als het dieper wordt waar het al stapelt. "
            "0 is nergens, 1 is overal alles.",
        )
    )
    return tuple(rows)


def _measures_text(material: StackingMaterial) -> str:
    found = material.deprivation
    if found is None:
        return f"Er zijn te weinig thema’s met cijfers om op {count_word(material.minimum)} thema’s te tellen."
    if np.isnan(found.headcount):
        return "Geen enkel gebied heeft cijfers over al deze thema’s, dus deze drie getallen zijn er niet."
    if not found.left_out:
        return ""
    left = f"{number(found.left_out)} {plural(material.level, found.left_out)}"
    word = "mist" if found.left_out == 1 else "missen"
    return (
        f"{sentence(left)} {word} een cijfer over een van de thema’s en "
        f"{'telt' if found.left_out == 1 else 'tellen'} hier niet mee: wat onbekend is, is niet goed en niet slecht."
    )


def _shares(material: StackingMaterial) -> tuple[ShareRow, ...]:
    found = material.deprivation
    if found is None or np.isnan(found.contributions).any():
        return ()
    return tuple(
        ShareRow(
            material.recipe.title_of(theme),
            _head(material, place).over,
            percentage(100 * float(found.contributions[place])),
        )
        for place, theme in enumerate(material.themes)
    )


def spots_text(spots: Spots | None, material: StackingMaterial) -> tuple[str, ...]:
    """What was found, and who counted as a neighbour."""
    where = plural(material.level, 2)
    name = running_name(material.gemeente)
    if spots is None:
        return (f"De grenzen van de {where} van {name} zijn niet geladen. Wie naast wie ligt is dus niet bekend.",)
    if not spots.asked:
        return (f"Er zijn te weinig {where} met een score en een buur om hier iets over te zeggen.",)
    count = len(spots.found)
    if not count:
        first = (
            f"Geen enkele {material.level.value} ligt met haar buren meer bij elkaar dan toeval doet. Op een kaart "
            "lijken "
            "er altijd plekken te zijn, ook waar niets aan de hand is; daarom staat hier niets."
        )
    else:
        first = (
            f"Bij {number(count)} van de {number(spots.asked)} {where} met een score is het patroon met de buren "
            "meer dan "
            "toeval."
        )
    return first, _outside(spots, where, name), *_joined(spots)


def _outside(spots: Spots, where: str, name: str) -> str:
    if spots.outside:
        return f"Ook {number(spots.outside)} {where} net buiten {name} tellen mee als buur."
    return (
        f"Grenzen van {where} buiten {name} zijn niet geladen. Aan de rand van {name} ontbreken dus buren; een "
        "patroon dat "
        "over de gemeentegrens loopt, is hier niet te zien."
    )


def _joined(spots: Spots) -> tuple[str, ...]:
    if not spots.joined:
        return ()
    pairs = enumeration([f"{one} bij {other}" for one, other in spots.joined])
    return (f"Raakt geen ander gebied en is bij het dichtstbijzijnde gevoegd: {pairs}.",)


def _spots(spots: Spots | None, href: Callable[[AreaRow], str]) -> tuple[SpotRow, ...]:
    rows = []
    for spot in spots.found if spots else ():
        assert spot.words is not None
        rows.append(
            SpotRow(
                name=spot.area.name,
                href=href(spot.area),
                words=spot.words,
                score="" if spot.score is None else points(spot.score),
                around="" if spot.around is None else points(spot.around),
                neighbours=enumeration(list(spot.neighbours)),
            )
        )
    return tuple(rows)
