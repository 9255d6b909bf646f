"""One score opened up: from the score by domain, theme and indicator to the figure and the line of its source."""

from collections.abc import Sequence
from dataclasses import dataclass

from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.recipe.shape import Meaning
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.pages.urgency.calculation import share_words
from wijkwerk.pages.urgency.nodes import NOT_YET, Opener, OpenLinks, OpenMaterial, OpenNode, walk
from wijkwerk.present.figures.figure_text import area_name
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.numbers import enumeration
from wijkwerk.present.scores.words import (
    Coverage,
    Stack,
    band_sentence,
    band_words,
    coverage_of,
    first_words,
    place_number,
    points,
    stack_of,
    sum_words,
)

_MOST_LEAD = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """One part in the bar of the whole score; x and width in per cent."""

    title: str
    x: float
    width: float
    kind: str


@dataclass(frozen=True, slots=True)
class Fact:
    term: str
    value: str
    note: str


@dataclass(frozen=True)
class OpenPage:
    title: str
    eyebrow: str
    lead: tuple[str, ...]
    facts: tuple[Fact, ...]
    bars: tuple[Bar, ...]
    bars_label: str
    score: str
    score_at: float  # per cent of the bar
    rest: float
    sum: str  # "Fysiek 13,0 + Veiligheid 7,0 + Sociaal 21,1 = 41,1 punten"
    gone: str  # where the weight of parts without figures went
    parts: tuple[OpenNode, ...]  # the children of the score
    ledger: tuple[OpenNode, ...]  # every part, each before its children
    whole_weight: str
    missing: tuple[OpenNode, ...]  # indicators that do not count here
    awaited: tuple[OpenNode, ...]  # and those that nobody has figures of yet
    notes: tuple[str, ...]
    favourable: bool  # whether a high score is good


def open_page(material: OpenMaterial, links: OpenLinks) -> OpenPage:
    recipe, tree = material.recipe, material.tree
    root = tree[recipe.root]
    opener = Opener(material, links)
    parts = tuple(opener.node(child, 1) for child in recipe.groups[recipe.root].children)
    ledger = tuple(each for part in parts for each in walk(part))
    missing = tuple(each for each in ledger if each.is_indicator and each.missing)
    bars = _bars(material)
    name = area_name(material.area)
    return OpenPage(
        title=f"Waar komt de {points(root.value)} vandaan?" if root.value is not None else f"Geen score voor {name}",
        eyebrow=f"{recipe.title} · {_place(material)}",
        lead=_lead(material, missing),
        facts=_facts(material),
        bars=bars,
        bars_label=", ".join(f"{title} {points(value)}" for title, value in _contributions(material)),
        score="" if root.value is None else points(root.value),
        score_at=round(root.value or 0.0, 2),
        rest=round(100 - (root.value or 0.0), 2),
        sum=_named_sum(material),
        gone=opener.moved_weight(recipe.root),
        parts=parts,
        ledger=ledger,
        whole_weight=_whole_weight(material),
        missing=tuple(each for each in missing if each.missing is not NOT_YET),
        awaited=tuple(each for each in missing if each.missing is NOT_YET),
        notes=_notes(material),
        favourable=recipe.high_score_means is Meaning.FAVOURABLE,
    )


def _place(material: OpenMaterial) -> str:
    if material.wijk is None or material.wijk.code == material.area.code:
        return area_name(material.area)
    return f"{area_name(material.area)}, {area_name(material.wijk)}"


def _lead(material: OpenMaterial, missing: Sequence[OpenNode]) -> tuple[str, ...]:
    recipe, tree = material.recipe, material.tree
    root = tree[recipe.root]
    if root.value is None:
        coverage = coverage_of(recipe, tree)
        return (
            f"Er zijn hier te weinig cijfers voor een score: {coverage.figures} van {coverage.of_figures}. "
            "Een score over de rest zou een gok zijn.",
        )
    sentences = []
    if brought := sorted(_contributions(material), key=lambda each: -each[1]):
        title, most = brought[0]
        sentences.append(f"{title} brengt {points(most)} van de {points(root.value)} punten.")
    leaves = [(leaf, tree[leaf].contribution or 0.0) for leaf in recipe.indicators if tree[leaf].contribution]
    leaves.sort(key=lambda each: -each[1])
    if leaves:
        names = [f"{_leaf_title(material, leaf)} ({points(value)})" for leaf, value in leaves[:_MOST_LEAD]]
        sentences.append(f"De meeste punten komen van {enumeration(names)}.")
    here = [node.title for node in missing if node.missing and node.missing is not NOT_YET]
    if here:
        verb = "is" if len(here) == 1 else "zijn"
        sentences.append(f"Er {verb} hier geen cijfer voor {enumeration(here)}.")
    return tuple(sentences)


def _leaf_title(material: OpenMaterial, leaf: str) -> str:
    item = material.described.get(leaf)
    return item.indicator.short_title if item else material.recipe.title_of(leaf)


def _contributions(material: OpenMaterial) -> list[tuple[str, float]]:
    recipe = material.recipe
    contributions = []
    for child in recipe.groups[recipe.root].children:
        value = material.tree[child].contribution
        if value is not None:
            title = _leaf_title(material, child) if child in recipe.indicators else recipe.title_of(child)
            contributions.append((title, value))
    return contributions


def _named_sum(material: OpenMaterial) -> str:
    root, brought = material.tree[material.recipe.root], _contributions(material)
    if root.value is None or len(brought) < 2:
        return ""
    return sum_words([value for _, value in brought], root.value, [title for title, _ in brought])


def _bars(material: OpenMaterial) -> tuple[Bar, ...]:
    """The whole score as one bar on 0 to 100; none where a part takes points away or the scale is another."""
    root = material.tree[material.recipe.root]
    brought = _contributions(material)
    if root.value is None or not 0 <= root.value <= 100 or not is_on_hundred(material.recipe):
        return ()
    bars, at = [], 0.0
    for place, (title, value) in enumerate(brought):
        shown = f"{title} {points(value)}" if value >= 9 else ""
        bars.append(Bar(shown, round(at, 2), round(value, 2), f"b{1 + place % 4}"))
        at += value
    return tuple(bars)


def is_on_hundred(recipe: Recipe) -> bool:
    """Whether every figure counts from 0 to 100 and no group is put on another scale: no part takes points away."""
    figures = all(
        [(step.method, len(step.parameters)) for step in each.normalise] == [("goalposts", 0)]
        for each in recipe.indicators.values()
    )
    return figures and all(not group.normalise for group in recipe.groups.values())


def _facts(material: OpenMaterial) -> tuple[Fact, ...]:
    recipe, tree, level = material.recipe, material.tree, material.area.level
    root, coverage, stack = tree[recipe.root], coverage_of(recipe, tree), stack_of(recipe, tree)
    facts = []
    if root.value is not None:
        facts.append(Fact("Score", points(root.value), _bounds(root.low, root.high)))
    if root.place is not None:
        among = f"van {root.placed} {plural(level, root.placed)}"
        facts.append(Fact(f"Plaats, {first_words(recipe)}", place_number(root.place), among))
    elif material.no_place:
        facts.append(Fact("Plaats", "geen", material.no_place))
    if material.band is not None:
        facts.append(Fact("Band", band_words(material.band), band_sentence(material.band)))
    if stack is not None:
        facts.append(_stack_fact(stack))
    facts.append(_coverage_fact(coverage))
    return tuple(facts)


def _bounds(low: float | None, high: float | None) -> str:
    if low is None or high is None or points(low) == points(high):
        return "van 100"
    return f"met alle cijfers tussen {points(low)} en {points(high)}"


def _stack_fact(stack: Stack) -> Fact:
    names = enumeration([title.lower() for title in stack.stacked])
    unjudged = f"; niet te beoordelen: {enumeration([t.lower() for t in stack.unjudged])}" if stack.unjudged else ""
    note = f"van {stack.judged} thema’s met cijfers{': ' + names if names else ''}{unjudged}"
    return Fact("Stapeling", str(len(stack.stacked)), note)


def _coverage_fact(coverage: Coverage) -> Fact:
    note = f"van {coverage.of_figures} cijfers"
    return Fact("Dekking", str(coverage.figures), f"{note}, {coverage.part_words}" if coverage.part_word else note)


def _whole_weight(material: OpenMaterial) -> str:
    children = material.recipe.groups[material.recipe.root].children
    counted = sum(material.tree[child].counted or 0.0 for child in children)
    return share_words(counted)


def _notes(material: OpenMaterial) -> tuple[str, ...]:
    recipe, tree = material.recipe, material.tree
    notes = ["Punten zijn afgerond getoond. Onafgerond telt elk onderdeel precies op tot het onderdeel erboven."]
    methods = {group.aggregate.method for name, group in recipe.groups.items() if tree[name].value is not None}
    if methods - {"arithmetic"}:
        notes.append(
            "Dit recept telt niet gewoon op. De bijdragen zijn zo verdeeld dat zij samen toch precies de score geven: "
            "elk onderdeel krijgt wat de score zou verliezen als het een beetje lager was."
        )
    if material.area.level is Level.BUURT:
        among = "buurten" if recipe.ranks.among == "all" else "buurten waar mensen wonen, naar wijktype en grootte,"
        notes.append(f"De plaats is die onder de {among} van de gemeente.")
    return tuple(notes)
