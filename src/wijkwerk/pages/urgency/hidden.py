"""Buurten that hide in a good wijk: clearly more urgent than their wijk, while the wijk is not among the first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.editions.published_scores import ScoredNode, Tree
from wijkwerk.present.collation import collation_key
from wijkwerk.present.maps.choropleth import FEW_INHABITANTS
from wijkwerk.present.numbers import number
from wijkwerk.present.scores.theme_icons import DrawnTheme, drawn_group
from wijkwerk.present.scores.words import FIRST, points, stack_of, urgent_side

# Score points; less than this is within what another choice of method moves a score by.
MARGIN = 5.0


@dataclass(frozen=True, slots=True)
class HiddenBuurt:
    name: str
    href: str
    wijk: str
    score: str
    wijk_score: str
    themes: tuple[DrawnTheme, ...]  # that stack


@dataclass(frozen=True, slots=True)
class HiddenBuurten:
    """behind: in wijken that are not among the first; beside: as clear, in wijken that are among the first anyway."""

    behind: tuple[HiddenBuurt, ...]
    beside: tuple[HiddenBuurt, ...]
    rule: str


def hidden_buurten(
    recipe: Recipe,
    buurten: Sequence[AreaRow],
    trees: Mapping[str, Tree],
    wijken: Sequence[AreaRow],
    wijk_trees: Mapping[str, Tree],
    href: Callable[[str], str],
) -> HiddenBuurten:
    """In name order. A buurt counts only if it were still clear with every missing figure at its most favourable."""
    wijk_of = {wijk.code: wijk for wijk in wijken if wijk.code in wijk_trees}
    behind: list[HiddenBuurt] = []
    beside: list[HiddenBuurt] = []
    for buurt in sorted(buurten, key=lambda row: collation_key(row.name)):
        wijk = wijk_of.get(buurt.parent or "")
        if wijk is None or buurt.code not in trees or (buurt.inhabitants or 0) < FEW_INHABITANTS:
            continue
        own, whole = trees[buurt.code][recipe.root], wijk_trees[wijk.code][recipe.root]
        if not _is_clear(recipe, own, whole):
            continue
        hidden = _found(recipe, buurt, wijk, trees[buurt.code], whole, href(buurt.code))
        (beside if _is_among_the_first(recipe, whole) else behind).append(hidden)
    return HiddenBuurten(tuple(behind), tuple(beside), _rule(recipe))


def _is_clear(recipe: Recipe, own: ScoredNode, whole: ScoredNode) -> bool:
    if own.value is None or whole.value is None:
        return False
    ends = [urgent_side(recipe, end) for end in (own.value, own.low, own.high) if end is not None]
    return min(ends) - urgent_side(recipe, whole.value) >= MARGIN


def _is_among_the_first(recipe: Recipe, whole: ScoredNode) -> bool:
    if whole.place is None:
        return False
    highest_is_urgent = urgent_side(recipe, 1.0) > 0
    urgent_first = (recipe.ranks.first == "highest") == highest_is_urgent
    place = whole.place if urgent_first else whole.placed + 1 - whole.place
    return place <= FIRST


def _found(recipe: Recipe, buurt: AreaRow, wijk: AreaRow, tree: Tree, whole: ScoredNode, href: str) -> HiddenBuurt:
    stack, own = stack_of(recipe, tree), tree[recipe.root]
    assert own.value is not None
    assert whole.value is not None
    themes = tuple(drawn_group(recipe, theme) for theme in stack.themes) if stack else ()
    return HiddenBuurt(buurt.name, href, wijk.name, points(own.value), points(whole.value), themes)


def _rule(recipe: Recipe) -> str:
    higher = "hoger" if urgent_side(recipe, 1.0) > 0 else "lager"
    return (
        f"Score minstens {number(MARGIN)} punten {higher} dan die van de wijk, ook als elk ontbrekend cijfer het "
        f"gunstigste zou zijn. Vanaf {number(FEW_INHABITANTS)} inwoners."
    )
