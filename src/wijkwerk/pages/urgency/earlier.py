"""What a score was by the version of the recipe before this one, on the same figures."""

from collections.abc import Mapping
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.kept import kept
from wijkwerk.editions.reading import PublishedEdition
from wijkwerk.editions.standings import Standing, standings
from wijkwerk.engine.steps import Step
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.scores.words import place_number, points
from wijkwerk.scores.errors import ScoreError

_GOALPOSTS = (Step("goalposts"),)


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """standing: the score and place of then, in a sentence; changes: what became otherwise, as the recipe says it."""

    version: str
    standing: str
    changes: tuple[str, ...]


def earlier_version(edition: PublishedEdition, recipe: Recipe, area: AreaRow) -> EarlierVersion | None:
    """None for the first version of a recipe."""
    if recipe.replaces is None or area.gemeente is None:
        return None
    by_area = _standings(edition, recipe.id, area.gemeente, area.level)
    return EarlierVersion(recipe.replaces.version, _sentence(area, by_area), recipe.replaces.changes)


@kept
def _standings(edition: PublishedEdition, recipe: str, gemeente: str, level: Level) -> Mapping[str, Standing]:
    """Kept per process: an edition never changes. Nothing where the earlier version has no scores on these figures."""
    earlier = edition.scores.earlier(recipe)
    if earlier is None or level not in earlier.areas:
        return {}
    try:
        return standings(edition, earlier, gemeente, level, gemeente if _stands_alone(earlier) else None)
    except ScoreError:
        return {}


def _stands_alone(recipe: Recipe) -> bool:
    """Whether a gemeente by itself has the scores that it has within the country: by fixed points alone."""
    return all(each.normalise == _GOALPOSTS for each in recipe.indicators.values())


def _sentence(area: AreaRow, by_area: Mapping[str, Standing]) -> str:
    standing = by_area.get(area.code)
    if standing is None:
        return "Met die versie had dit gebied op deze cijfers geen score."
    count = len(by_area)
    return (
        f"Met die versie was de score op dezelfde cijfers {points(standing.score)}, plaats "
        f"{place_number(standing.place)} van {count} {plural(area.level, count)}."
    )
