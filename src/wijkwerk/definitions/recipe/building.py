"""From a recipe as written, found sound, to one with every default filled in."""

from collections.abc import Mapping
from typing import Any

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.engine.steps import Points, Step
from wijkwerk.engine.treat import NO_TREATMENT, TreatPlan
from wijkwerk.engine.weights import Weighting

from .merging import NOTHING, depths, leaves, merged_group, merged_indicator, method_of, steps_of
from .recipe import Decision, Recipe, RecipeGroup, RecipeIndicator, RecipeLayer
from .shape import Impute, Meaning, RecipeText, ReferencePoints, Treatment

DEFAULT_AGGREGATE = "arithmetic"
# Half of the children, so that no score rests on a small part of what the recipe asks.
DEFAULT_SHARE = 0.5


def build_recipe(
    text: RecipeText,
    content: Mapping[str, Any],
    hash_: str,
    catalogue: Catalogue | None,
    beside: Catalogue | None = None,
) -> Recipe:
    """Expects that `check_recipe` found nothing. beside: what stands in for a catalogue on a bare table."""
    lent = borrowed(text, beside) if catalogue is None else ()
    known = beside if lent else catalogue
    return Recipe(
        id=text.id,
        title=text.title,
        description=text.description,
        version=text.version,
        dated=text.dated,
        decision=None
        if text.decision is None
        else Decision(text.decision.body, text.decision.on, text.decision.reference),
        high_score_means=text.high_score_means,
        areas=text.areas,
        screen=text.screen,
        groups={name: _group(text, name, depth) for name, depth in depths(text).items()},
        indicators={name: _indicator(text, name, known) for name in _in_tree_order(text)},
        layers=tuple(RecipeLayer(each.id, each.title) for each in text.layers),
        ranks=text.ranks,
        stapeling=text.stapeling,
        development=text.development,
        awaited=dict(text.awaited),
        hash=hash_,
        content=content,
        catalogue=catalogue,
        beside=beside,
        borrowed=lent,
    )


def borrowed(text: RecipeText, beside: Catalogue | None) -> tuple[str, ...]:
    """Indicators without a direction of their own that this catalogue knows."""
    if beside is None:
        return ()
    return tuple(
        name
        for name in dict.fromkeys(leaves(text))
        if merged_indicator(text, name).polarity is None and name in beside.indicators
    )


def sign_of(polarity: str, meaning: Meaning) -> int:
    """1 where a higher figure is more of what the score says, −1 where it is less."""
    favourable_is_up = polarity == "high_is_favourable"
    return 1 if favourable_is_up == (meaning is Meaning.FAVOURABLE) else -1


def polarity_of(text: RecipeText, name: str, catalogue: Catalogue | None) -> str | None:
    """What the recipe says of an indicator, else its catalogue; None where neither does."""
    own = merged_indicator(text, name).polarity
    if own is None and catalogue is not None and name in catalogue.indicators:
        return catalogue.indicators[name].polarity.value
    return own


def awaited_reason(text: RecipeText, name: str, catalogue: Catalogue | None) -> str | None:
    if name in text.awaited:
        return text.awaited[name]
    known = None if catalogue is None else catalogue.indicators.get(name)
    return getattr(known.formula, "reason", None) if known is not None and known.is_awaited else None


def _in_tree_order(text: RecipeText) -> list[str]:
    by_group = {name: text.groups[name].children for name in depths(text)}
    known = set(leaves(text))
    return [child for children in by_group.values() for child in children if child in known]


def _group(text: RecipeText, name: str, depth: int) -> RecipeGroup:
    own, merged = text.groups[name], merged_group(text, name, depth)
    weighting = merged.weights_are or Weighting.RELATIVE
    return RecipeGroup(
        id=name,
        title=own.title or name,
        depth=depth,
        layer=text.layers[depth].id if depth < len(text.layers) else None,
        children=own.children,
        weights=tuple(own.weights.get(child, 1.0) for child in own.children),
        weighting=weighting,
        aggregate=Step(*method_of(merged.aggregate or DEFAULT_AGGREGATE)),
        minimum_share=DEFAULT_SHARE if merged.minimum_share is None else merged.minimum_share,
        normalise=tuple(Step(*each) for each in steps_of(merged.normalise)),
    )


def _indicator(text: RecipeText, name: str, catalogue: Catalogue | None) -> RecipeIndicator:
    merged = merged_indicator(text, name)
    known = None if catalogue is None else catalogue.indicators.get(name)
    polarity = polarity_of(text, name, catalogue)
    assert polarity is not None, "check_recipe refuses an indicator without a direction"
    transform = None if merged.transform is None else method_of(merged.transform)
    return RecipeIndicator(
        id=name,
        title=merged.title or (known.title if known else name),
        sign=sign_of(polarity, text.high_score_means),
        unit=merged.unit or (known.unit if known else None),
        denominator=merged.denominator,
        per=merged.per or 1.0,
        impute=merged.impute if isinstance(merged.impute, Impute) else None,
        transform=None if transform is None or transform[0] == NOTHING else Step(*transform),
        treat=plan_of(merged.treat),
        points=points_of(merged.reference),
        points_origin=None if merged.reference is None else merged.reference.origin,
        normalise=tuple(Step(*each) for each in steps_of(merged.normalise)),
        awaited=awaited_reason(text, name, catalogue),
    )


def plan_of(treatment: Treatment | None) -> TreatPlan:
    """Raises ValueError with what the engine refuses."""
    if treatment is None:
        return NO_TREATMENT
    return TreatPlan(**{name: getattr(treatment, name) for name in TreatPlan.__dataclass_fields__})


def points_of(reference: ReferencePoints | None) -> Points:
    if reference is None:
        return Points()
    return Points(**{name: getattr(reference, name) for name in Points.__dataclass_fields__})
