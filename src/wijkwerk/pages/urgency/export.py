"""The scores of a level as a table, in name order: with places, bands, coverage, what stacks and what moved."""

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.editions.published_scores import Tree
from wijkwerk.pages.urgency.development import course_words, told_nodes
from wijkwerk.pages.urgency.rows import UrgencyMaterial, no_score_words
from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.collation import collation_key
from wijkwerk.present.export.tables import CellValue, ExportColumn, ExportTable
from wijkwerk.present.scores.words import band_of, coverage_of, first_words, stack_of

SCORE_COLUMNS = (
    ExportColumn("area", "Gebiedscode"),
    ExportColumn("area_name", "Gebied"),
    ExportColumn("level", "Niveau"),
    ExportColumn("wijk", "Wijk"),
    ExportColumn("inhabitants", "Inwoners"),
    ExportColumn("recipe", "Rekenrecept"),
    ExportColumn("recipe_version", "Versie"),
    ExportColumn("score", "Score"),
    ExportColumn("why_none", "Waarom geen score of plaats"),
    ExportColumn("low", "Score als ontbrekende cijfers laag zijn"),
    ExportColumn("high", "Score als ontbrekende cijfers hoog zijn"),
    ExportColumn("place", "Plaats"),
    ExportColumn("placed", "Van hoeveel gebieden"),
    ExportColumn("place_direction", "Richting van de plaats"),
    ExportColumn("band_low", "Band van de plaats, van"),
    ExportColumn("band_high", "Band van de plaats, tot"),
    ExportColumn("among_first_three", "Aandeel varianten bij de eerste drie"),
    ExportColumn("figures", "Cijfers"),
    ExportColumn("of_figures", "Cijfers die het niveau heeft"),
    ExportColumn("parts", "Onderdelen met een score"),
    ExportColumn("of_parts", "Onderdelen van het recept"),
    ExportColumn("stacked", "Thema’s boven de grens"),
    ExportColumn("judged", "Thema’s met een score"),
    ExportColumn("stacked_themes", "Welke thema’s"),
    ExportColumn("unjudged_themes", "Thema’s die niet te beoordelen zijn"),
    ExportColumn("since", "Ontwikkeling sinds"),
    ExportColumn("development", "Ontwikkeling"),
)


def scores_table(material: UrgencyMaterial, footer: Footer) -> ExportTable:
    title = f"{material.recipe.title} per {material.level.value}. Plaats: {first_words(material.recipe)}."
    ordered = sorted(material.areas, key=lambda row: collation_key(row.name))
    return ExportTable(title, SCORE_COLUMNS, tuple(_row(material, area) for area in ordered), footer)


def _row(material: UrgencyMaterial, area: AreaRow) -> tuple[CellValue, ...]:
    recipe, tree = material.recipe, material.trees.get(area.code)
    wijk = next((row.name for row in material.wijken if row.code == area.parent), "")
    place = (area.code, area.name, area.level.value, wijk, area.inhabitants, recipe.id, recipe.version)
    return (
        *place,
        *_score(material, area, tree),
        *_band(material, area.code),
        *_parts(material, tree),
        *_moved(material, area),
    )


def _score(material: UrgencyMaterial, area: AreaRow, tree: Tree | None) -> tuple[CellValue, ...]:
    node = tree[material.recipe.root] if tree else None
    direction = first_words(material.recipe)
    if node is None or node.value is None:
        return (None, no_score_words(material.recipe, tree), None, None, None, node.placed if node else None, direction)
    without = material.no_place.get(area.code)
    why = f"geen plaats: {without}" if without else ""
    return (node.value, why, node.low, node.high, node.place, node.placed, direction)


def _band(material: UrgencyMaterial, area: str) -> tuple[CellValue, ...]:
    band = band_of(material.certainty, area)
    return (None, None, None) if band is None else (band.low, band.high, band.first)


def _parts(material: UrgencyMaterial, tree: Tree | None) -> tuple[CellValue, ...]:
    if tree is None:
        return (None,) * 8
    coverage, stack = coverage_of(material.recipe, tree), stack_of(material.recipe, tree)
    covered = (coverage.figures, coverage.of_figures, coverage.parts, coverage.of_parts)
    if stack is None:
        return (*covered, None, None, "", "")
    return (*covered, len(stack.stacked), stack.judged, ", ".join(stack.stacked), ", ".join(stack.unjudged))


def _moved(material: UrgencyMaterial, area: AreaRow) -> tuple[CellValue, ...]:
    moves = []
    for node in told_nodes(material.recipe, material.moves):
        moved = material.moves[node].get(area.code)
        if moved is not None and moved.change is not None:
            words = course_words(material.recipe, moved).text
            moves.append(f"{material.recipe.title_of(node)}: {words} ({moved.change:+.1f})".replace(".", ","))
    return (material.since if moves else None, "; ".join(moves))
