"""The tables of the page of stapeling as files: the grid, found beside expected, and areas with their neighbours."""

import numpy as np

from wijkwerk.pages.stacking.chance import count_title, reached
from wijkwerk.pages.stacking.material import StackingMaterial
from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.export.tables import ExportColumn, ExportTable

_PLACE = (
    ExportColumn("area", "Gebiedscode"),
    ExportColumn("area_name", "Gebied"),
    ExportColumn("level", "Niveau"),
)


def grid_table(material: StackingMaterial, footer: Footer) -> ExportTable:
    """One row per area and theme, with the area's count; areas without any score have one row that says so."""
    columns = (
        *_PLACE,
        ExportColumn("theme", "Themacode"),
        ExportColumn("theme_title", "Thema"),
        ExportColumn("score", "Score"),
        ExportColumn("threshold", "Grens"),
        ExportColumn("beyond", "Telt mee"),
        ExportColumn("count", "Aantal thema’s dat meetelt"),
        ExportColumn("known", "Aantal thema’s met een score"),
        ExportColumn("p", "Kans op dit aantal of meer bij toeval"),
    )
    stacked, rows = material.stapeling.stacked, []
    for place, area in enumerate(material.areas):
        counts = (int(stacked.count[place]), int(stacked.known[place]), float(stacked.p[place]))
        for column, theme in enumerate(material.themes):
            value, beyond = material.values[place, column], material.beyond[place, column]
            known = not np.isnan(value)
            rows.append(
                (
                    area.code, area.name, area.level.value, theme, material.recipe.title_of(theme),
                    float(value) if known else None, material.threshold,
                    ("ja" if beyond == 1 else "nee") if known else "geen cijfers", *counts,
                )
            )  # fmt: skip
    empty = [
        (row.code, row.name, row.level.value, None, None, None, material.threshold, "geen cijfers", None, 0, None)
        for row in material.without
    ]
    return ExportTable(f"Stapeling per {material.level.value}", columns, (*rows, *empty), footer)


def chance_table(material: StackingMaterial, footer: Footer) -> ExportTable:
    columns = (
        ExportColumn("count", "Aantal thema’s of meer"),
        ExportColumn("title", "In woorden"),
        ExportColumn("found", "Gevonden gebieden"),
        ExportColumn("expected", "Verwacht bij toeval"),
        ExportColumn("p", "Kans op zoveel gebieden bij toeval"),
        ExportColumn("beyond_chance", "Meer dan bij toeval"),
    )
    chance = material.stapeling.by_chance
    rows = tuple(
        (n, count_title(n), areas, expected, float(chance.p[n]), "ja" if material.beyond_chance[n] else "nee")
        for n, areas, expected in reached(material)
    )
    return ExportTable("Gevonden en bij toeval verwacht", columns, rows, footer)


def spots_table(material: StackingMaterial, footer: Footer) -> ExportTable:
    """Every area, also those where nothing is beyond chance: with the numbers that say so."""
    columns = (
        *_PLACE,
        ExportColumn("score", "Score"),
        ExportColumn("around", "Gemiddelde score van de buren"),
        ExportColumn("neighbours", "Buren met een score"),
        ExportColumn("p", "Kans bij toeval"),
        ExportColumn("q", "Na correctie voor het aantal vragen"),
        ExportColumn("found", "Meer dan toeval"),
    )
    rows = tuple(
        (
            spot.area.code, spot.area.name, spot.area.level.value, spot.score, spot.around,
            ", ".join(spot.neighbours), spot.p, spot.q, spot.words.text if spot.words else "nee",
        )
        for spot in (material.spots.areas if material.spots else ())
    )  # fmt: skip
    return ExportTable(f"Scores van {material.level.value}en naast die van hun buren", columns, rows, footer)
