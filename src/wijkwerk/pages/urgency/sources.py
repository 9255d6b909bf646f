"""Ask an edition and its releases for everything behind the score of one area."""

from collections.abc import Iterable

from django.conf import settings

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.data.source_lines import SourceLine, source_lines
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import Change, Indicator, Ratio
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.published_scores import Tree
from wijkwerk.pages.urgency.nodes import OpenMaterial
from wijkwerk.present.figures.material import FigureBook
from wijkwerk.present.scores.words import Band, band_of
from wijkwerk.web.figures.kept import figures_of
from wijkwerk.web.figures.recipe_questions import levels_of
from wijkwerk.web.frame.page_problems import BadQuestionError, NotHereError, Way
from wijkwerk.web.frame.site import Site

Cell = tuple[str, int]  # variable with its source, period


def open_material(site: Site, recipe: Recipe, area: AreaRow) -> OpenMaterial:
    """Raises NotHereError for an area that the recipe does not score."""
    tree = site.edition.scores.tree(recipe.id, area)
    if tree is None:
        raise _not_scored(site, recipe, area)
    wijk = site.store.area(area.parent) if area.level is Level.BUURT and area.parent else None
    wijk = wijk if wijk is not None and wijk.level is Level.WIJK else None
    cells = {name: _cells(site.catalogue, name, tree) for name in recipe.indicators}
    lines = _lines(site, area, {cell for own_cells in cells.values() for cell in own_cells})
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
        columns=_columns(site.catalogue, {name for name, _ in lines}),
        variables={name: site.catalogue.variable(name).title for name, _ in lines},
        band=_band(site, recipe, area),
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


def _cells(catalogue: Catalogue, name: str, tree: Tree) -> tuple[Cell, ...]:
    """The cells that an indicator's figure was made from, numerators first."""
    indicator, period = catalogue.indicators.get(name), tree[name].period
    if indicator is None or period is None:
        return ()
    measured = catalogue.measured(indicator)
    years = (indicator.formula.start, indicator.formula.end) if isinstance(indicator.formula, Change) else (period,)
    cells = [(each, _year(measured, each, year)) for year in years for each in measured.variables]
    return tuple(dict.fromkeys(cells))


def _year(indicator: Indicator, variable: str, period: int) -> int:
    formula = indicator.formula
    if isinstance(formula, Ratio) and formula.denominator == variable and formula.denominator_period is not None:
        return formula.denominator_period
    return period


def _lines(site: Site, area: AreaRow, cells: set[Cell]) -> dict[Cell, SourceLine]:
    keys = [release.key for release in site.edition.manifest.releases]
    lines = source_lines(settings.WIJKWERK_DATA / "releases", keys, area.code, sorted(cells))
    return {(line.variable, line.period): line for line in lines}


def _columns(catalogue: Catalogue, variables: Iterable[str]) -> dict[str, str]:
    """ "table/variable" -> the column of the source."""
    columns = {}
    for name in variables:
        for table in catalogue.tables_of(name):
            column = catalogue.source_of(name).column_of(table, name.partition(".")[2])
            columns[f"{table.table}/{name}"] = column or ""
    return columns


def _not_scored(site: Site, recipe: Recipe, area: AreaRow) -> NotHereError:
    levels = " en ".join(f"{level.value}en" if level is Level.BUURT else "wijken" for level in levels_of(recipe))
    ways = (
        Way(f"Profiel van {area.name}", site.links.area(area.code)),
        Way("Alle scores", site.links.urgency(recipe.id)),
    )
    return NotHereError(f"Rekenrecept {recipe.title} geeft scores aan {levels}. {area.name} heeft er geen.", ways)
