"""Ask an edition for the stapeling of its gemeente, and for the borders of the areas around it."""

from functools import lru_cache

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.data.queries.store import ObservationStore
from wijkwerk.definitions.recipes import Recipe
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.published_scores import Tree
from wijkwerk.editions.reading import PublishedEdition
from wijkwerk.engine.neighbours import neighbours
from wijkwerk.present.stacking_material import StackingMaterial, stacking_material
from wijkwerk.present.stacking_spots import Spots, find_spots


@lru_cache(maxsize=32)
def material_of(edition: PublishedEdition, gemeente: AreaRow, recipe: str, level: Level) -> StackingMaterial | None:
    """Kept per process: some 0.4 s of permutations, and an edition never changes."""
    found = edition.scores.recipes[recipe]
    areas = edition.store.areas(level, gemeente.code)
    trees = edition.scores.trees(recipe, areas)
    return stacking_material(found, level, gemeente, areas, trees, _spots(edition, gemeente, found, areas, trees))


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
    """The gemeenten whose border lies beside this one's, as far as borders are loaded."""
    import shapely  # heavy to import; only this page needs it

    codes = [row.code for row in store.areas(Level.GEMEENTE)]
    borders = store.geometries(codes)
    known = [code for code in codes if code in borders]
    if gemeente not in borders or len(known) < 2:
        return []
    near = neighbours([shapely.from_wkb(borders[code]) for code in known], join_islands=False)
    return [known[place] for place in near.of(known.index(gemeente)).tolist()]
