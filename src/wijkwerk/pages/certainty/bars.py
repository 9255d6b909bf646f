"""Which choice and which figure move the places most, as bars."""

from collections.abc import Callable
from dataclasses import dataclass

from wijkwerk.pages.certainty.material import CertaintyMaterial
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.numbers import percentage
from wijkwerk.present.scores.certainty_words import CAUSES, places_moved
from wijkwerk.scores.certainty import Certainty


@dataclass(frozen=True, slots=True)
class Bar:
    """A choice or an indicator and by how many places it moves areas; `length` 0–1 of the longest."""

    title: str
    shift: str
    more: str
    length: Markup
    href: str = ""


def cause_bars(certainty: Certainty) -> tuple[Bar, ...]:
    ordered = sorted(certainty.causes, key=lambda cause: -cause.shift)
    longest = max((cause.shift for cause in ordered), default=0.0)
    return tuple(
        Bar(
            CAUSES[cause.name][0],
            places_moved(cause.shift),
            f"hoogstens {places_moved(cause.most)}; {percentage(100 * cause.share)} van alle verschuiving",
            _length(cause.shift, longest),
        )
        for cause in ordered
    )


def indicator_bars(material: CertaintyMaterial, certainty: Certainty, without: Callable[[str], str]) -> tuple[Bar, ...]:
    longest = max((shift for _, shift in certainty.indicators), default=0.0)
    return tuple(
        Bar(material.title_of(name), places_moved(shift), "", _length(shift, longest), without(name))
        for name, shift in certainty.indicators
    )


def _length(value: float, longest: float) -> Markup:
    width = 100 * value / longest if longest > 0 else 0.0
    return Markup(
        '<svg class="certainty-bar" aria-hidden="true"><rect class="bar-ground" width="100%" height="8"/>'
        f'<rect class="bar-length" width="{width:.1f}%" height="8"/></svg>'
    )
