"""The nodes of a recipe as written: how they hang together, and what each gets where others say it for it."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from .shape import GroupDefaults, IndicatorText, RecipeText

Path = tuple[str | int, ...]
T = TypeVar("T")


@dataclass(frozen=True)
class Said(Generic[T]):
    """Who may say the keys of a node, nearest first: it itself, its layer, and last all of its kind."""

    places: tuple[tuple[Path, T], ...]

    @cached_property
    def merged(self) -> T:
        """Each key as the nearest says it that says it; every part was read and checked already."""
        merged = copy(self.places[0][1])
        for key in vars(self.places[-1][1]):
            said = (getattr(place, key) for _, place in self.places)
            object.__setattr__(merged, key, next((value for value in said if value is not None), None))
        return merged

    def path_of(self, key: str) -> Path:
        """Where a key was said."""
        saying = (path for path, place in self.places if getattr(place, key) is not None)
        return (*next(saying, self.places[-1][0]), key)


def said_of_indicator(text: RecipeText, name: str) -> Said[IndicatorText]:
    own = [(("indicators", name), text.indicators[name])] if name in text.indicators else []
    return Said((*own, (("each_indicator",), text.each_indicator)))


def said_of_group(text: RecipeText, name: str, depth: int) -> Said[GroupDefaults]:
    layers = [(("layers", depth), layer) for layer in text.layers[depth : depth + 1]]
    return Said(((("groups", name), text.groups[name]), *layers, (("each_group",), text.each_group)))


def leaves(text: RecipeText) -> list[str]:
    """Every child that is no group, in the order of the file: the indicators."""
    return [child for group in text.groups.values() for child in group.children if child not in text.groups]


def columns_used(text: RecipeText) -> Iterator[tuple[Path, str]]:
    """Every column that a score counts with, and where: its indicators, what divides them, what fills their gaps."""
    for name in dict.fromkeys(leaves(text)):
        merged = said_of_indicator(text, name).merged
        filler = None if merged.imputed is None else merged.imputed.by
        yield from ((path_of(text, name), each) for each in (name, merged.denominator, filler) if each is not None)


def roots(text: RecipeText) -> list[str]:
    """The groups that are a child of none."""
    children = {child for group in text.groups.values() for child in group.children}
    return [name for name in text.groups if name not in children]


def groups_in(text: RecipeText, name: str) -> list[str]:
    return [child for child in text.groups[name].children if child in text.groups]


def depths(text: RecipeText) -> dict[str, int]:
    """How far each group lies below its root; groups in a circle are not there."""
    found: dict[str, int] = {}

    def visit(name: str, depth: int) -> None:
        found[name] = depth
        for child in groups_in(text, name):
            if child not in found:
                visit(child, depth + 1)

    for root in roots(text):
        visit(root, 0)
    return found


def circle(text: RecipeText) -> list[str]:
    """The groups of a ring in which each is a child of the one before; empty where there is none."""
    done: set[str] = set()

    def search(name: str, way: list[str]) -> list[str]:
        if name in way:
            return way[way.index(name) :]
        if name in done:
            return []
        done.add(name)
        return next((found for child in groups_in(text, name) if (found := search(child, [*way, name]))), [])

    return next((found for name in text.groups if (found := search(name, []))), [])


def path_of(text: RecipeText, name: str) -> Path:
    """Where an indicator is named: its own entry, else its place among the children of a group."""
    if name in text.indicators:
        return ("indicators", name)
    group = next(each for each in text.groups if name in text.groups[each].children)
    return ("groups", group, "children", text.groups[group].children.index(name))
