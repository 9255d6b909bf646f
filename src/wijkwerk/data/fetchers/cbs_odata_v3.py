"""CBS OData v3: the feed with all rows of a table, typed (numbers) and untyped (why a number is missing).

Facts, as found in public tables up to 2026:
- `ODataFeed` answers Atom XML unless `$format=json` is asked, and pages by `odata.nextLink` of 10,000 records;
- `ODataApi` has no paging and answers 500 when a question has more than 10,000 records: we do not use it for rows;
- codes are padded to 10 characters, so nothing is filtered on `eq`; we take whole tables;
- column suffixes drift between years and releases, `DataProperties` says which column is which topic;
- police and RIVM tables stand on another host (`dataderden.cbs.nl`), which is part of the source's address.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

from wijkwerk.data.fetchers.errors import FinalProblem, PageProblem, TableChangedError
from wijkwerk.data.member_codes import MemberList
from wijkwerk.data.topics import find_by_path, topics_of_properties

from .client import PoliteClient
from .pages import PageFacts, Session, code_page, read_json, rows_of
from .wanted import Wanted

META_SETS = ("TableInfos", "DataProperties", "CategoryGroups")
ROW_SETS = ("TypedDataSet", "UntypedDataSet")
JSON = "?$format=json"


def version_of(client: PoliteClient, address: str, probe: Path) -> str:
    """When the source last changed the table (`Modified`), or an empty string where it does not say."""
    client.download(_set(address, "TableInfos"), probe, lambda path, _: _read_table_info(path))
    return _read_table_info(probe)


def fetch(session: Session, address: str, wanted: Wanted) -> int:
    """Metadata, dimensions, then every row twice. Returns the number of rows of the typed set.

    Of a dimension from which members are wanted only their rows are asked for. By `startswith`, as codes are padded
    and a year begins its months; the ingestor takes them exactly.
    """
    for name in META_SETS:
        session.chain(name, _set(address, name), lambda d: code_page(d, _next_link(d, address)))
    properties = session.rows("DataProperties")
    wanted.require_columns(str(p["Key"]) for p in properties if p.get("Key"))
    wanted.require_topics(find_by_path, topics_of_properties(properties))
    dimensions = _dimensions(properties)
    wanted.require_dimensions(dimensions)
    for dimension in dimensions:
        session.chain(dimension, _set(address, dimension), lambda d: code_page(d, _next_link(d, address)))
    chosen = " and ".join(
        _any_of(name, wanted.codes_of(name, MemberList.of(session.rows(name)))) for name in wanted.members
    )
    query = f"&$filter={quote(chosen)}" if chosen else ""
    typed, untyped = (
        session.chain(name, _set(address, name) + query, lambda d: _row_page(d, address)) for name in ROW_SETS
    )
    if typed != untyped:
        found = f"{typed} rijen met getallen en {untyped} rijen met redenen"
        raise TableChangedError(address, found, "twee keer evenveel rijen")
    return typed


def _set(address: str, name: str) -> str:
    return f"{address.rstrip('/')}/{name}{JSON}"


def _read_table_info(path: Path) -> str:
    rows = rows_of(read_json(path))
    if not rows:
        raise PageProblem("een lege TableInfos", "één rij met gegevens over de tabel")
    return str(rows[0].get("Modified") or "")


def _dimensions(properties: list[dict[str, Any]]) -> list[str]:
    kinds = {"Dimension", "GeoDimension", "GeoDetail", "TimeDimension"}
    return [str(p["Key"]) for p in properties if p.get("Type") in kinds]


def _row_page(document: Any, address: str) -> PageFacts:
    rows = rows_of(document)
    first = rows[0] if rows else {}
    return PageFacts(len(rows), _next_link(document, address), str(first["ID"]) if "ID" in first else None)


def _next_link(document: Any, address: str) -> str | None:
    link = document.get("odata.nextLink")
    if not link:
        return None
    if not isinstance(link, str):
        raise FinalProblem("een vreemde odata.nextLink", "een adres", "Meld het de bron.")
    url = urljoin(address.rstrip("/") + "/", link)
    # CBS leaves the format out of its own links; without it the next page is XML.
    return url if "$format=" in url else f"{url}&$format=json"


def _any_of(dimension: str, codes: Sequence[str]) -> str:
    """The filter for rows of one of these members."""
    one = " or ".join(f"startswith({dimension},{_text(code)})" for code in codes)
    return f"({one})" if len(codes) > 1 else one


def _text(code: str) -> str:
    return "'" + code.replace("'", "''") + "'"
