"""What a group or an indicator gets: its own keys, then those of its layer, then those of all of its kind."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from .shape import GroupDefaults, IndicatorText, Method, Methods, RecipeText

_INDICATOR_KEYS = [each.name for each in fields(IndicatorText)]
_GROUP_KEYS = [each.name for each in fields(GroupDefaults)]
NOTHING = "none"  # as a method: no step at all


def leaves(text: RecipeText) -> list[str]:
    """Every child that is no group, in the order of the file: the indicators."""
    return [child for group in text.groups.values() for child in group.children if child not in text.groups]


def roots(text: RecipeText) -> list[str]:
    """The groups that are a child of none."""
    children = {child for group in text.groups.values() for child in group.children}
    return [name for name in text.groups if name not in children]


def depths(text: RecipeText) -> dict[str, int]:
    """How far each group lies below its root; groups in a circle are not there."""
    found: dict[str, int] = {}

    def visit(name: str, depth: int) -> None:
        found[name] = depth
        for child in text.groups[name].children:
            if child in text.groups and child not in found:
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
        inside = [child for child in text.groups[name].children if child in text.groups]
        return next((found for child in inside if (found := search(child, [*way, name]))), [])

    return next((found for name in text.groups if (found := search(name, []))), [])


def path_of(recipe: RecipeText, name: str) -> tuple[str | int, ...]:
    """Where an indicator is named: its own entry, else its place among the children of a group."""
    if name in recipe.indicators:
        return ("indicators", name)
    return next(
        ("groups", group, "children", each.children.index(name))
        for group, each in recipe.groups.items()
        if name in each.children
    )


def merged_indicator(text: RecipeText, name: str) -> IndicatorText:
    own = text.indicators.get(name, IndicatorText())
    return IndicatorText(**_first_said(_INDICATOR_KEYS, [own, text.each_indicator]))


def merged_group(text: RecipeText, name: str, depth: int) -> GroupDefaults:
    layer = text.layers[depth : depth + 1]
    return GroupDefaults(**_first_said(_GROUP_KEYS, [text.groups[name], *layer, text.each_group]))


def steps_of(methods: Methods | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """The steps in order, each as its name and parameters; none for `none` and for nothing."""
    several = methods if isinstance(methods, tuple) else () if methods is None else (methods,)
    for each in several:
        name, parameters = method_of(each)
        if name != NOTHING:
            yield name, parameters


def method_of(method: Method) -> tuple[str, dict[str, Any]]:
    """`min_max` or `{method: min_max, onto: [0, 100]}` as name and parameters; "" where no name is given."""
    if isinstance(method, str):
        return method, {}
    return str(method.get("method", "")), {key: value for key, value in method.items() if key != "method"}


def _first_said(names: Iterable[str], candidates: list[Any]) -> dict[str, Any]:
    found = {}
    for name in names:
        said = (getattr(candidate, name) for candidate in candidates)
        found[name] = next((value for value in said if value is not None), None)
    return found
