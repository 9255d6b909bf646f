"""Ask an edition and its releases for everything behind the score of one area."""

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.published_scores import Tree
from wijkwerk.pages.urgency.nodes import OpenMaterial
from wijkwerk.present.figures.material import FigureBook
from wijkwerk.present.scores.no_place import no_place_words
from wijkwerk.present.scores.words import Band, band_of
from wijkwerk.web.figures.kept import figures_of
from wijkwerk.web.figures.recipe_questions import levels_of
from wijkwerk.web.figures.source_cells import Cell, cells_behind, lines_behind, source_columns
from wijkwerk.web.frame.page_problems import BadQuestionError, NotHereError, Way
from wijkwerk.web.frame.site import Site


def open_material(site: Site, recipe: Recipe, area: AreaRow) -> OpenMaterial:
    """Raises NotHereError for an area that the recipe does not score."""
    tree = site.edition.scores.tree(recipe.id, area)
    if tree is None:
        raise _not_scored(site, recipe, area)
    wijk = site.store.area(area.parent) if area.level is Level.BUURT and area.parent else None
    wijk = wijk if wijk is not None and wijk.level is Level.WIJK else None
    cells = {name: _cells(site.catalogue, name, tree, area.level) for name in recipe.indicators}
    lines = lines_behind(site, area, {cell for own_cells in cells.values() for cell in own_cells})
    return OpenMaterial(
        recipe=recipe,
        area=area,
        wijk=wijk,
        tree=tree,
        described=site.described,
        figures=FigureBook(
            [*figures_of(site.edition, area.code), *(figures_of(site.edition, wijk.code) if wijk else ())]
        ),
        lines={name: tuple(lines[cell] for cell in own_cells if cell in lines) for name, own_cells in cells.items()},
        columns=source_columns(site.catalogue, {name for name, _ in lines}),
        variables={name: site.catalogue.variable(name).title for name, _ in lines},
        band=_band(site, recipe, area),
        no_place=no_place_words(recipe, [area, *([wijk] if wijk else [])], site.edition.kader).get(area.code, ""),
        shown=_shown(site, recipe, area),
    )


def _codes(area: AreaRow, wijk: AreaRow | None) -> list[str]:
    return [area.code, *([wijk.code] if wijk else [])]


def _band(site: Site, recipe: Recipe, area: AreaRow) -> Band | None:
    """Of the own gemeente only: another's would take seconds to compute."""
    if area.gemeente != site.gemeente.code:
        return None
    return band_of(site.edition.scores.certainty(recipe.id, site.gemeente.code, area.level), area.code)


def _shown(site: Site, recipe: Recipe, area: AreaRow) -> str:
    """`?toon=`: the indicator that stands open. Raises BadQuestionError."""
    name = site.query.get("toon", "")
    if name and name not in recipe.indicators:
        ways = (Way(f"De score van {area.name}", site.links.urgency_opened(recipe.id, area.code)),)
        raise BadQuestionError(f"‘{name}’ is geen cijfer van rekenrecept {recipe.title}.", ways)
    return name


def _cells(catalogue: Catalogue, name: str, tree: Tree, level: Level) -> tuple[Cell, ...]:
    indicator, period = catalogue.indicators.get(name), tree[name].period
    return () if indicator is None or period is None else cells_behind(catalogue, indicator, period, level)


def _not_scored(site: Site, recipe: Recipe, area: AreaRow) -> NotHereError:
    levels = " en ".join(f"{level.value}en" if level is Level.BUURT else "wijken" for level in levels_of(recipe))
    ways = (
        Way(f"Profiel van {area.name}", site.links.area(area.code)),
        Way("Alle scores", site.links.urgency(recipe.id)),
    )
    return NotHereError(f"Rekenrecept {recipe.title} geeft scores aan {levels}. {area.name} heeft er geen.", ways)
