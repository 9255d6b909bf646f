"""From a recipe as written, found sound, to one with every default filled in."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import Indicator
from wijkwerk.engine.steps import Step
from wijkwerk.engine.weights import Weighting

from .nodes import depths, leaves, said_of_group, said_of_indicator
from .recipe import Recipe, RecipeGroup, RecipeIndicator
from .shape import IndicatorText, Meaning, RecipeHead, RecipeText, WithoutResult

DEFAULT_AGGREGATE = Step("arithmetic")
# Half of the children, so that no score rests on a small part of what the recipe asks.
DEFAULT_SHARE = 0.5


def build_recipe(
    text: RecipeText,
    content: Mapping[str, Any],
    hash_: str,
    catalogue: Catalogue | None,
    beside: Catalogue | None = None,
) -> Recipe:
    """Expects that nothing was found wrong. beside: what stands in for a catalogue on a bare table."""
    lent = borrowed(text, catalogue, beside)
    known = beside if lent else catalogue
    by_depth = depths(text)
    names = [child for group in by_depth for child in text.groups[group].children if child not in text.groups]
    return Recipe(
        **{each.name: getattr(text, each.name) for each in fields(RecipeHead)},
        groups={name: _group(text, name, depth) for name, depth in by_depth.items()},
        indicators={name: _indicator(text, name, known) for name in names},
        hash=hash_,
        content=content,
        catalogue=catalogue,
        beside=beside,
        borrowed=lent,
    )


def borrowed(text: RecipeText, catalogue: Catalogue | None, beside: Catalogue | None) -> tuple[str, ...]:
    """Indicators without a direction of their own that only the catalogue beside the recipe knows."""
    if catalogue is not None or beside is None:
        return ()
    names = [name for name in dict.fromkeys(leaves(text)) if name in beside.indicators]
    return tuple(name for name in names if said_of_indicator(text, name).merged.polarity is None)


def indicator_in(catalogue: Catalogue | None, name: str) -> Indicator | None:
    return None if catalogue is None else catalogue.indicators.get(name)


def polarity_of(merged: IndicatorText, known: Indicator | None) -> str | None:
    """What the recipe says of an indicator, else its catalogue; None where neither does."""
    return merged.polarity or (None if known is None else known.polarity.value)


def sign_of(polarity: str, meaning: Meaning) -> int:
    """1 where a higher figure is more of what the score says, −1 where it is less."""
    favourable_is_up = polarity == "high_is_favourable"
    return 1 if favourable_is_up == (meaning is Meaning.FAVOURABLE) else -1


def _group(text: RecipeText, name: str, depth: int) -> RecipeGroup:
    own, merged = text.groups[name], said_of_group(text, name, depth).merged
    return RecipeGroup(
        id=name,
        title=own.title or name,
        depth=depth,
        layer=text.layers[depth].id if depth < len(text.layers) else None,
        children=own.children,
        weights=tuple(own.weights.get(child, 1.0) for child in own.children),
        weighting=merged.weights_are or Weighting.RELATIVE,
        aggregate=merged.aggregate or DEFAULT_AGGREGATE,
        minimum_share=DEFAULT_SHARE if merged.minimum_share is None else merged.minimum_share,
        normalise=merged.normalise or (),
        because=own.because,
    )


def _indicator(text: RecipeText, name: str, catalogue: Catalogue | None) -> RecipeIndicator:
    merged, known = said_of_indicator(text, name).merged, indicator_in(catalogue, name)
    polarity = polarity_of(merged, known)
    assert polarity is not None, "an indicator without a direction is refused"
    return RecipeIndicator(
        id=name,
        title=merged.title or (known.title if known else name),
        sign=sign_of(polarity, text.high_score_means),
        unit=merged.unit or (known.unit if known else None),
        denominator=merged.denominator,
        per=merged.per or 1.0,
        impute=merged.imputed,
        transform=next(iter(merged.transform or ()), None),
        treat=merged.plan,
        points=merged.points,
        points_origin=None if merged.reference is None else merged.reference.origin,
        normalise=merged.normalise or (),
        awaited=_awaited_reason(text, name, known),
        may_lack=merged.without_result is WithoutResult.LEAVE_OUT,
    )


def _awaited_reason(text: RecipeText, name: str, known: Indicator | None) -> str | None:
    if name in text.awaited:
        return text.awaited[name]
    return getattr(known.formula, "reason", None) if known is not None and known.is_awaited else None
