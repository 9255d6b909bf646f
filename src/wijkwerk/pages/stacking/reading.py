"""Ask an edition for the stapeling of its gemeente, and for the borders of the areas around it."""

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.data.queries.store import ObservationStore
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.kept import kept
from wijkwerk.editions.published_scores import Tree
from wijkwerk.editions.reading import PublishedEdition
from wijkwerk.engine.neighbours import TOLERANCE_M
from wijkwerk.pages.stacking.material import StackingMaterial, stacking_material
from wijkwerk.pages.stacking.spots import Spots, find_spots


@kept
def material_of(edition: PublishedEdition, gemeente: AreaRow, recipe: str, level: Level) -> StackingMaterial | None:
    """Kept per process: some 0.4 s of permutations, and an edition never changes."""
    definition = edition.scores.recipes[recipe]
    areas = edition.store.areas(level, gemeente.code)
    trees = edition.scores.trees(recipe, areas)
    return stacking_material(
        definition, level, gemeente, areas, trees, _spots(edition, gemeente, definition, areas, trees)
    )


def _spots(
    edition: PublishedEdition, gemeente: AreaRow, recipe: Recipe, areas: list[AreaRow], trees: dict[str, Tree]
) -> Spots | None:
    level = areas[0].level if areas else Level.WIJK
    store = edition.store
    outside = [row for code in gemeenten_beside(store, gemeente.code) for row in store.areas(level, code)]
    around = edition.scores.trees(recipe.id, outside)
    scores = {
        code: value
        for code, tree in (trees | around).items()
        if recipe.root in tree and (value := tree[recipe.root].value) is not None
    }
    borders = store.geometries([row.code for row in (*areas, *outside)])
    return find_spots(recipe, areas, outside, borders, scores)


def gemeenten_beside(store: ObservationStore, gemeente: str) -> list[str]:
    """The gemeenten with an area beside this one's, as far as borders of gemeenten or of wijken are loaded.

    Wijken count too: the borders of an older division often come without those of the gemeenten.
    """
    beside = _beside_at(store, gemeente, Level.GEMEENTE) | _beside_at(store, gemeente, Level.WIJK)
    return sorted(beside)


def _beside_at(store: ObservationStore, gemeente: str, level: Level) -> set[str]:
    import shapely  # heavy to import; only this page needs it

    areas = store.areas(level)
    borders = store.geometries([area.code for area in areas])
    known = [area for area in areas if area.code in borders]
    shapes = shapely.from_wkb([borders[area.code] for area in known])
    own = [place for place, area in enumerate(known) if area.gemeente == gemeente]
    if not own:
        return set()
    near = shapely.STRtree(shapes).query(shapes[own], predicate="dwithin", distance=TOLERANCE_M)[1]
    return {code for place in near.tolist() if (code := known[place].gemeente) and code != gemeente}
