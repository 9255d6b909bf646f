"""The rows of the page of urgency: what one area's score looks like beside those of the others, by name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.recipe.shape import Meaning
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.published_scores import ScoredNode, Tree
from wijkwerk.pages.urgency.development import Course, Moves, course_rows
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.scale import Scale, round_scale
from wijkwerk.present.charts.tracks import Dot, dot_row
from wijkwerk.present.collation import collation_key
from wijkwerk.present.maps.choropleth import FEW_INHABITANTS
from wijkwerk.present.maps.shapes import EMPTY, MapShapes
from wijkwerk.present.numbers import number
from wijkwerk.present.scores.theme_icons import DrawnTheme, drawn_group
from wijkwerk.present.scores.words import (
    Band,
    Coverage,
    Stack,
    band_of,
    band_words,
    coverage_of,
    place_number,
    points,
    stack_of,
)
from wijkwerk.scores.certainty import Certainty

_HUNDRED = Scale(0.0, 100.0, (0.0, 50.0, 100.0))


@dataclass(frozen=True)
class UrgencyMaterial:
    """areas, trees      of the level that is asked, in any order; scores by code
    wijken, buurten   with their scores: for names, and for buurten that hide in their wijk
    moves             node -> area -> movement since `since`; empty where the recipe asks for none
    no_place          area -> why it takes no place; placing: who does, in a sentence
    """

    recipe: Recipe
    level: Level
    gemeente: AreaRow
    areas: Sequence[AreaRow]
    trees: Mapping[str, Tree]
    certainty: Certainty | None = None
    wijken: Sequence[AreaRow] = ()
    wijk_trees: Mapping[str, Tree] = field(default_factory=dict)
    buurten: Sequence[AreaRow] = ()
    buurt_trees: Mapping[str, Tree] = field(default_factory=dict)
    shapes: MapShapes = EMPTY
    moves: Moves = field(default_factory=dict)
    since: int | None = None
    no_place: Mapping[str, str] = field(default_factory=dict)
    placing: str = ""


@dataclass(frozen=True, slots=True)
class UrgencyRow:
    """One area. Without a score `missing` says why, and `place`, `band` and `svg` are empty."""

    code: str
    name: str
    sub: str  # "in Noord · 2.140 inwoners"
    href: str
    score: str
    missing: str
    svg: Markup
    place: str  # "7 van 47"; "geen plaats: bedrijventerrein"
    band: Band | None
    band_words: str
    stack: Stack | None
    themes: tuple[DrawnTheme, ...]  # that stack
    coverage: Coverage | None
    courses: tuple[Course, ...]
    dot: Dot | None = None  # what `svg` shows


def urgency_rows(
    material: UrgencyMaterial, href: Callable[[str], str], scale: Scale, nodes: Sequence[str] = ()
) -> tuple[UrgencyRow, ...]:
    """In name order: the place of each among all, never a list from worst to best."""
    ordered = sorted(material.areas, key=lambda row: collation_key(row.name))
    return tuple(_row(material, area, href, scale, nodes) for area in ordered)


def score_scale(recipe: Recipe, trees: Mapping[str, Tree]) -> Scale:
    """0 to 100, and wider only where a recipe has another scale."""
    values = [value for tree in trees.values() if (value := tree[recipe.root].value) is not None]
    if all(0 <= value <= 100 for value in values):
        return _HUNDRED
    return round_scale(values)


def score_dot(recipe: Recipe, node: ScoredNode, area: AreaRow) -> Dot:
    """The score, between the ends that it could have if nothing were missing; lighter where few people live."""
    faded, kind = has_few_people(area), "urg" if recipe.high_score_means is Meaning.URGENT else "self"
    if node.low is None or node.high is None or node.high - node.low < 0.05:
        return Dot(node.value, kind, faded=faded)
    return Dot(node.value, kind, node.low, node.high, faded=faded)


def has_few_people(area: AreaRow) -> bool:
    return area.inhabitants is not None and area.inhabitants < FEW_INHABITANTS


def no_score_words(recipe: Recipe, tree: Tree | None) -> str:
    """Why an area has no score."""
    if tree is None:
        return "geen score: dit gebied staat niet in de berekening"
    coverage = coverage_of(recipe, tree)
    return f"geen score: te weinig cijfers ({coverage.figures} van {coverage.of_figures})"


def _row(
    material: UrgencyMaterial, area: AreaRow, href: Callable[[str], str], scale: Scale, nodes: Sequence[str]
) -> UrgencyRow:
    recipe, tree = material.recipe, material.trees.get(area.code)
    node = tree[recipe.root] if tree else None
    wijk = next((row.name for row in material.wijken if row.code == area.parent), "")
    people = "" if area.inhabitants is None else f"{number(area.inhabitants)} inwoners"
    sub = " · ".join(part for part in (f"in {wijk}" if wijk else "", people) if part)
    coverage = coverage_of(recipe, tree) if tree else None
    stack = stack_of(recipe, tree) if tree else None
    themes = tuple(drawn_group(recipe, theme) for theme in stack.themes) if stack else ()
    if node is None or node.value is None:
        missing = no_score_words(recipe, tree)
        return UrgencyRow(
            area.code,
            area.name,
            sub,
            href(area.code),
            "",
            missing,
            Markup(""),
            "",
            None,
            "",
            stack,
            themes,
            coverage,
            (),
        )
    band, dot = band_of(material.certainty, area.code), score_dot(recipe, node, area)
    return UrgencyRow(
        code=area.code,
        name=area.name,
        sub=sub,
        href=href(area.code),
        score=points(node.value),
        missing="",
        svg=dot_row(dot, scale, _spoken(node.value, dot)),
        place=_place(material, area, node),
        band=band,
        band_words=band_words(band) if band else "",
        stack=stack,
        themes=themes,
        coverage=coverage,
        courses=course_rows(recipe, material.moves, nodes, area.code),
        dot=dot,
    )


def _place(material: UrgencyMaterial, area: AreaRow, node: ScoredNode) -> str:
    if node.place is not None:
        return f"{place_number(node.place)} van {node.placed}"
    return f"geen plaats: {material.no_place[area.code]}" if area.code in material.no_place else ""


def _spoken(value: float, dot: Dot) -> str:
    if dot.low is None or dot.high is None:
        return f"score {points(value)}"
    return f"score {points(value)}, met alle cijfers tussen {points(dot.low)} en {points(dot.high)}"
