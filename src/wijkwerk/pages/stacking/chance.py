"""Found beside what chance would stack: the rows of the page, and what its picture and table are made of."""

from dataclasses import dataclass

import numpy as np

from wijkwerk.pages.stacking.material import StackingMaterial
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.scale import Scale, round_scale
from wijkwerk.present.charts.tracks import Dot, comparison_track
from wijkwerk.present.numbers import number
from wijkwerk.present.words import VerdictWords

MORE = VerdictWords("meer dan bij toeval", "meer", "worse", "i-higher")
AS_CHANCE = VerdictWords("niet meer dan bij toeval", "toeval", "same", "i-same")
FOUND, EXPECTED = "wijk", "gemeente"  # the classes of the two dots


@dataclass(frozen=True, slots=True)
class ChanceRow:
    """How many areas reach a count, beside what chance would give."""

    title: str
    found: str
    expected: str
    track: Markup
    words: VerdictWords
    p: str


def chance_rows(material: StackingMaterial) -> tuple[ChanceRow, ...]:
    scale = chance_scale(material)
    rows = []
    for count, areas, expected in reached(material):
        words = MORE if material.beyond_chance[count] else AS_CHANCE
        label = f"gevonden {number(areas)}, bij toeval {number(expected, 1)}"
        rows.append(
            ChanceRow(
                title=count_title(count),
                found=number(areas),
                expected=number(expected, 1),
                track=comparison_track(chance_dots(areas, expected), scale, label),
                words=words,
                p=_often(float(material.stapeling.by_chance.p[count]), areas),
            )
        )
    return tuple(rows)


def _often(p: float, areas: int) -> str:
    """ "in minder dan 1 van de 1.000 keer": how often chance alone comes this far."""
    if not areas:
        return ""
    if p < 0.001:
        return "minder dan 1 op de 1.000 keer"
    if p < 0.01:
        return f"{number(1000 * p)} op de 1.000 keer"
    return f"{number(min(100 * p, 100))} op de 100 keer"


def chance_text(material: StackingMaterial) -> str:
    draws = number(material.stapeling.by_chance.draws)
    return (
        "Als thema’s niets met elkaar te maken hebben, komen er toch gebieden waar er toevallig een paar samenvallen. "
        f"Daarom zijn de uitkomsten van elk thema {draws} keer los van elkaar over de gebieden verdeeld. Alleen wat "
        "daar duidelijk boven ligt, is stapeling."
    )


def count_title(count: int) -> str:
    return f"{count} thema of meer" if count == 1 else f"{count} thema’s of meer"


def reached(material: StackingMaterial) -> list[tuple[int, int, float]]:
    """Count, areas that reach it, and how many chance would let reach it; from 1 to the highest that is reached."""
    chance = material.stapeling.by_chance
    expected = np.cumsum(chance.expected[::-1])[::-1]
    return [(n, int(chance.reaching[n]), float(expected[n])) for n in range(1, max(material.most, 1) + 1)]


def chance_scale(material: StackingMaterial) -> Scale:
    return round_scale([value for _, areas, expected in reached(material) for value in (areas, expected)], zero=True)


def chance_dots(found: float, expected: float) -> tuple[Dot, ...]:
    return Dot(expected, EXPECTED), Dot(found, FOUND)
