"""Which table of a source somebody's files are, and in which form: by what stands in them, so that nobody describes it.

A form is told by the heads of the file: the short codes of a source's own workbook, or the paths of a StatLine
download. The table is told by its number in the name of a file, or by its year there or in the name of a sheet.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wijkwerk.data.building import table_of
from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError
from wijkwerk.data.ingestors import cbs_odata_v4, coded_workbook, statline_csv
from wijkwerk.data.ingestors.tables import Heads, heads_of
from wijkwerk.data.raw import RECORD, files_of, read_raw
from wijkwerk.definitions.sources import Source, SourceTable
from wijkwerk.definitions.vocabulary import Protocol

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_ODATA = (Protocol.CBS_ODATA_V3, Protocol.CBS_ODATA_V4)


@dataclass(frozen=True, slots=True)
class Recognised:
    """The table of the catalogue, and the protocol that reads these files of it."""

    table: SourceTable
    protocol: Protocol


def recognise(source: Source, table: str | None, paths: Sequence[Path]) -> Recognised:
    """Tell what files of a source are; `table` where somebody named it. Raises ReleaseError where they do not say."""
    if len(paths) == 1 and (paths[0] / RECORD).is_file():
        delivery = read_raw(paths[0])
        return Recognised(table_of(source, table or delivery.table), delivery.protocol)
    files = files_of(paths)
    names = [path.name for path in files]
    heads = _heads(source, files)
    is_coded = source.workbook is not None and coded_workbook.is_of(source, heads.texts)
    if table is not None:
        chosen = table_of(source, table)
    else:
        chosen = _coded_table(source, names, heads) if is_coded else _named_table(source, names, heads)
    return Recognised(chosen, Protocol.CODED_WORKBOOK if is_coded else _protocol(source, chosen, names, heads))


def _heads(source: Source, files: Sequence[Path]) -> Heads:
    """Of the first file, where heads can tell anything: files of a gemeente are read elsewhere, by their own layout."""
    if not files or not any(source.protocol_of(table) in _ODATA for table in source.tables):
        return Heads()
    return heads_of(files[0])


def _protocol(source: Source, table: SourceTable, names: Sequence[str], heads: Heads) -> Protocol:
    own = source.protocol_of(table)
    if own not in _ODATA:
        return own
    if statline_csv.is_download(heads.texts):
        return Protocol.STATLINE_CSV
    return Protocol.CBS_ODATA_V4 if _are_observations(names) and table.topics and not table.columns else own


def _are_observations(names: Sequence[str]) -> bool:
    return any(cbs_odata_v4.OBSERVATIONS in name for name in names)


def _coded_table(source: Source, names: Sequence[str], heads: Heads) -> SourceTable:
    """The table of the year that the file or its sheet names, of those that are read by topics."""
    assert source.workbook is not None, "asked of its workbook"
    pattern = re.compile(source.workbook.file, re.IGNORECASE)
    years = [int(match[1]) for name in (*names, heads.sheet or "") if (match := pattern.search(name))]
    return _only(source, [table for table in source.tables if years and table.year == years[0] and table.topics], names)


def _named_table(source: Source, names: Sequence[str], heads: Heads) -> SourceTable:
    """The only table, or the one whose number a name holds, or else its year."""
    tables = source.tables
    if statline_csv.is_download(heads.texts) or _are_observations(names):
        tables = tuple(table for table in tables if _can_be_told_by_topic(source, table))
    if len(tables) == 1:
        return tables[0]
    named = [table for table in tables if any(table.table in name for name in names)]
    by_topic = [table for table in tables if _can_be_told_by_topic(source, table)]
    if not named:
        named = [table for table in by_topic if any(table.public_table in name for name in names)]
    if not named:
        years = {int(year) for name in names for year in _YEAR.findall(name)}
        named = [table for table in by_topic if table.year in years]
    return _only(source, _longest(named), names)


def _can_be_told_by_topic(source: Source, table: SourceTable) -> bool:
    if source.protocol_of(table) is Protocol.CBS_ODATA_V3:
        known = (source.variables[name].topic for name in table.variables)
        return bool(table.topics) or (not table.dimensions and any(topic and topic.paths for topic in known))
    return source.protocol_of(table) in {Protocol.STATLINE_CSV, Protocol.CBS_ODATA_V4}


def _longest(named: Sequence[SourceTable]) -> list[SourceTable]:
    """ "85984NED-land" before "85984NED", which its name holds too."""
    return [table for table in named if not any(table.table in other.table for other in named if other is not table)]


def _only(source: Source, candidates: Sequence[SourceTable], names: Sequence[str]) -> SourceTable:
    if len(candidates) == 1:
        return candidates[0]
    raise ReleaseError(
        [
            DeliveryProblem(
                file=", ".join(names),
                found=f"een bestand zonder tabelnummer of jaar in de naam, terwijl {source.title} meer tabellen heeft",
                expected=" of ".join(known.table for known in source.tables),
                remedy="Zeg bij het inlezen welke tabel het is (--table).",
            )
        ]
    )
