"""The arithmetic of one indicator in one score, in words: figure, normalised value, weight, points."""

from collections.abc import Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import Figure
from wijkwerk.definitions.recipe.recipe import Recipe, RecipeIndicator
from wijkwerk.editions.published_scores import ScoredNode, Tree
from wijkwerk.present.figures.figure_text import figure_text, interval_text, spoken_value, value_cell
from wijkwerk.present.figures.material import Described
from wijkwerk.present.numbers import MINUS, number, percentage
from wijkwerk.present.scores.words import points

_CLOSE = 1e-6
_TIMES = "\u00a0×\u00a0"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a sum: "Genormaliseerd", "(82,0 − 0) / (67 − 0) × 100 = 122,4, begrensd op", "100,0"."""

    term: str
    text: str
    result: str
    note: str = ""


def indicator_steps(recipe: Recipe, tree: Tree, leaf: str, item: Described, figure: Figure | None) -> tuple[Step, ...]:
    """From the figure to the points that it brings. Only for an indicator that takes part."""
    node, indicator = tree[leaf], recipe.indicators[leaf]
    steps = [_figure_step(item, node, figure), _normalised_step(indicator, item, node)]
    steps += weight_steps(recipe, tree, leaf)
    return tuple(steps)


def weight_steps(recipe: Recipe, tree: Tree, leaf: str) -> list[Step]:
    node, chain = tree[leaf], path(recipe, leaf)
    if node.value is None or node.contribution is None:
        return []
    shares = [tree[each].counted or 0.0 for each in chain]
    whole = 1.0
    for share in shares:
        whole *= share
    adds = abs(node.value * whole - node.contribution) < _CLOSE * max(1.0, abs(node.contribution))
    score = tree[recipe.root].value
    of_whole = "" if score is None else f"van de {points(score)} punten"
    if not adds:
        return [Step("Bijdrage", "het deel van de score dat bij dit cijfer hoort", points(node.contribution), of_whole)]
    product = _TIMES.join(share_words(share) for share in shares)
    names = " × ".join(recipe.title_of(each) for each in chain)
    weight = Step("Gewicht", f"{product} =" if len(shares) > 1 else "", share_words(whole), names)
    return [
        weight,
        Step("Bijdrage", f"{points(node.value)}{_TIMES}{share_words(whole)} =", points(node.contribution), of_whole),
    ]


def path(recipe: Recipe, node: str) -> list[str]:
    """From the child of the score down to the node itself."""
    nodes = []
    while node != recipe.root:
        nodes.append(node)
        node = recipe.parents[node]
    return nodes[::-1]


def share_words(share: float) -> str:
    """ "25 %", "33,3 %", "6,25 %": as many decimals as it needs, at most two."""
    value = 100 * share
    decimals = next((places for places in (0, 1) if abs(round(value, places) - value) < 1e-9), 2)
    return percentage(value, 1 if decimals == 2 and value >= 10 else decimals)


def reference_words(indicator: RecipeIndicator, item: Described) -> str:
    """What 0 and 100 are: "0 punten bij 0, 100 punten bij 67 of meer per 1.000 inwoners"."""
    ends = _ends(indicator)
    if ends is None:
        return ""
    zero, full = ends
    more = "of meer" if full > zero else "of minder"
    return f"0 bij {spoken_value(item, zero)}, 100 bij {spoken_value(item, full)} {more}"


def _figure_step(item: Described, node: ScoredNode, figure: Figure | None) -> Step:
    if node.imputed:
        return Step("Cijfer", "het gemiddelde van een groep gebieden, want een eigen cijfer is er niet", "", "ingevuld")
    if figure is None or figure.value is None:
        shown = "" if node.raw is None else spoken_value(item, node.raw)
        return Step("Cijfer", "", shown)
    text = figure_text(item, figure)
    parts = ""
    if item.per is not None and figure.numerator is not None and figure.denominator is not None:
        what = item.indicator.numerator_title or ""
        year = "" if figure.denominator_period in {None, figure.period} else f" van {figure.denominator_period}"
        parts = (
            f"{number(figure.numerator)} {what} op {number(figure.denominator)} {item.denominator}{year} is".replace(
                "  ", " "
            )
        )
    notes = [str(figure.period), interval_text(item, figure), text.note, "model" if item.is_model else ""]
    return Step("Cijfer", parts, text.full, ", ".join(note for note in notes if note))


def _normalised_step(indicator: RecipeIndicator, item: Described, node: ScoredNode) -> Step:
    """As a sum where the sum gives the published value; else by the name of its method."""
    assert node.value is not None
    figure, ends = node.treated if node.treated is not None else node.figure, _ends(indicator)
    note = " · ".join(part for part in (reference_words(indicator, item), indicator.points_origin or "") if part)
    treated = "" if _same(node.treated, node.figure) else " Uitschieters zijn eerst ingekort."
    if figure is None or ends is None or len(indicator.normalise) != 1:
        methods = ", ".join(step.method for step in indicator.normalise)
        return Step(
            "Genormaliseerd", f"met de methode ‘{methods}’" if methods else "", points(node.value), note + treated
        )
    zero, full = ends
    value = (figure - zero) / (full - zero) * 100
    sum_text = (
        f"({_shown(item, figure)} {MINUS} {_shown(item, zero)}) / ({_shown(item, full)} {MINUS} {_shown(item, zero)})"
        f"{_TIMES}100 ="
    )
    if _same(value, node.value):
        return Step("Genormaliseerd", sum_text, points(node.value), note + treated)
    if _same(min(100.0, max(0.0, value)), node.value):
        return Step("Genormaliseerd", f"{sum_text} {points(value)}, begrensd op", points(node.value), note + treated)
    return Step("Genormaliseerd", "", points(node.value), note + treated)


def _ends(indicator: RecipeIndicator) -> tuple[float, float] | None:
    """The figures that give 0 and 100, where the recipe has goalposts."""
    low, high = indicator.points.low, indicator.points.high
    if low is None or high is None or not any(step.method == "goalposts" for step in indicator.normalise):
        return None
    return (low, high) if indicator.sign > 0 else (high, low)


def _shown(item: Described, value: float) -> str:
    return value_cell(item, value)


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) < _CLOSE * max(1.0, abs(other))


def shares_of(values: Sequence[float]) -> list[float]:
    """Each as a fraction of the largest, for bars beside each other."""
    largest = max(values, default=0.0)
    return [value / largest if largest > 0 else 0.0 for value in values]
