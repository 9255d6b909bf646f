"""StatLine's "CSV met statistische symbolen": semicolons, cells quoted and padded, a symbol where there is no figure.

Seen in 85163NED (SES-WOA 2019): a byte order mark; decimal *points*; codes padded to ten; missing is `"       ."`.
Some downloads end with a line that names the source ("Bron: CBS"), which has one cell. A head is the path of a topic
with its unit: "Opleidingsniveau/Laag/Waarde (%)". So a table that is read by its topics needs no other description.
"""

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError
from wijkwerk.data.raw import RawDelivery
from wijkwerk.data.topics import find_by_path, topics_of_heads
from wijkwerk.definitions.sources import Source, SourceTable
from wijkwerk.definitions.vocabulary import Protocol

from .flat_csv import ingest_csv
from .partial import table_as_delivered
from .records import Ingested, Spelling

# An empty cell speaks here: CBS leaves blank what cannot occur on logical grounds.
SPELLING = Spelling(empty_speaks=True)

# How StatLine heads the columns of a table that are no topics, without their unit.
AREA_NAME = "Wijken en buurten"
_CODES = ("Codering", "Regiocode (gemeente, wijk, buurt)")
_CHANGE_CODE = "Indelingswijziging wijken en buurten"
_PERIOD = "Perioden"


def is_download(heads: Sequence[str]) -> bool:
    """Whether these are heads as StatLine writes them: with the code of the area, and a topic with its unit."""
    return any(_title(head) in _CODES for head in heads) and any(_title(head) != head for head in heads)


def ingest(con: duckdb.DuckDBPyConnection, source: Source, table: SourceTable, delivery: RawDelivery) -> Ingested:
    """Make `delivered` and `cells` of a StatLine CSV. Raises ReleaseError with every missing column and bad cell."""
    if source.protocol_of(table) is Protocol.STATLINE_CSV and not table.topics:
        return ingest_csv(con, lambda heads: table, delivery, delimiter=";", spelling=SPELLING)
    return ingest_csv(
        con, lambda heads: _by_heads(source, table, heads, delivery), delivery, delimiter=";", spelling=SPELLING
    )


def _by_heads(source: Source, table: SourceTable, heads: list[str], delivery: RawDelivery) -> SourceTable:
    """The table with the columns as this download heads them."""
    file = delivery.files[0].name
    columns = table_as_delivered(source, table, find_by_path, topics_of_heads(heads), file)
    codes = [head for code in _CODES for head in heads if _title(head) == code]
    if not codes or not columns:
        raise ReleaseError([_no_download(file, heads, has_codes=bool(codes))])
    beside = {
        "name": next((head for head in heads if head == AREA_NAME and source.names_areas), None),
        "change_code": next((head for head in heads if _title(head) == _CHANGE_CODE), None),
    }
    taken = {*columns, *codes, *beside.values(), _PERIOD}
    return replace(
        table,
        area_column=codes[0],
        period_column=_PERIOD if table.period_column else None,
        area_columns={key: head for key, head in beside.items() if head is not None},
        columns=columns,
        topics=(),
        members=None,
        ignored={head: "een ander kenmerk van het gebied" for head in heads if _is_about_the_area(head, taken)},
    )


def _title(head: str) -> str:
    """ "Regioaanduiding/Codering (code)" -> "Codering"."""
    return topics_of_heads([head])[0].path.rpartition("/")[2]


def _is_about_the_area(head: str, taken: set[str | None]) -> bool:
    return head not in taken and head.startswith("Regioaanduiding/")


def _no_download(file: str, heads: list[str], *, has_codes: bool) -> DeliveryProblem:
    shown = ", ".join(f"‘{head}’" for head in heads[:8])
    return DeliveryProblem(
        file=file,
        row=1,
        found=f"kolommen {shown}" + (" en meer" if len(heads) > 8 else ""),
        expected="onderwerpen van deze tabel" if has_codes else "de kolom ‘Codering’ of ‘Regiocode’ erbij",
        remedy="Kies bij StatLine de onderwerpen met de regiocode, en download ‘CSV met statistische symbolen’.",
    )
