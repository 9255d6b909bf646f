"""The page of urgency: every area of a level with its score, place, band, stapeling and coverage, by name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.recipes import Recipe
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.published_scores import ScoredNode, Tree
from wijkwerk.engine.weights import Weighting
from wijkwerk.scores.certainty import Certainty

from .charts.canvas import Markup
from .charts.scale import Scale, round_scale
from .charts.tracks import Dot, axis_row, dot_row
from .collation import collation_key
from .figure_text import running_name
from .maps.shapes import EMPTY, MapShapes
from .numbers import count_word, enumeration, number, sentence
from .score_words import (
    FIRST,
    Band,
    Coverage,
    Stack,
    band_of,
    band_words,
    coverage_of,
    first_words,
    high_words,
    place_number,
    points,
    recipe_words,
    stack_of,
)
from .sentences import plural
from .urgency_development import Course, Moves, course_rows, development_note, told_nodes
from .urgency_hidden import HiddenBuurten, hidden_buurten
from .urgency_map import UrgencyMap, urgency_map

_HUNDRED = Scale(0.0, 100.0, (0.0, 50.0, 100.0))
# An area that is among the first in at least so many of 100 variants is named in the lead.
_SURE = 0.75


@dataclass(frozen=True)
class UrgencyMaterial:
    """areas, trees      of the level that is asked, in any order; scores by code
    wijken, buurten   with their scores: for names, and for buurten that hide in their wijk
    moves             node -> area -> movement since `since`; empty where the recipe asks for none
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
    place: str  # "7 van 47"
    band: Band | None
    band_words: str
    stack: Stack | None
    coverage: Coverage | None
    courses: tuple[Course, ...]


@dataclass(frozen=True)
class UrgencyPage:
    title: str
    eyebrow: str
    lead: tuple[str, ...]
    first: str  # "1 = meest urgent"
    how: tuple[str, ...]
    axis: Markup
    rows: tuple[UrgencyRow, ...]
    has_band: bool
    has_stack: bool
    since: str  # "Sinds 2021"; empty where there is no development to show
    notes: tuple[str, ...]
    map: UrgencyMap | None
    hidden: HiddenBuurten | None
    recipe_line: str


def urgency_page(material: UrgencyMaterial, href: Callable[[str], str]) -> UrgencyPage:
    """href: the address of an area's score, opened up, by its code."""
    recipe, nodes = material.recipe, told_nodes(material.recipe, material.moves)
    scale = score_scale(recipe, material.trees)
    rows = urgency_rows(material, href, scale, nodes)
    return UrgencyPage(
        title=f"{recipe.title} per {material.level.value}",
        eyebrow=f"Werkpagina voor beleid, college en raad · {running_name(material.gemeente)}",
        lead=_lead(material, rows),
        first=sentence(first_words(recipe)),
        how=_how(material, rows),
        axis=axis_row(scale),
        rows=rows,
        has_band=any(row.band for row in rows),
        has_stack=recipe.stapeling is not None,
        since=f"Sinds {material.since}" if nodes and material.since is not None else "",
        notes=_notes(material, rows),
        map=urgency_map(
            recipe, material.level, material.gemeente, material.areas, material.trees, material.shapes, href,
            material.wijken,
        ),
        hidden=_hidden(material, href),
        recipe_line=recipe_words(recipe),
    )  # fmt: skip


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


def score_dot(node: ScoredNode) -> Dot:
    """The score, between the ends that it could have if nothing were missing."""
    if node.low is None or node.high is None or node.high - node.low < 0.05:
        return Dot(node.value, "urg")
    return Dot(node.value, "urg", node.low, node.high)


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
    if node is None or node.value is None:
        missing = no_score_words(recipe, tree)
        return UrgencyRow(
            area.code, area.name, sub, href(area.code), "", missing, Markup(""), "", None, "", stack, coverage, ()
        )
    band = band_of(material.certainty, area.code)
    return UrgencyRow(
        code=area.code,
        name=area.name,
        sub=sub,
        href=href(area.code),
        score=points(node.value),
        missing="",
        svg=dot_row(score_dot(node), scale, _spoken(node)),
        place="" if node.place is None else f"{place_number(node.place)} van {node.placed}",
        band=band,
        band_words=band_words(band) if band else "",
        stack=stack,
        coverage=coverage,
        courses=course_rows(recipe, material.moves, nodes, area.code),
    )


def _spoken(node: ScoredNode) -> str:
    assert node.value is not None
    dot = score_dot(node)
    if dot.low is None or dot.high is None:
        return f"score {points(node.value)}"
    return f"score {points(node.value)}, met alle cijfers tussen {points(dot.low)} en {points(dot.high)}"


def _lead(material: UrgencyMaterial, rows: Sequence[UrgencyRow]) -> tuple[str, ...]:
    """What can be said with some certainty; places alone are never the verdict."""
    scored = [row for row in rows if row.score]
    if not scored:
        return (f"Geen enkele {material.level.value} heeft genoeg cijfers voor een score.",)
    told = []
    sure = [row for row in scored if row.band and row.band.first >= _SURE]
    doubtful = [row for row in scored if row.band and 0.25 <= row.band.first < _SURE]
    several = len(scored) > FIRST
    if sure and several:
        names = enumeration([row.name for row in sure])
        verb = "staat" if len(sure) == 1 else "staan"
        told.append(
            f"{names} {verb} in {number(100 * _SURE)} of meer van de 100 varianten bij de eerste {count_word(FIRST)}."
        )
    elif several and any(row.band for row in scored):
        told.append(
            f"Geen enkele {material.level.value} staat in ten minste {number(100 * _SURE)} van de 100 varianten bij de "
            f"eerste {count_word(FIRST)}: wie vooraan staat, hangt af van hoe er gerekend wordt."
        )
    if doubtful and several:
        told.append(f"Soms daarbij, soms niet: {enumeration([row.name for row in doubtful])}.")
    stacked = [row for row in scored if row.stack and row.stack.is_stacked]
    if stacked:
        minimum = stacked[0].stack.minimum if stacked[0].stack else 2
        names = enumeration([row.name for row in stacked]) if len(stacked) <= 6 else _count(material, len(stacked))
        told.append(f"Ten minste {count_word(minimum)} thema’s stapelen zich op in {names}.")
    return tuple(told) or (f"{sentence(_count(material, len(scored)))} hebben een score.",)


def _count(material: UrgencyMaterial, count: int) -> str:
    return f"{count_word(count)} {plural(material.level, count)}"


def _how(material: UrgencyMaterial, rows: Sequence[UrgencyRow]) -> tuple[str, ...]:
    recipe = material.recipe
    most = max((row.coverage.of_figures for row in rows if row.coverage), default=0)
    told = [f"{high_words(recipe)} De score stoelt hier op ten hoogste {count_word(most)} cijfers."]
    if any(row.band for row in rows):
        told.append(
            "De band zegt tussen welke plaatsen een gebied uitkomt in 90 van de 100 andere manieren van rekenen."
        )
    if recipe.stapeling is not None:
        side = "of hoger" if recipe.high_score_means == "urgent" else "of lager"
        told.append(
            f"Stapeling telt de thema’s met een score van {number(recipe.stapeling.threshold)} {side}; een goed cijfer "
            "elders maakt dat niet goed."
        )
    return tuple(told)


def _notes(material: UrgencyMaterial, rows: Sequence[UrgencyRow]) -> tuple[str, ...]:
    recipe = material.recipe
    notes = []
    if any(row.score and row.coverage and row.coverage.figures < row.coverage.of_figures for row in rows):
        notes.append("De streep om een score: waar zij zou liggen als de ontbrekende cijfers er wel waren.")
    if unjudged := _never_judged(rows):
        notes.append(f"Niet te beoordelen, want nergens een cijfer: {enumeration(list(unjudged))}.")
    notes += one_figure_notes(recipe, material.trees)
    if empty := empty_parts(recipe, material.trees):
        notes.append(f"{enumeration(list(empty))}: geen cijfers. {weight_of_empty(recipe)}")
    if development := development_note(recipe, material.moves, material.since):
        notes.append(development)
    if material.certainty is None:
        notes.append("De band van de plaats is hier niet berekend: daarvoor zijn drie gebieden met een score nodig.")
    return tuple(notes)


def one_figure_notes(recipe: Recipe, trees: Mapping[str, Tree]) -> list[str]:
    """A domain that stands on a single figure says so."""
    found = []
    for child in recipe.groups[recipe.root].children:
        if child not in recipe.groups:
            continue
        leaves = recipe.indicators_under(child)
        used = [leaf for leaf in leaves if any(tree[leaf].value is not None for tree in trees.values())]
        if len(used) == 1 and len(leaves) > 1:
            found.append(f"{recipe.title_of(child)} steunt op één cijfer: {recipe.title_of(used[0])}.")
    return found


def empty_parts(recipe: Recipe, trees: Mapping[str, Tree]) -> tuple[str, ...]:
    """The parts of the score of which no area has a value."""
    children = recipe.groups[recipe.root].children
    return tuple(
        recipe.title_of(child) for child in children if all(tree[child].value is None for tree in trees.values())
    )


def weight_of_empty(recipe: Recipe) -> str:
    """Where the weight of a part without figures goes."""
    if recipe.groups[recipe.root].weighting is Weighting.AS_GIVEN:
        return "Het gewicht daarvan blijft leeg en gaat naar niemand."
    return "Het gewicht daarvan gaat naar de andere onderdelen."


def _never_judged(rows: Sequence[UrgencyRow]) -> tuple[str, ...]:
    """Themes that no area can be judged on, so that the rows need to name only what they lack themselves."""
    stacks = [row.stack for row in rows if row.stack is not None]
    if not stacks:
        return ()
    return tuple(title for title in stacks[0].unjudged if all(title in stack.unjudged for stack in stacks))


def _hidden(material: UrgencyMaterial, href: Callable[[str], str]) -> HiddenBuurten | None:
    if not material.buurt_trees or not material.wijk_trees:
        return None
    return hidden_buurten(
        material.recipe, material.buurten, material.buurt_trees, material.wijken, material.wijk_trees, href
    )
