"""What if: a recipe with other weights, another method or an indicator less, tried on one gemeente's own figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from wijkwerk.definitions.recipe.recipe import Recipe, RecipeError, RecipeIndicator
from wijkwerk.definitions.recipe.varying import changed
from wijkwerk.engine.steps import Step

# Ways to put figures on one scale that can be asked for, and how the recipe would write them. A z-score of 1 is ten
# points around 50, so that it stays above 0; the middle form of a place is never 0 either.
NORMALISATIONS: Mapping[str, Any] = MappingProxyType(
    {
        "ijkpunten": {"method": "goalposts"},
        "landelijk": {"method": "national_share"},
        "spreiding": {"method": "z_score", "target_mean": 50.0, "target_sd": 10.0},
        "rangorde": {"method": "percentile_rank", "form": "middle"},
    }
)
COUNTRY_WIDE = "landelijk"
AGGREGATIONS: Mapping[str, str] = MappingProxyType(
    {
        "gewoon": "arithmetic",
        "meetkundig": "geometric",
        "harmonisch": "harmonic",
        "midden": "median",
        "hoogste": "maximum",
    }
)
# Those that know no 0: a single 0 would decide alone.
ABOVE_ZERO = frozenset({"meetkundig", "harmonisch"})
_GOALPOSTS = Step("goalposts")
_FROM_ONE = {"method": "min_max", "scale_low": 1.0, "scale_high": 100.0, "clip": True}


@dataclass(frozen=True)
class Change:
    """What somebody wants otherwise; empty is the recipe as it stands.

    weights        node → its weight in its parent
    normalisation  a key of `NORMALISATIONS`, or "" for the recipe's own
    aggregation    a key of `AGGREGATIONS`, or "" for the recipe's own
    without        indicators that are left out
    """

    weights: Mapping[str, float] = field(default_factory=dict)
    normalisation: str = ""
    aggregation: str = ""
    without: tuple[str, ...] = ()

    @property
    def is_none(self) -> bool:
        return not (self.weights or self.normalisation or self.aggregation or self.without)


def vary(recipe: Recipe, change: Change) -> Recipe:
    """The recipe with the change in it, checked like any recipe. Raises RecipeError."""
    if change.is_none:
        return recipe
    return changed(
        recipe,
        weights=change.weights,
        normalise=_FROM_ONE if starts_at_one(recipe, change) else NORMALISATIONS.get(change.normalisation),
        aggregate=AGGREGATIONS.get(change.aggregation),
        without=change.without,
    )


def starts_at_one(recipe: Recipe, change: Change) -> bool:
    """Whether the scale runs from 1 to 100 instead of from 0, because the way of joining cannot do with a 0."""
    on_goalposts = change.normalisation == "ijkpunten" or (not change.normalisation and _is_on_goalposts(recipe))
    return change.aggregation in ABOVE_ZERO and on_goalposts


def normalisations_of(recipe: Recipe, *, is_national: bool) -> tuple[str, ...]:
    """Those that this recipe has the reference points for and that are not its own already.

    is_national   whether there are figures of the whole country: without, nobody has a place in it
    """
    possible = [name for name in NORMALISATIONS if is_national or name != COUNTRY_WIDE]
    return tuple(name for name in possible if not _is_own(recipe, name) and _is_possible(recipe, name))


def aggregations_of(recipe: Recipe) -> tuple[str, ...]:
    """Those that are not the recipe's own already, wherever there is something to join."""
    joining = [group.aggregate for group in recipe.groups.values() if len(group.children) > 1]
    return tuple(name for name, method in AGGREGATIONS.items() if any(each != Step(method) for each in joining))


def _is_on_goalposts(recipe: Recipe) -> bool:
    return all(each.normalise == (_GOALPOSTS,) for each in recipe.indicators.values())


def _is_own(recipe: Recipe, name: str) -> bool:
    method = NORMALISATIONS[name]["method"]
    return all(len(each.normalise) == 1 and each.normalise[0].method == method for each in recipe.indicators.values())


def _is_possible(recipe: Recipe, name: str) -> bool:
    """A z-score on the gemeente's own mean would be something else than one on the country's: it needs the points."""
    if name == COUNTRY_WIDE:
        return True
    scored = [each for each in recipe.indicators.values() if each.awaited is None]
    if name == "spreiding" and not all(map(_has_spread, scored)):
        return False
    try:
        changed(recipe, normalise=NORMALISATIONS[name])
    except RecipeError:
        return False
    return True


def _has_spread(indicator: RecipeIndicator) -> bool:
    return indicator.points.mean is not None and indicator.points.sd is not None
