"""Ask an edition for the stapeling of its gemeente, and for the borders of the areas around it."""

from dataclasses import dataclass
from functools import lru_cache

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.recipes import Recipe
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.published_scores import Tree
from wijkwerk.editions.reading import PublishedEdition
from wijkwerk.engine.neighbours import neighbours
from wijkwerk.present.stacking_material import StackingMaterial, stacking_material
from wijkwerk.present.stacking_spots import Spots, find_spots

from .problems import BadQuestionError, Way
from .questions import asked_level
from .site import Site

PREFERRED = "urgentie"


@dataclass(frozen=True, slots=True)
class StackingQuestion:
    """`recipes` are all that count stapeling; `level` one of the recipe's own."""

    recipe: Recipe
    recipes: tuple[Recipe, ...]
    level: Level


def read_question(site: Site) -> StackingQuestion | None:
    """None where no recipe of the edition counts stapeling. Raises BadQuestionError."""
    recipes = tuple(recipe for recipe in site.edition.scores.recipes.values() if recipe.stapeling is not None)
    if not recipes:
        return None
    recipe = _recipe(site, recipes)
    levels = [level for level in (Level.WIJK, Level.BUURT) if level in recipe.areas]
    level = asked_level(
        site, levels, levels[0], lambda level: site.links.stacking(recept=recipe.id, niveau=level.value)
    )
    return StackingQuestion(recipe, recipes, level)


@lru_cache(maxsize=32)
def material_of(edition: PublishedEdition, gemeente: AreaRow, recipe: str, level: Level) -> StackingMaterial | None:
    """Kept per process: some 0.4 s of permutations, and an edition never changes."""
    found = edition.scores.recipes[recipe]
    areas = edition.store.areas(level, gemeente.code)
    trees = edition.scores.trees(recipe, areas)
    return stacking_material(found, level, gemeente, areas, trees, _spots(edition, gemeente, found, areas, trees))


def _recipe(site: Site, recipes: tuple[Recipe, ...]) -> Recipe:
    by_id = {recipe.id: recipe for recipe in recipes}
    wanted = site.query.get("recept") or (PREFERRED if PREFERRED in by_id else recipes[0].id)
    if wanted not in by_id:
        ways = tuple(Way(recipe.title, site.links.stacking(recept=recipe.id)) for recipe in recipes)
        raise BadQuestionError(f"‘{wanted}’ is geen rekenrecept dat stapeling telt. Kies een van deze:", ways)
    return by_id[wanted]


def _spots(
    edition: PublishedEdition, gemeente: AreaRow, recipe: Recipe, areas: list[AreaRow], trees: dict[str, Tree]
) -> Spots | None:
    level = areas[0].level if areas else Level.WIJK
    outside = [row for code in _beside(edition, gemeente.code) for row in edition.store.areas(level, code)]
    around = edition.scores.trees(recipe.id, outside)
    scores = {
        code: value
        for code, tree in (trees | around).items()
        if recipe.root in tree and (value := tree[recipe.root].value) is not None
    }
    borders = edition.store.geometries([row.code for row in (*areas, *outside)])
    return find_spots(recipe, areas, outside, borders, scores)


def _beside(edition: PublishedEdition, gemeente: str) -> list[str]:
    """The gemeenten whose border lies beside this one's, as far as borders are loaded."""
    import shapely  # heavy to import; only this page needs it

    codes = [row.code for row in edition.store.areas(Level.GEMEENTE)]
    borders = edition.store.geometries(codes)
    known = [code for code in codes if code in borders]
    if gemeente not in borders or len(known) < 2:
        return []
    near = neighbours([shapely.from_wkb(borders[code]) for code in known], join_islands=False)
    return [known[place] for place in near.of(known.index(gemeente)).tolist()]
