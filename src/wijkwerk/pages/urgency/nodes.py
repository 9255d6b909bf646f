"""The parts of one score as a page shows them: each with its points, or why it has none, down to the source's line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.data.source_lines import SourceLine
from wijkwerk.definitions.indicators import Awaited
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.vocabulary import Status
from wijkwerk.editions.published_scores import Tree
from wijkwerk.engine.weights import Weighting
from wijkwerk.pages.urgency.calculation import Step, indicator_steps, path, share_words, shares_of
from wijkwerk.present.figures.figure_text import area_name, figure_text, unit_label
from wijkwerk.present.figures.line_text import LineText, line_text, no_line_text
from wijkwerk.present.figures.material import Described, FigureBook
from wijkwerk.present.numbers import enumeration
from wijkwerk.present.scores.words import Band, points, sum_words
from wijkwerk.present.words import MISSING, MissingWords

NO_FIGURES = MissingWords("geen cijfers", "geen cijfers", "geen")
TOO_FEW = MissingWords("te weinig cijfers voor een score", "te weinig cijfers", "geen")
NOT_YET = MissingWords("nog niet geleverd", "nog niet geleverd", "leeg")


@dataclass(frozen=True)
class OpenMaterial:
    """figures of the area and its wijk; lines: the cells behind each indicator; columns: variable -> source column.

    no_place  why the area takes no place; empty where it does
    """

    recipe: Recipe
    area: AreaRow
    wijk: AreaRow | None
    tree: Tree
    described: Mapping[str, Described]
    figures: FigureBook
    lines: Mapping[str, Sequence[SourceLine]] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)  # variable -> what it counts, in words
    band: Band | None = None
    no_place: str = ""
    shown: str = ""  # the indicator that stands open


@dataclass(frozen=True, slots=True)
class OpenLinks:
    """How this page addresses others, by the id of an indicator: its own page, and its source line on this page."""

    indicator: Callable[[str], str]
    source: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class OpenNode:
    """One part of a score. `missing` where it has no value; then it brings no points and `why` says why."""

    id: str
    title: str
    depth: int
    is_indicator: bool
    unit: str  # "per 1.000 inwoners, 2020"
    figure: str
    value: str
    weight: str  # as the recipe has it: "25 %"
    counted: str  # what it counts for here: "50 %"
    points: str
    width: float  # of its bar, in per cent of the largest part on the page
    missing: MissingWords | None
    why: str
    beside: str  # the figure of the wijk, where the buurt's is missing: shown, never filled in
    sum: str  # "12,5 + 0,5 = 13,0 punten"
    moved_weight: str  # where the weight of missing children went
    steps: tuple[Step, ...]
    lines: tuple[LineText, ...]
    no_line: str  # why there is no line of a source
    href: str  # about the indicator
    source_href: str  # this page with its source line in view
    is_open: bool
    children: tuple["OpenNode", ...]


def walk(node: OpenNode) -> list[OpenNode]:
    return [node, *(each for child in node.children for each in walk(child))]


class Opener:
    """Makes the nodes of one page; holds what all of them need."""

    def __init__(self, material: OpenMaterial, links: OpenLinks) -> None:
        self._material, self._links = material, links
        self._open = set(path(material.recipe, material.shown)) if material.shown else set()
        recipe = material.recipe
        nodes = [node for node, _ in recipe.walk() if node != recipe.root]
        brought = [material.tree[node].contribution or 0.0 for node in nodes]
        self._shares = dict(zip(nodes, shares_of(brought), strict=True))

    def node(self, name: str, depth: int) -> OpenNode:
        recipe, node = self._material.recipe, self._material.tree[name]
        is_indicator = name in recipe.indicators
        missing, why = self._missing(name)
        children = () if is_indicator else recipe.groups[name].children
        item = self._material.described.get(name) if is_indicator else None
        takes_part = missing is None and item is not None
        figure = self._material.figures.at(name, self._material.area.code, node.period) if is_indicator else None
        lines = self._lines(name) if is_indicator and node.period is not None else ()
        return OpenNode(
            id=name,
            title=item.indicator.short_title if item else recipe.title_of(name),
            depth=depth,
            is_indicator=is_indicator,
            unit=unit_label(item, node.period) if item else "",
            figure=figure_text(item, figure).value if item and figure and figure.value is not None else "",
            value="" if node.value is None else points(node.value),
            weight=share_words(self._written(name)),
            counted="" if node.counted is None else share_words(node.counted),
            points="" if node.contribution is None else points(node.contribution),
            width=round(100 * max(0.0, self._shares[name]), 1),
            missing=missing,
            why=why,
            beside=self._beside(name) if is_indicator and missing else "",
            sum="" if is_indicator else self.sums(name),
            moved_weight="" if is_indicator else self.moved_weight(name),
            steps=indicator_steps(recipe, self._material.tree, name, item, figure) if takes_part and item else (),
            lines=lines,
            no_line="" if lines or not takes_part else self._no_line(name),
            href=self._links.indicator(name) if item else "",
            source_href=self._links.source(name) if item else "",
            is_open=name in self._open or (depth == 1 and not is_indicator),
            children=tuple(self.node(child, depth + 1) for child in children),
        )

    def sums(self, group: str) -> str:
        """What the children bring, added up to what the group brings; empty where there is nothing to add up."""
        tree = self._material.tree
        whole = tree[group].contribution
        brought = [tree[child].contribution for child in self._material.recipe.groups[group].children]
        parts = [each for each in brought if each is not None]
        return "" if whole is None or len(parts) < 2 else sum_words(parts, whole)

    def _written(self, name: str) -> float:
        """The weight as the recipe has it; where weights are relative, as a share of those of its siblings."""
        recipe = self._material.recipe
        group = recipe.groups[recipe.parents[name]]
        weight = recipe.weight_of(name)
        total = sum(group.weights)
        return weight / total if group.weighting is Weighting.RELATIVE and total else weight

    def _missing(self, name: str) -> tuple[MissingWords | None, str]:
        recipe, node = self._material.recipe, self._material.tree[name]
        if node.value is not None:
            return None, ""
        if name in recipe.groups:
            if node.figures == 0:
                return NO_FIGURES, "Geen enkel cijfer hieronder is er."
            return TOO_FEW, f"{node.present} van {len(recipe.groups[name].children)} onderdelen hebben een waarde."
        item = self._material.described.get(name)
        if node.period is None:
            return NOT_YET, _awaited(recipe, name, item)
        figure = self._material.figures.at(name, self._material.area.code, node.period)
        status = Status.NOT_DELIVERED if figure is None else figure.status
        words = MISSING.get(status, MISSING[Status.UNKNOWN])
        owner = "" if item is None else f"Bron: {item.owner}, {node.period}."
        return words, owner

    def _beside(self, name: str) -> str:
        wijk, item = self._material.wijk, self._material.described.get(name)
        if wijk is None or item is None or wijk.code == self._material.area.code:
            return ""
        figure = self._material.figures.at(name, wijk.code, self._material.tree[name].period)
        if figure is None or figure.value is None:
            return ""
        return f"Waarde van {area_name(wijk)}: {figure_text(item, figure).full}. Die vullen we hier niet in."

    def moved_weight(self, group: str) -> str:
        """Where the weight of the children without a value went; empty where none is missing."""
        recipe, tree = self._material.recipe, self._material.tree
        children = recipe.groups[group].children
        gone = [child for child in children if tree[child].value is None]
        left = [child for child in children if tree[child].value is not None]
        if not gone or not left or tree[group].value is None:
            return ""
        names = enumeration([self._title(child) for child in gone])
        if recipe.groups[group].weighting is Weighting.AS_GIVEN:
            return f"Het gewicht van {names} blijft leeg: het gaat naar niemand."
        return f"Het gewicht van {names} gaat hier naar {enumeration([self._title(child) for child in left])}."

    def _title(self, name: str) -> str:
        item = self._material.described.get(name)
        return item.indicator.short_title if item and name in self._material.recipe.indicators else self._named(name)

    def _named(self, name: str) -> str:
        return self._material.recipe.title_of(name)

    def _lines(self, name: str) -> tuple[LineText, ...]:
        material = self._material
        return tuple(line_text(each, material.variables, material.columns) for each in material.lines.get(name, ()))

    def _no_line(self, name: str) -> str:
        return no_line_text(self._material.figures.at(name, self._material.area.code, self._material.tree[name].period))


def _awaited(recipe: Recipe, name: str, item: Described | None) -> str:
    reason = recipe.indicators[name].awaited or recipe.awaited.get(name)
    if reason:
        return reason
    if item is not None and isinstance(item.indicator.formula, Awaited):
        return item.indicator.formula.reason
    return "" if item is None else f"Wacht op {item.source.title}, van {item.source.owner}."
