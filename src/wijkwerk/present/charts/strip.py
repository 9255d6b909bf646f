"""The buurten of one wijk as letters among all buurten of the gemeente as strokes, on one axis per indicator."""

from collections.abc import Sequence
from dataclasses import dataclass

from wijkwerk.present.collation import collation_key

from .canvas import Canvas, Markup, PageCanvas
from .scale import Scale
from .tracks import draw_limits, draw_tick_labels

STRIP_HEIGHT = 46
# Two letters must not cover each other: the discs are 19 px wide and the narrowest track is about 290 px.
_LEAST_DISTANCE = 0.068


@dataclass(frozen=True, slots=True)
class Letter:
    """One buurt of the wijk: its letter, its value and whether this page is about it."""

    letter: str
    value: float | None
    own: bool = False


@dataclass(frozen=True, slots=True)
class StripPicture:
    """A stroke for every buurt of the gemeente, a letter for each of this wijk; the values stand in the table.

    limits  of the norm that holds for every buurt of the wijk alike
    """

    letters: tuple[Letter, ...]
    all_values: tuple[float, ...]
    scale: Scale
    limits: tuple[float, ...] = ()


def strip_plot(picture: StripPicture, label: str) -> Markup:
    """For a page. Values beyond the axis are left out; `label` or the table must name them."""
    canvas = PageCanvas(STRIP_HEIGHT)
    draw_strip(canvas, picture)
    return canvas.image(label)


def draw_strip(canvas: Canvas, picture: StripPicture) -> None:
    scale = picture.scale
    canvas.line("c-axis thin", 0, 1, 28, 28)
    draw_limits(canvas, picture.limits, scale, 0, 28)
    canvas.marks("c-all", (scale.fraction(value) for value in picture.all_values if scale.holds(value)), 22, 28)
    draw_tick_labels(canvas, scale, 44)
    shown = [item for item in picture.letters if item.value is not None and scale.holds(item.value)]
    shown.sort(key=lambda item: (item.value or 0, item.letter))
    at = [scale.fraction(item.value) for item in shown if item.value is not None]
    for item, x, place in zip(shown, at, spread_apart(at, _LEAST_DISTANCE), strict=True):
        own = " self" if item.own else ""
        canvas.line(f"c-lead{own}", place, x, 12, 28)
        canvas.dot(f"c-let{own}", place, 10, 9.5)
        canvas.text("c-letter", place, 14.2, item.letter)


def spread_apart(places: Sequence[float], distance: float) -> list[float]:
    """The places, in order, moved as little as needed so that neighbours stand `distance` apart, within 0–1.

    Places that do not fit (more than 1 / distance of them) are spread evenly over the whole width.
    """
    if len(places) * distance > 1:
        return [place / max(1, len(places) - 1) for place in range(len(places))]
    clusters: list[list[float]] = []  # [sum of wished starts, count]; cluster start = sum / count
    for position, place in enumerate(places):
        clusters.append([place - position * distance, 1.0])
        while len(clusters) > 1 and clusters[-2][0] / clusters[-2][1] >= clusters[-1][0] / clusters[-1][1]:
            wished, count = clusters.pop()
            clusters[-1][0] += wished
            clusters[-1][1] += count
    room = 1 - (len(places) - 1) * distance
    moved: list[float] = []
    for wished, count in clusters:
        start = min(max(wished / count, 0.0), room)
        first = len(moved)
        moved += [start + position * distance for position in range(first, first + int(count))]
    return moved


def assign_letters(names: Sequence[str]) -> dict[str, str]:
    """A letter for each buurt name, its own initial where free, else another letter of the name, else any.

    Works on the name a reader looks up ("'t Rot" wants R), in the order of the names, always with the same result.
    Beyond 26 buurten numbers are given instead.
    """
    if len(names) > 26:
        return {name: str(position) for position, name in enumerate(names, start=1)}
    letters: dict[str, str] = {}
    for name in sorted(names, key=lambda name: (len(_wishes(name)), collation_key(name))):
        free = (letter for letter in (*_wishes(name), *_ALPHABET) if letter not in letters.values())
        letters[name] = next(free)
    return {name: letters[name] for name in names}


_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _wishes(name: str) -> str:
    parts, _ = collation_key(name)
    letters = "".join(str(part[2]) for part in parts).upper()
    initials = "".join(word[0] for word in letters.split())
    return "".join(letter for letter in dict.fromkeys(initials + letters) if letter in _ALPHABET)
