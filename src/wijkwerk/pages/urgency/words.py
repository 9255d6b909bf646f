"""What the page of urgency says above and below its table."""

from collections.abc import Mapping, Sequence

from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.editions.published_scores import Tree
from wijkwerk.engine.weights import Weighting
from wijkwerk.pages.urgency.development import development_note
from wijkwerk.pages.urgency.rows import UrgencyMaterial, UrgencyRow, has_few_people
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.maps.choropleth import FEW_INHABITANTS
from wijkwerk.present.numbers import count_word, enumeration, number, sentence
from wijkwerk.present.scores.words import FIRST, high_words

# An area that is among the first in at least this share of the variants is named in the lead; from the other on it is
# named as one that sometimes is.
_SURE, _SOMETIMES = 0.75, 0.25


def lead(material: UrgencyMaterial, rows: Sequence[UrgencyRow]) -> tuple[str, ...]:
    """What can be said with some certainty; places alone are never the verdict."""
    few = {area.code for area in material.areas if has_few_people(area)}
    scored = [row for row in rows if row.score]
    if not scored:
        return (f"Geen enkele {material.level.value} heeft genoeg cijfers voor een score.",)
    sentences = []
    banded = [(row, row.band.first) for row in scored if row.band and row.code not in few]
    sure = [row for row, first in banded if first >= _SURE]
    doubtful = [row for row, first in banded if _SOMETIMES <= first < _SURE]
    several = len(scored) > FIRST
    if sure and several:
        names = enumeration([row.name for row in sure])
        verb = "staat" if len(sure) == 1 else "staan"
        sentences.append(
            f"{names} {verb} in {number(100 * _SURE)} of meer van de 100 varianten bij de eerste {count_word(FIRST)}."
        )
    elif several and banded:
        sentences.append(
            f"Geen enkele {material.level.value} staat in ten minste {number(100 * _SURE)} van de 100 varianten bij de "
            f"eerste {count_word(FIRST)}: wie vooraan staat, hangt af van hoe er gerekend wordt."
        )
    if doubtful and several:
        sentences.append(f"Soms daarbij, soms niet: {enumeration([row.name for row in doubtful])}.")
    stacked = [row for row in scored if row.stack and row.stack.is_stacked]
    if stacked:
        minimum = stacked[0].stack.minimum if stacked[0].stack else 2
        names = enumeration([row.name for row in stacked]) if len(stacked) <= 6 else _count(material, len(stacked))
        sentences.append(f"Ten minste {count_word(minimum)} thema’s stapelen zich op in {names}.")
    if sentences:
        return tuple(sentences)
    if len(scored) == 1:
        return (f"Eén {material.level.value} heeft een score.",)
    return (f"{sentence(_count(material, len(scored)))} hebben een score.",)


def _count(material: UrgencyMaterial, count: int) -> str:
    return f"{count_word(count)} {plural(material.level, count)}"


def how(material: UrgencyMaterial, rows: Sequence[UrgencyRow]) -> tuple[str, ...]:
    recipe = material.recipe
    most = max((row.coverage.of_figures for row in rows if row.coverage), default=0)
    sentences = [f"{high_words(recipe)} De score stoelt hier op ten hoogste {count_word(most)} cijfers."]
    if material.placing:
        sentences.append(material.placing)
    if any(row.band for row in rows):
        sentences.append(
            "De band zegt tussen welke plaatsen een gebied uitkomt in 90 van de 100 andere manieren van rekenen."
        )
    if recipe.stapeling is not None:
        side = "of hoger" if recipe.high_score_means == "urgent" else "of lager"
        sentences.append(
            f"Stapeling telt de thema’s met een score van {number(recipe.stapeling.threshold)} {side}; een goed cijfer "
            "elders maakt dat niet goed."
        )
    return tuple(sentences)


def notes(material: UrgencyMaterial, rows: Sequence[UrgencyRow]) -> tuple[str, ...]:
    recipe = material.recipe
    sentences = []
    if any(row.score and row.coverage and row.coverage.figures < row.coverage.of_figures for row in rows):
        sentences.append("De streep om een score: waar zij zou liggen als de ontbrekende cijfers er wel waren.")
    if any(
        has_few_people(area) and material.trees[area.code][recipe.root].value is not None
        for area in material.areas
        if area.code in material.trees
    ):
        counted = "tellen wel mee in de plaatsen, maar " if recipe.ranks.among == "all" else ""
        sentences.append(
            f"Lichter getekend: minder dan {number(FEW_INHABITANTS)} inwoners, dus weinig zekerheid. Deze gebieden "
            f"{counted}worden in de inleiding niet genoemd."
        )
    if unjudged := _never_judged(rows):
        sentences.append(f"Niet te beoordelen, want nergens een cijfer: {enumeration(list(unjudged))}.")
    sentences += one_figure_notes(recipe, material.trees)
    if empty := empty_parts(recipe, material.trees):
        sentences.append(f"{enumeration(list(empty))}: geen cijfers. {weight_of_empty(recipe)}")
    if development := development_note(recipe, material.moves, material.since):
        sentences.append(development)
    if material.certainty is None:
        sentences.append(
            "De band van de plaats is hier niet berekend: daarvoor zijn drie gebieden met een score nodig."
        )
    return tuple(sentences)


def one_figure_notes(recipe: Recipe, trees: Mapping[str, Tree]) -> list[str]:
    """A domain that stands on a single figure says so."""
    notes_of_domains = []
    for child in recipe.groups[recipe.root].children:
        if child not in recipe.groups:
            continue
        leaves = recipe.indicators_under(child)
        used = [leaf for leaf in leaves if any(tree[leaf].value is not None for tree in trees.values())]
        if len(used) == 1 and len(leaves) > 1:
            notes_of_domains.append(f"{recipe.title_of(child)} steunt op één cijfer: {recipe.title_of(used[0])}.")
    return notes_of_domains


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
