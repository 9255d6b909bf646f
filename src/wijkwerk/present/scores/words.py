"""The words of scores that every page about them uses: points, places, bands, coverage and what stacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.recipe.shape import Meaning
from wijkwerk.editions.published_scores import ScoredNode, Tree
from wijkwerk.present.numbers import MINUS, date, number
from wijkwerk.scores.certainty import PLACES, Certainty, Stability

# Places from which an area counts as "among the first": as the certainty is kept.
FIRST = 3
_PLURALS = {"domein": "domeinen", "thema": "thema’s", "pijler": "pijlers", "dimensie": "dimensies"}


@dataclass(frozen=True, slots=True)
class Band:
    """Between which places an area stands in 90 of 100 variants of the method. first: share that is among the first."""

    low: float
    high: float
    first: float

    @property
    def is_point(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Stack:
    """What stacks in one area, by title and by id (`themes`). threshold: the score from which a theme counts."""

    stacked: tuple[str, ...]
    themes: tuple[str, ...]
    judged: int
    unjudged: tuple[str, ...]
    minimum: int
    threshold: float

    @property
    def count(self) -> str:
        """ "2 van 5"."""
        return f"{len(self.stacked)} van {self.judged}"

    @property
    def is_stacked(self) -> bool:
        return len(self.stacked) >= self.minimum


@dataclass(frozen=True, slots=True)
class Coverage:
    """Figures of the area itself out of those that its level has; parts of the score that have a value."""

    figures: int
    of_figures: int
    parts: int
    of_parts: int
    part_word: str  # "domeinen"; empty where the score stands on indicators directly

    @property
    def figure_words(self) -> str:
        return f"{self.figures} van {self.of_figures} cijfers"

    @property
    def part_words(self) -> str:
        return f"{self.parts} van {self.of_parts} {self.part_word}" if self.part_word else ""


def points(value: float) -> str:
    """Score points, as everywhere on the site: "41,1"."""
    return number(value, 1)


def place_number(place: float) -> str:
    """A place; half where two areas share it: "7", "7,5"."""
    return number(place, 0 if place == int(place) else 1)


def band_words(band: Band) -> str:
    """For a column: "4 tot 14", or the one place."""
    if band.is_point:
        return place_number(band.low)
    return f"{place_number(band.low)} tot {place_number(band.high)}"


def band_sentence(band: Band) -> str:
    """ "in 90 van de 100 varianten tussen 4 en 14"."""
    if band.is_point:
        return f"in 90 van de 100 varianten op {place_number(band.low)}"
    return f"in 90 van de 100 varianten tussen {place_number(band.low)} en {place_number(band.high)}"


def first_words(recipe: Recipe) -> str:
    """What place 1 is, to be said beside every place: "1 = meest urgent"."""
    highest = recipe.ranks.first == "highest"
    if recipe.high_score_means is Meaning.URGENT:
        return "1 = meest urgent" if highest else "1 = minst urgent"
    return "1 = gunstigst" if highest else "1 = minst gunstig, vraagt de meeste aandacht"


def high_words(recipe: Recipe) -> str:
    """What a high score says: "Hoe hoger de score, hoe urgenter."."""
    if recipe.high_score_means is Meaning.URGENT:
        return "Hoe hoger de score, hoe urgenter."
    return "Hoe hoger de score, hoe gunstiger."


def urgent_side(recipe: Recipe, value: float) -> float:
    """A score turned so that higher is more urgent, whatever the recipe's own direction."""
    return value if recipe.high_score_means is Meaning.URGENT else -value


def recipe_words(recipe: Recipe) -> str:
    """ "Rekenrecept Urgentie, versie 0.1 van 24 november 2026, voorlopig"."""
    title = f"Rekenrecept {recipe.title}, versie {recipe.version} van {date(recipe.dated)}"
    if recipe.decision is None:
        return f"{title}, voorlopig"
    return f"{title}, vastgesteld door {recipe.decision.body} op {date(recipe.decision.on)}"


def recipe_mark(recipe: Recipe) -> tuple[str, str]:
    """The warning above a page: bold, then the rest. Empty for a recipe that was adopted."""
    if recipe.decision is not None:
        return "", ""
    return "Voorlopig recept.", (
        "Niemand heeft dit rekenrecept vastgesteld: de cijfers zijn echt, gewichten en ijkpunten zijn een voorstel."
    )


def band_of(certainty: Certainty | None, area: str) -> Band | None:
    """The band of an area under other choices of method; None where it was not computed or the area has no score."""
    return None if certainty is None else stability_band(certainty, certainty.method, area)


def stability_band(certainty: Certainty, stability: Stability, area: str) -> Band | None:
    if area not in certainty.units:
        return None
    row = certainty.units.index(area)
    low, high = float(stability.low[row]), float(stability.high[row])
    if low != low or high != high:
        return None
    return Band(low, high, float(stability.first[row, PLACES.index(FIRST)]))


def stack_of(recipe: Recipe, tree: Mapping[str, ScoredNode]) -> Stack | None:
    """Which themes of an area reach the threshold of the recipe; None where the recipe does not stack."""
    rule = recipe.stapeling
    if rule is None:
        return None
    high_is_urgent = recipe.high_score_means is Meaning.URGENT
    themes, unjudged = [], []
    for theme in rule.themes:
        value = tree[theme].value if theme in tree else None
        if value is None:
            unjudged.append(recipe.title_of(theme))
        elif value >= rule.threshold if high_is_urgent else value <= rule.threshold:
            themes.append(theme)
    return Stack(
        stacked=tuple(map(recipe.title_of, themes)),
        themes=tuple(themes),
        judged=len(rule.themes) - len(unjudged),
        unjudged=tuple(unjudged),
        minimum=rule.minimum,
        threshold=rule.threshold,
    )


def coverage_of(recipe: Recipe, tree: Tree) -> Coverage:
    root = recipe.groups[recipe.root]
    known = [leaf for leaf in recipe.indicators if leaf in tree and tree[leaf].period is not None]
    return Coverage(
        figures=tree[recipe.root].figures,
        of_figures=len(known),
        parts=tree[recipe.root].present,
        of_parts=len(root.children),
        part_word=part_word(recipe),
    )


def part_word(recipe: Recipe) -> str:
    """What the children of the score are called: "domeinen". Empty where they are indicators."""
    groups = [child for child in recipe.groups[recipe.root].children if child in recipe.groups]
    if not groups:
        return ""
    layer = recipe.groups[groups[0]].layer
    title = next((each.title.lower() for each in recipe.layers if each.id == layer), "")
    return _PLURALS.get(title, "onderdelen")


def sum_words(parts: Sequence[float], whole: float, names: Sequence[str] = ()) -> str:
    """ "13,0 + 7,0 + 21,1 = 41,1 punten"; where the rounded parts do not meet, it says that they were rounded.

    names  of the parts, where they are to be said: "Fysiek 13,0 + Veiligheid 7,0 = 20,0 punten"
    """
    shown = [points(part) for part in parts]
    met = sum(_tenths(text) for text in shown) == _tenths(points(whole))
    terms = [f"{name} {text}" for name, text in zip(names, shown, strict=True)] if names else shown
    return f"{' + '.join(terms)} {'=' if met else 'is, afgerond,'} {points(whole)} punten"


def _tenths(text: str) -> int:
    """A rounded score as a whole number of tenths, so that sums are exact."""
    digits = int(text.removeprefix(MINUS).replace(".", "").replace(",", ""))
    return -digits if text.startswith(MINUS) else digits
