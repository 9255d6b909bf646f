"""Whether a table of a Swing databank says what its levels are called there, and no other table does."""

from .located import Located
from .sources import Source, SourceTable
from .vocabulary import Protocol


def check_geo_levels(source: Located[Source], index: int, table: SourceTable) -> None:
    path = ("tables", index, "geo_levels")
    is_swing = source.value.protocol_of(table) is Protocol.SWING_ODATA
    if is_swing and not table.geo_levels:
        source.report(
            ("tables", index),
            "een tabel van Swing zonder niveaus",
            "'geo_levels', met de naam van elk niveau in Swing",
            "Noem ze, zoals 'buurt: buurten'.",
        )
    elif table.geo_levels and not is_swing:
        source.report(path, "namen van niveaus in Swing", "niets bij een ander protocol", "Laat de sleutel weg.")
    unknown = [level for level in table.geo_levels if level not in source.value.levels]
    if is_swing and unknown:
        source.report(
            path,
            ", ".join(level.value for level in unknown),
            "niveaus die de bron bij 'levels' noemt",
            "Noem ze ook bij 'levels', of haal ze hier weg.",
        )
