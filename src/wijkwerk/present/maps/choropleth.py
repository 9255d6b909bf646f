"""The map of one gemeente: every area a link, a fixed class or the pattern of what is missing, wijk borders on top."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from wijkwerk.definitions.vocabulary import Status
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.words import MISSING, UNRELIABLE_KIND

from .classes import Classes
from .labels import Label, fitting_labels
from .shapes import MapShapes

# Up to this many inhabitants a figure per inhabitant says little, and a large buitengebied would rule the picture.
FEW_INHABITANTS = 500


@dataclass(frozen=True, slots=True)
class MapArea:
    """One area on the map. `text` is what its tooltip and its link say after the name."""

    code: str
    name: str
    href: str
    text: str  # "48,6 per 1.000 inwoners, tussen 39,7 en 58,9" or "geheim"
    value: float | None = None
    status: Status = Status.VALUE
    inhabitants: int | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class LegendItem:
    fill: str  # CSS class of the swatch: d1…d5, q1…q5, f-geheim …, f-plain
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class MapPicture:
    """The map as markup, its legend in reading order, and what it was drawn from: a file draws the same.

    svg      empty where no border is loaded
    faded    whether the legend must explain the lighter areas
    undrawn  names of areas without a border
    areas    with the class that fills them
    labels   names to be written on it, as far as they fit
    """

    svg: Markup
    legend: tuple[LegendItem, ...]
    faded: bool
    undrawn: tuple[str, ...]
    shapes: MapShapes
    areas: tuple[tuple[MapArea, str], ...]
    labels: tuple[Label, ...] = ()


def choropleth(
    shapes: MapShapes,
    areas: Sequence[MapArea],
    classes: Classes | None,
    *,
    key: str,
    title: str,
    description: str,
    labels: Sequence[Label] = (),
) -> MapPicture:
    """Draw areas in the colours of their classes; without classes all are plain with a dotted outline (geen oordeel).

    key  unique on the page. Labels are drawn where they fit and cover no other.
    """
    fills = {area.code: area_fill(area, classes) for area in areas}
    drawn = [area for area in areas if area.code in shapes.shapes]
    parts = [_area_markup(area, shapes, fills[area.code]) for area in drawn]
    parts += group_borders(shapes)
    parts += [f'<path class="here" d="{shapes.shapes[area.code].path}"/>' for area in drawn if area.own]
    parts += label_markup(shapes, labels)
    return MapPicture(
        svg=framed(shapes, parts, key, title, description) if drawn else Markup(""),
        legend=legend(areas, fills, classes),
        faded=any(is_faded(area) for area in drawn),
        undrawn=undrawn_names(shapes, areas),
        shapes=shapes,
        areas=tuple((area, fills[area.code]) for area in areas),
        labels=tuple(labels),
    )


def undrawn_names(shapes: MapShapes, areas: Sequence[MapArea]) -> tuple[str, ...]:
    return tuple(area.name for area in areas if area.code not in shapes.shapes)


def area_fill(area: MapArea, classes: Classes | None) -> str:
    """The CSS class of an area: its class, the pattern of its status, or plain."""
    missing = MISSING.get(area.status)
    if missing is not None or area.value is None:
        return f"f-{missing.kind if missing else 'geen'}"
    if area.status is Status.UNRELIABLE:
        return f"f-{UNRELIABLE_KIND}"
    return classes.of(area.value).fill if classes else "f-plain"


def legend(areas: Sequence[MapArea], fills: Mapping[str, str], classes: Classes | None) -> tuple[LegendItem, ...]:
    """Every class, also an empty one (the classes are the same for all years), then the patterns that occur."""
    counts: dict[str, int] = {}
    for fill in fills.values():
        counts[fill] = counts.get(fill, 0) + 1
    items = [LegendItem(item.fill, item.words, counts.get(item.fill, 0)) for item in (classes.items if classes else ())]
    if "f-plain" in counts:
        items.append(LegendItem("f-plain", "geen oordeel", counts["f-plain"]))
    for fill, words in _PATTERN_WORDS.items():
        if fill in counts:
            items.append(LegendItem(fill, words, counts[fill]))
    return tuple(items)


def framed(shapes: MapShapes, parts: Sequence[str], key: str, title: str, description: str) -> Markup:
    return Markup(
        f'<svg viewBox="0 0 {shapes.width} {shapes.height}" role="group" aria-labelledby="{key}t {key}d">'
        f'<title id="{key}t">{escape(title)}</title><desc id="{key}d">{escape(description)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def group_borders(shapes: MapShapes) -> list[str]:
    outlines = "".join(shape.path for shape in shapes.groups.values())
    return [f'<path class="wijkgrens" d="{outlines}"/>'] if outlines else []


def label_markup(shapes: MapShapes, labels: Sequence[Label]) -> list[str]:
    return [
        f'<text class="wl{"" if placed.on_phone else " wide"}" x="{placed.x:.0f}" y="{placed.y:.0f}">'
        f"{escape(placed.text)}</text>"
        for placed in fitting_labels(shapes, labels)
    ]


_PATTERN_WORDS = {f"f-{words.kind}": words.text for words in MISSING.values()} | {f"f-{UNRELIABLE_KIND}": "onzeker"}


def _area_markup(area: MapArea, shapes: MapShapes, fill: str) -> str:
    faded = " dim" if is_faded(area) else ""
    return (
        f'<a href="{escape(area.href)}"><path class="{fill}{faded}" d="{shapes.shapes[area.code].path}">'
        f"<title>{escape(area.name)}: {escape(area.text)}</title></path></a>"
    )


def is_faded(area: MapArea) -> bool:
    """Whether so few people live there that the value says little."""
    return area.value is not None and area.inhabitants is not None and area.inhabitants < FEW_INHABITANTS
