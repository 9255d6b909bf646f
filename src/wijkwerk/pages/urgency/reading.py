"""Ask an edition for the scores of a level, and for everything that the pages about them show."""

from dataclasses import dataclass, replace

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.vocabulary import Level, SourceType
from wijkwerk.editions.kept import kept
from wijkwerk.editions.published_scores import PublishedScores
from wijkwerk.editions.reading import PublishedEdition
from wijkwerk.pages.urgency.development import Moves
from wijkwerk.pages.urgency.map import NO_SCORE
from wijkwerk.pages.urgency.rows import UrgencyMaterial
from wijkwerk.present.collation import collation_key
from wijkwerk.present.scores.no_place import no_place_words, placing_sentence
from wijkwerk.present.scores.words import points, recipe_words
from wijkwerk.scores.area_figures import AreaFigures, area_figures
from wijkwerk.scores.developing import Moved, development
from wijkwerk.scores.errors import ScoreError
from wijkwerk.scores.run import run
from wijkwerk.web.figures.borders import gemeente_shapes
from wijkwerk.web.figures.recipe_questions import RecipeQuestion
from wijkwerk.web.frame.page_problems import NotHereError, Way
from wijkwerk.web.frame.site import Site, organisations

# Nothing of the year `since` may be the same figure as now: that would look like standing still.
_NOT_YET = "Voor dit jaar is er geen ander cijfer dan dat van nu."


def recipe_named(site: Site, name: str) -> Recipe:
    """The recipe of an address. Raises NotHereError."""
    scores = site.edition.scores
    if name not in scores.recipes:
        ways = tuple(Way(each.title, site.links.urgency(each.id)) for each in scores.recipes.values())
        raise NotHereError(f"Editie {site.edition.key} heeft geen rekenrecept ‘{name}’.", ways)
    return scores.recipes[name]


def urgency_material(site: Site, question: RecipeQuestion) -> UrgencyMaterial:
    scores, recipe, gemeente = site.edition.scores, question.recipe, site.gemeente
    wijken, buurten = (tuple(site.store.areas(level, gemeente.code)) for level in (Level.WIJK, Level.BUURT))
    areas = wijken if question.level is Level.WIJK else buurten
    moves, since = moves_of(site.edition, recipe.id, gemeente.code, question.level)
    kader = site.edition.kader
    no_place = no_place_words(recipe, [*wijken, *buurten], kader)
    return UrgencyMaterial(
        recipe=recipe,
        level=question.level,
        gemeente=gemeente,
        areas=areas,
        trees=scores.trees(recipe.id, areas),
        certainty=scores.certainty(recipe.id, gemeente.code, question.level),
        wijken=wijken,
        wijk_trees=scores.trees(recipe.id, wijken),
        buurten=buurten,
        buurt_trees=scores.trees(recipe.id, buurten),
        shapes=gemeente_shapes(site.edition, gemeente.code),
        moves=moves,
        since=since,
        no_place=no_place,
        placing=placing_sentence(recipe, question.level, areas, no_place, kader),
    )


def score_source(site: Site, recipe: Recipe) -> str:
    """The recipe and whose figures it stands on: for under every table, map and file."""
    known = [site.described[name] for name in recipe.indicators if name in site.described]
    owners = organisations(item.owner for item in known if site.store.periods(item.indicator.id))
    return f"{recipe_words(recipe)}. Cijfers: {', '.join(owners)}"


@dataclass(frozen=True, slots=True)
class Around:
    """The wijk of a buurt with its other buurten, or the buurten of a wijk: in name order, each with its score."""

    title: str
    rows: tuple[tuple[str, str, str, bool], ...]  # name, address, score, whether it is the own area


def around(site: Site, recipe: Recipe, area: AreaRow) -> Around | None:
    """None where the recipe does not score buurten or there are none."""
    wijk = area if area.level is Level.WIJK else site.store.area(area.parent or "")
    buurten = site.store.areas(Level.BUURT, wijk.code) if wijk and Level.BUURT in recipe.areas else []
    if wijk is None or not buurten:
        return None
    trees = site.edition.scores.trees(recipe.id, buurten)
    rows = []
    for row in sorted(buurten, key=lambda each: collation_key(each.name)):
        value = trees[row.code][recipe.root].value if row.code in trees else None
        score = NO_SCORE if value is None else points(value)
        rows.append((row.name, site.links.urgency_opened(recipe.id, row.code), score, row.code == area.code))
    return Around(f"Buurten in {wijk.name}", tuple(rows))


@kept
def moves_of(edition: PublishedEdition, recipe_id: str, gemeente: str, level: Level) -> tuple[Moves, int | None]:
    """Every group's movement since the year that the recipe asks: the same recipe on the figures of then.

    Only where it measures against fixed points, so that a gemeente by itself scores as it does in the country; the
    check is on the published scores themselves. Nothing where the recipe asks for none.
    """
    scores = edition.scores
    recipe = scores.recipes[recipe_id]
    if recipe.development is None:
        return {}, None
    now = area_figures(edition.store, recipe, edition.kader, within=gemeente)
    years = [year for (of_level, _), year in now.periods.items() if of_level is level]
    if not years:
        return {}, None
    since = max(years) - recipe.development.years
    then = area_figures(edition.store, recipe, edition.kader, within=gemeente, until=since)
    return _moves(scores, recipe, now, _changed_only(edition.catalogue, now, then, level, since), level), since


def _moves(scores: PublishedScores, recipe: Recipe, now: AreaFigures, then: AreaFigures, level: Level) -> Moves:
    lenient = replace(
        recipe,
        indicators={
            name: each if each.awaited else replace(each, awaited=_NOT_YET) for name, each in recipe.indicators.items()
        },
    )
    try:
        scored, earlier = run(lenient, now.figures), run(lenient, then.figures)
    except ScoreError:
        return {}  # nothing to compare with: the page says so
    published = scores.trees(recipe.id, [area for area in now.areas if area.level is level])
    if any(not _same(tree[recipe.root].value, scored.score(code)) for code, tree in published.items()):
        return {}
    return {group: _at_level(development(scored, earlier, group), now, level) for group in recipe.groups}


def _changed_only(catalogue: Catalogue, now: AreaFigures, then: AreaFigures, level: Level, since: int) -> AreaFigures:
    """Only the indicators with figures of that very year that may be compared with those of now.

    A model figure may not: it tells how an area is, never what happened there.
    """
    kept = {
        name: column
        for name, column in then.figures.columns.items()
        if then.periods.get((level, name)) == since
        and _is_comparable(catalogue, name, since, now.periods.get((level, name)))
    }
    return replace(then, figures=replace(then.figures, columns=kept))


def _is_comparable(catalogue: Catalogue, name: str, then: int, now: int | None) -> bool:
    indicator = catalogue.indicators[name]
    if now is None or then == now or catalogue.indicator_source(indicator).type is SourceType.MODEL:
        return False
    return not any(then < each.year <= now for each in indicator.breaks)


def _at_level(moved: dict[str, Moved], figures: AreaFigures, level: Level) -> dict[str, Moved]:
    codes = {area.code for area in figures.areas if area.level is level}
    return {code: each for code, each in moved.items() if code in codes}


def _same(published: float | None, computed: float | None) -> bool:
    if published is None or computed is None:
        return published is computed
    return abs(published - computed) < 1e-6
