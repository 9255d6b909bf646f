"""How scores moved since an earlier year, for the highest parts of a score of which that can be said at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.recipe.shape import Meaning
from wijkwerk.present.numbers import enumeration, number, signed
from wijkwerk.present.words import VerdictWords
from wijkwerk.scores.developing import Direction, Moved

# node -> area -> movement
Moves = Mapping[str, Mapping[str, Moved]]


@dataclass(frozen=True, slots=True)
class Course:
    """One part of the score of one area: its title (empty for the score itself), the verdict and the change."""

    title: str
    words: VerdictWords
    change: str  # "+3,4"


def told_nodes(recipe: Recipe, moves: Moves) -> tuple[str, ...]:
    """The score itself where any area's movement can be told, else the highest groups of which it can."""
    return tuple(_highest(recipe, moves, recipe.root))


def course_rows(recipe: Recipe, moves: Moves, nodes: Sequence[str], area: str) -> tuple[Course, ...]:
    courses = []
    for node in nodes:
        moved = moves[node].get(area)
        if moved is not None and moved.change is not None:
            title = "" if node == recipe.root else recipe.title_of(node)
            courses.append(Course(title, course_words(recipe, moved), signed(moved.change, 1)))
    return tuple(courses)


def course_words(recipe: Recipe, moved: Moved) -> VerdictWords:
    """Urgent recipes say urgenter, others (vitaliteit) say gunstiger: never "beter" of a place."""
    urgent = recipe.high_score_means is Meaning.URGENT
    match moved.direction:
        case Direction.WORSE:
            words = "urgenter" if urgent else "ongunstiger"
            return VerdictWords(words, words, "worse", "i-worse")
        case Direction.BETTER:
            words = "minder urgent" if urgent else "gunstiger"
            return VerdictWords(words, words, "better", "i-better")
        case Direction.SAME:
            return VerdictWords("gelijk gebleven", "gelijk", "same", "i-same")
        case Direction.CANNOT_TELL:
            return VerdictWords("niet te zeggen", "niet te zeggen", "unknown", "i-unknown")


def development_note(recipe: Recipe, moves: Moves, since: int | None) -> str:
    """What the column of movements says and what it cannot say; empty where the recipe asks for none."""
    rule = recipe.development
    if rule is None:
        return ""
    nodes = told_nodes(recipe, moves)
    if since is None or not nodes:
        return f"Over de ontwikkeling in {rule.years} jaar is niets te zeggen: er zijn geen twee jaren met cijfers."
    margin = f"Een verschil tot {number(rule.unchanged_within, 0)} punten noemen we gelijk gebleven."
    if nodes == (recipe.root,):
        return f"De ontwikkeling is het verschil met de score van {since}. {margin}"
    titles = enumeration([recipe.title_of(node) for node in nodes])
    return (
        f"De ontwikkeling van de hele score sinds {since} is niet te zeggen: niet elk cijfer is er van beide jaren. "
        f"Wel van {titles}. {margin}"
    )


def _highest(recipe: Recipe, moves: Moves, node: str) -> list[str]:
    if any(moved.change is not None for moved in moves.get(node, {}).values()):
        return [node]
    if node not in recipe.groups:
        return []
    groups = [child for child in recipe.groups[node].children if child in recipe.groups]
    return [highest for child in groups for highest in _highest(recipe, moves, child)]
