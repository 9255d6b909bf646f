"""A score opened up as a table: every level, weight, contribution, figure, source, file and line, one row a part."""

from collections.abc import Sequence

from wijkwerk.data.queries.figures import Figure
from wijkwerk.data.source_lines import SourceLine
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.pages.urgency.nodes import Opener, OpenLinks, OpenMaterial, OpenNode, walk
from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.export.tables import CellValue, ExportColumn, ExportTable
from wijkwerk.present.scores.words import first_words
from wijkwerk.present.words import method_label

OPEN_COLUMNS = (
    ExportColumn("area", "Gebiedscode"),
    ExportColumn("area_name", "Gebied"),
    ExportColumn("recipe", "Rekenrecept"),
    ExportColumn("recipe_version", "Versie"),
    ExportColumn("depth", "Diepte"),
    ExportColumn("node", "Onderdeelcode"),
    ExportColumn("title", "Onderdeel"),
    ExportColumn("parent", "Hoort bij"),
    ExportColumn("value", "Score, of genormaliseerde waarde"),
    ExportColumn("place", "Plaats"),
    ExportColumn("placed", "Van hoeveel gebieden"),
    ExportColumn("place_direction", "Richting van de plaats"),
    ExportColumn("weight", "Gewicht in het recept"),
    ExportColumn("counted", "Gewicht dat hier telt"),
    ExportColumn("contribution", "Bijdrage in punten"),
    ExportColumn("low", "Als ontbrekende cijfers laag zijn"),
    ExportColumn("high", "Als ontbrekende cijfers hoog zijn"),
    ExportColumn("figures", "Cijfers eronder"),
    ExportColumn("missing", "Waarom geen waarde"),
    ExportColumn("figure", "Cijfer"),
    ExportColumn("unit", "Eenheid"),
    ExportColumn("period", "Jaar"),
    ExportColumn("figure_low", "Interval laag"),
    ExportColumn("figure_high", "Interval hoog"),
    ExportColumn("method", "Herkomst van het cijfer"),
    ExportColumn("treated", "Cijfer na behandeling"),
    ExportColumn("point_low", "Ijkpunt laag"),
    ExportColumn("point_high", "Ijkpunt hoog"),
    ExportColumn("points_origin", "Herkomst van de ijkpunten"),
    ExportColumn("sources", "Bronregels"),
    ExportColumn("release", "Levering"),
    ExportColumn("file", "Bestand"),
    ExportColumn("line", "Regel"),
    ExportColumn("column", "Kolom"),
    ExportColumn("source_value", "Waarde in het bestand"),
    ExportColumn("sha256", "SHA-256 van het bestand"),
)


def open_table(material: OpenMaterial, footer: Footer) -> ExportTable:
    """The score itself first, then every part, each before its children.

    The columns of file and line are those of the first cell; `sources` names all cells, also a denominator's.
    """
    recipe, opener = material.recipe, Opener(material, OpenLinks(str, str))
    parts = [opener.node(child, 1) for child in recipe.groups[recipe.root].children]
    nodes = [each for part in parts for each in walk(part)]
    rows = [_row(material, recipe.root, None), *(_row(material, node.id, node) for node in nodes)]
    title = f"{recipe.title} van {material.area.name} ({material.area.code}). Plaats: {first_words(recipe)}."
    return ExportTable(title, OPEN_COLUMNS, tuple(rows), footer)


def _row(material: OpenMaterial, name: str, shown: OpenNode | None) -> tuple[CellValue, ...]:
    recipe, area, node = material.recipe, material.area, material.tree[name]
    group = name in recipe.groups
    return (
        area.code,
        area.name,
        recipe.id,
        recipe.version,
        shown.depth if shown else 0,
        name,
        shown.title if shown else recipe.title_of(name),
        recipe.parents.get(name),
        node.value,
        node.place if group else None,
        node.placed if group else None,
        first_words(recipe) if group else None,
        recipe.weight_of(name) if shown else 1,
        node.counted,
        node.contribution,
        node.low,
        node.high,
        node.figures if group else None,
        "" if shown is None or shown.missing is None else ". ".join(filter(None, (shown.missing.text, shown.why))),
        *(_NO_FIGURE if group else _figure(material, recipe, name)),
        *(_NO_LINE if group else _lines(material, material.lines.get(name, ()))),
    )


_NO_FIGURE: tuple[CellValue, ...] = (None,) * 10
_NO_LINE: tuple[CellValue, ...] = (None,) * 7


def _figure(material: OpenMaterial, recipe: Recipe, name: str) -> tuple[CellValue, ...]:
    node, indicator, item = material.tree[name], recipe.indicators[name], material.described.get(name)
    figure: Figure | None = material.figures.at(name, material.area.code, node.period)
    return (
        node.figure,
        item.indicator.unit if item else indicator.unit,
        node.period,
        figure.low if figure else None,
        figure.high if figure else None,
        "" if figure is None else method_label(figure) or "zoals gepubliceerd of daaruit berekend",
        node.treated,
        indicator.points.low,
        indicator.points.high,
        indicator.points_origin,
    )


def _lines(material: OpenMaterial, lines: Sequence[SourceLine]) -> tuple[CellValue, ...]:
    if not lines:
        return _NO_LINE
    first = lines[0]
    places = "; ".join(f"{each.variable} {each.period}: {each.file} regel {each.line}" for each in lines)
    column = material.columns.get(f"{first.table}/{first.variable}", "")
    return (places, first.release, first.file, first.line, column, first.value, first.sha256)
