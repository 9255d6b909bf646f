"""Which areas changed place between two editions, and how much of it the figures, the norms and the method did.

The old and the new recipe run on the old and the new figures, with the old and the new reference points: eight scores
of every area. `score_causes` splits a move over them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.scores.errors import ScoreError

from .score_causes import NEW, OLD, Combination, ScoreCause, mixed, split
from .shelf import PublishedEdition
from .standings import Standing
from .standings import standings as standings_by

# Computed again, a score may differ from the published one in its last digits.
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class MovedArea:
    """An area in both editions. places, points: how much of the move each cause did; they sum to it.

    None where the split cannot be made: with one of the mixtures the area has no score.
    """

    area: AreaRow
    before: Standing
    after: Standing
    places: Mapping[ScoreCause, float] | None
    points: Mapping[ScoreCause, float] | None


@dataclass(frozen=True, slots=True)
class ScoreDifference:
    """One recipe on one level of one gemeente.

    moved      areas on another place, in the order of the division; same: how many stayed
    appeared, vanished  areas with a score in only one of the two: there is no move to split
    versions   of the recipe, before and after
    unsplit    why no split could be made at all; empty where it could
    """

    recipe: Recipe
    level: Level
    moved: tuple[MovedArea, ...]
    same: int
    appeared: tuple[AreaRow, ...]
    vanished: tuple[AreaRow, ...]
    versions: tuple[str, str]
    unsplit: str


def score_differences(before: PublishedEdition, after: PublishedEdition, gemeente: str) -> tuple[ScoreDifference, ...]:
    """Every recipe that both editions have, level by level."""
    differences = []
    for name, new in after.scores.recipes.items():
        old = before.scores.recipes.get(name)
        for level in new.areas if old is not None else ():
            if old is not None and level in old.areas:
                differences.append(_difference(before, after, old, new, gemeente, level))
    return tuple(differences)


def _difference(
    before: PublishedEdition, after: PublishedEdition, old: Recipe, new: Recipe, gemeente: str, level: Level
) -> ScoreDifference:
    was, now = _published(before, old, gemeente, level), _published(after, new, gemeente, level)
    rows = {row.code: row for edition in (before, after) for row in edition.store.areas(level, gemeente)}
    both = [code for code in rows if code in was and code in now]
    moved = [code for code in both if was[code].place != now[code].place]
    unsplit, again = "", {}
    if moved:
        try:
            again = _computed_again(before, after, old, new, gemeente, level)
        except ScoreError as error:
            unsplit = str(error)
    return ScoreDifference(
        recipe=new,
        level=level,
        moved=tuple(
            MovedArea(
                rows[code],
                was[code],
                now[code],
                _split_of(code, again, was, now, lambda standing: standing.place),
                _split_of(code, again, was, now, lambda standing: standing.score),
            )
            for code in moved
        ),
        same=len(both) - len(moved),
        appeared=tuple(rows[code] for code in rows if code in now and code not in was),
        vanished=tuple(rows[code] for code in rows if code in was and code not in now),
        versions=(old.version, new.version),
        unsplit=unsplit,
    )


def _split_of(
    code: str,
    again: Mapping[Combination, Mapping[str, Standing]],
    was: Mapping[str, Standing],
    now: Mapping[str, Standing],
    of: Callable[[Standing], float],
) -> dict[ScoreCause, float] | None:
    """What the published numbers moved beyond the ones that were computed again is the work of the code."""
    if not again or any(code not in each for each in again.values()):
        return None
    values = {combination: of(standings[code]) for combination, standings in again.items()}
    by_code = (of(now[code]) - values[NEW]) - (of(was[code]) - values[OLD])
    return {**split(values), ScoreCause.CODE: 0.0 if abs(by_code) < _SAME else by_code}


def _published(edition: PublishedEdition, recipe: Recipe, gemeente: str, level: Level) -> dict[str, Standing]:
    trees = edition.scores.trees(recipe.id, edition.store.areas(level, gemeente))
    nodes = {code: tree[recipe.root] for code, tree in trees.items()}
    return {
        code: Standing(node.value, node.place)
        for code, node in nodes.items()
        if node.value is not None and node.place is not None
    }


def _computed_again(
    before: PublishedEdition, after: PublishedEdition, old: Recipe, new: Recipe, gemeente: str, level: Level
) -> dict[Combination, dict[str, Standing]]:
    """All eight. Of the gemeente alone where that gives the published scores, else of the whole country: a recipe
    may compare areas with each other."""
    alone = _all_eight(before, after, old, new, gemeente, level, within=gemeente)
    ends = ((OLD, before, old), (NEW, after, new))
    if all(_agree(alone[end], _published(edition, recipe, gemeente, level)) for end, edition, recipe in ends):
        return alone
    return _all_eight(before, after, old, new, gemeente, level, within=None)


def _agree(computed: Mapping[str, Standing], published: Mapping[str, Standing]) -> bool:
    return computed.keys() == published.keys() and all(
        abs(computed[code].score - published[code].score) <= _SAME * max(1.0, abs(published[code].score))
        for code in computed
    )


def _all_eight(
    before: PublishedEdition,
    after: PublishedEdition,
    old: Recipe,
    new: Recipe,
    gemeente: str,
    level: Level,
    *,
    within: str | None,
) -> dict[Combination, dict[str, Standing]]:
    """Mixtures that come to the same are computed once."""
    standings: dict[Combination, dict[str, Standing]] = {}
    for values in product((False, True), repeat=3):
        combination = Combination(*values)
        recipe = mixed(old, new, combination)
        alike = [
            other for other in standings if other.data == combination.data and _same_sum(mixed(old, new, other), recipe)
        ]
        edition = after if combination.data else before
        known = standings[alike[0]] if alike else standings_by(edition, recipe, gemeente, level, within)
        standings[combination] = known
    return standings


def _same_sum(one: Recipe, other: Recipe) -> bool:
    return (one.groups, one.indicators, one.ranks, one.screen) == (
        other.groups,
        other.indicators,
        other.ranks,
        other.screen,
    )
