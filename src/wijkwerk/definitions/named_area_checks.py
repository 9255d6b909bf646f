"""Whether the names of a table's areas lead to one code each, of a level that the source has."""

from .located import Located
from .sources import Source, SourceTable
from .vocabulary import Level, Protocol

# A JSON document is about one area, an own file is looked up in the register, and the services of CBS and PDOK send
# codes.
WITH_NAMES = (Protocol.FLAT_CSV, Protocol.STATLINE_CSV)
_LEVELS = {"NL": Level.LAND, "GM": Level.GEMEENTE, "SD": Level.STADSDEEL, "WK": Level.WIJK, "BU": Level.BUURT}


def check_named_areas(source: Located[Source], index: int, table: SourceTable) -> None:
    """Note what is wrong with `area_codes` and `other_areas` of one table; `index` is its place in the file."""
    if table.area_codes or table.other_areas:
        _check_use(source, index, table)
        _check_levels(source, index, table)
        _check_left_out(source, index, table)


def _check_use(source: Located[Source], index: int, table: SourceTable) -> None:
    path = ("tables", index, "area_codes" if table.area_codes else "other_areas")
    protocol = source.value.protocol_of(table)
    if protocol not in WITH_NAMES:
        source.report(
            path,
            f"gebieden op naam bij protocol '{protocol.value}'",
            f"zo'n lijst alleen bij {' en '.join(each.value for each in WITH_NAMES)}",
            "Laat de sleutel weg: deze bron levert codes.",
        )
    if not table.area_codes:
        source.report(
            path, "namen die wegblijven, en geen die blijven", "ook 'area_codes'", "Noem de namen met hun code."
        )
    if table.area_column in table.area_columns.values():
        source.report(
            ("tables", index, "area_columns"),
            f"kolom '{table.area_column}' nog een keer",
            "de namen op één plaats",
            "Laat haar hier weg: bij 'area_codes' worden haar namen codes, en namen staan in het register.",
        )


def _check_levels(source: Located[Source], index: int, table: SourceTable) -> None:
    for name, code in table.area_codes.items():
        level = _LEVELS[code[:2]]
        if level not in source.value.levels:
            source.report(
                ("tables", index, "area_codes", name),
                f"'{code}', een {level.value}",
                f"een niveau van deze bron: {', '.join(source.value.levels) or 'nog geen'}",
                "Verbeter de code, of noem het niveau bij 'levels'.",
            )


def _check_left_out(source: Located[Source], index: int, table: SourceTable) -> None:
    known = dict.fromkeys(table.area_codes, "area_codes")
    for place, group in enumerate(table.other_areas):
        for position, name in enumerate(group.names):
            if name in known:
                source.report(
                    ("tables", index, "other_areas", place, "names", position),
                    f"'{name}', die ook bij '{known[name]}' staat",
                    "elke naam één keer",
                    "Kies of dit gebied meedoet.",
                )
            known.setdefault(name, "other_areas")
