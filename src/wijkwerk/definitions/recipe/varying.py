"""What if: the same recipe with other weights, other methods or an indicator less, checked like any recipe."""

from collections.abc import Collection, Mapping, Sequence
from copy import deepcopy
from typing import Any

from wijkwerk.definitions.documents import Document

from .loading import recipe_of
from .recipe import Recipe

# In place of a file: a variation has no lines.
VARIATION = "variant"


def changed(
    recipe: Recipe,
    *,
    weights: Mapping[str, float] | None = None,
    normalise: Any = None,
    aggregate: Any = None,
    aggregates: Mapping[str, Any] | None = None,
    without: Collection[str] = (),
) -> Recipe:
    """A variation on a recipe, never official: its version says so and it has no decision.

    weights     node → its weight in its parent; the others keep theirs
    normalise   one method (as in YAML) for every indicator, on the reference points that it has
    aggregate   one method for every group, or `aggregates` group → method
    without     indicators that are left out; a group that holds nothing else goes with them

    Raises RecipeError, as for a file, on an unknown node, a negative weight, a method that does not exist or that lacks
    its reference points, or when nothing is left.
    """
    content = deepcopy(dict(recipe.content))
    document = Document(VARIATION, content)
    for name in [*(weights or {}), *(aggregates or {}), *without]:
        if name not in recipe.groups and name not in recipe.indicators:
            document.report((), f"onbekend onderdeel '{name}'", f"een onderdeel van '{recipe.id}'", "Verbeter de naam.")
    _set_weights(recipe, content, {node: w for node, w in (weights or {}).items() if node in recipe.parents})
    if normalise is not None:
        _set_normalisation(content, normalise)
    per_group = dict.fromkeys(recipe.groups, aggregate) if aggregate is not None else {}
    for name, method in {**per_group, **(aggregates or {})}.items():
        if name in content["groups"]:
            content["groups"][name]["aggregate"] = method
    for name in without:
        if name in recipe.indicators:
            _leave_out(content, name)
    content.pop("decision", None)
    content["version"] = f"{recipe.version}, variant"
    return recipe_of(document, recipe.catalogue, beside=recipe.beside)


def with_distributions(recipe: Recipe, distributions: Mapping[str, Sequence[float]]) -> Recipe:
    """The same recipe, knowing how figures lie over the country, so that `national_share` can be tried on it.

    distributions  indicator → figures of many areas in its own unit and direction, in any order, none missing. Kept as
                   their percentiles 0 … 100; what is no indicator of the recipe is left alone

    Raises RecipeError where all figures of an indicator are equal, ValueError where one has none.
    """
    content = deepcopy(dict(recipe.content))
    indicators = content["indicators"] = content.get("indicators") or {}
    for name, figures in distributions.items():
        if name not in recipe.indicators:
            continue
        known = sorted(float(figure) for figure in figures)
        if not known:
            raise ValueError(f"indicator {name!r} has no figures to distribute")
        own = indicators.setdefault(name, {})
        shared = (content.get("each_indicator") or {}).get("reference") or {}
        own["reference"] = {**(own.get("reference") or shared), "distribution": _percentiles(known)}
    return recipe_of(Document(VARIATION, content), recipe.catalogue, beside=recipe.beside)


def _percentiles(known: Sequence[float]) -> list[float]:
    """101 points, linear between two figures."""
    found = []
    for percent in range(101):
        below, part = divmod(percent * (len(known) - 1), 100)
        above = min(below + 1, len(known) - 1)
        found.append(known[below] + (known[above] - known[below]) * part / 100)
    return found


def _set_weights(recipe: Recipe, content: dict[str, Any], weights: Mapping[str, float]) -> None:
    for node, weight in weights.items():
        group = recipe.groups[recipe.parents[node]]
        written = content["groups"][group.id].setdefault(
            "weights", dict(zip(group.children, group.weights, strict=True))
        )
        written[node] = weight


def _set_normalisation(content: dict[str, Any], method: Any) -> None:
    content.setdefault("each_indicator", {})["normalise"] = method
    for own in (content.get("indicators") or {}).values():
        own.pop("normalise", None)


def _leave_out(content: dict[str, Any], name: str) -> None:
    (content.get("indicators") or {}).pop(name, None)
    for group, own in list(content["groups"].items()):
        if name in own.get("children", ()):
            own["children"] = [child for child in own["children"] if child != name]
            own.get("weights", {}).pop(name, None)
            if not own["children"]:
                _leave_out_group(content, group)


def _leave_out_group(content: dict[str, Any], name: str) -> None:
    """A group without children goes too, up to the score itself: that one stays, and is refused as empty."""
    if any(name in own.get("children", ()) for own in content["groups"].values()):
        del content["groups"][name]
        stacked = content.get("stapeling")
        if stacked and name in stacked.get("themes", ()):
            stacked["themes"] = [theme for theme in stacked["themes"] if theme != name]
        _leave_out(content, name)
