"""Names on a map, where they fit: no name on another, none over the edge, few over their own border."""

from collections.abc import Sequence
from dataclasses import dataclass

from .shapes import MapShapes

# Sizes in picture units (a 1000-wide map): the style sheet sets 23 on a desktop and 34 on a phone.
_DESKTOP, _PHONE = 23, 34
# Source Sans 3 semibold is about half as wide as high.
_WIDTH_PER_LETTER = 0.52
# A name with a white edge may stick out of its area a little.
_OVERHANG = 2.2


@dataclass(frozen=True, slots=True)
class Label:
    """A name wanted on an area or group of areas."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    text: str
    x: float  # the middle of the text
    y: float  # its baseline
    on_phone: bool  # fits in the larger type of a narrow screen too


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def fitting_labels(shapes: MapShapes, labels: Sequence[Label]) -> list[PlacedLabel]:
    """The labels that fit, roomiest area first, so that a crowded centre loses its smallest names."""
    places = {**shapes.shapes, **shapes.groups}
    wanted = sorted((label for label in labels if label.code in places), key=lambda label: -places[label.code].room)
    placed: list[PlacedLabel] = []
    taken: dict[int, list[_Box]] = {_DESKTOP: [], _PHONE: []}
    for label in wanted:
        shape = places[label.code]
        boxes = {size: _box(label.text, shape.x, shape.y, size, shapes.width) for size in (_DESKTOP, _PHONE)}
        fits = {
            size: _width(label.text, size) <= shape.room * _OVERHANG and not any(box.meets(b) for b in taken[size])
            for size, box in boxes.items()
        }
        if not fits[_DESKTOP]:
            continue
        for size, box in boxes.items():
            if fits[size]:
                taken[size].append(box)
        middle = (boxes[_DESKTOP].left + boxes[_DESKTOP].right) / 2
        placed.append(PlacedLabel(label.text, middle, shape.y + _DESKTOP * 0.35, fits[_PHONE]))
    return placed


def _width(text: str, size: int) -> float:
    return len(text) * size * _WIDTH_PER_LETTER


def _box(text: str, x: float, y: float, size: int, picture_width: int) -> _Box:
    """The box of a label around its point, pushed back inside the picture."""
    half = _width(text, size) / 2
    centre = min(max(x, half), max(half, picture_width - half))
    return _Box(centre - half, y - size * 0.6, centre + half, y + size * 0.6)
