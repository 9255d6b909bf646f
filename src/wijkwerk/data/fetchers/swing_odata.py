"""Swing (Jive), the databank of many gemeenten: OData v4 of its own shape, a set of values per subject and level.

Facts, as found in public code up to 2026: `Variables('x')/GeoLevels('y')/PeriodLevels('year')/Periods('all')/Values`
gives rows of ExternalCode, Period and ValueString in pages by `@odata.nextLink`; a key goes in the header `apikey`; an
installation names no version of its figures.
"""

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

from wijkwerk.data.fetchers.errors import FinalProblem

from .client import PoliteClient
from .pages import PageFacts, Session, rows_of
from .wanted import Wanted

_NEEDED = ("ExternalCode", "Period", "ValueString")
_IN_FILE = re.compile(r"^[A-Za-z0-9_-]+$")


def version_of(client: PoliteClient, address: str, probe: Path) -> str:
    """None: what was fetched today is current."""
    return ""


def fetch(session: Session, address: str, wanted: Wanted) -> int:
    """Every year of each subject at each level. Returns the number of rows."""
    strange = [name for name in (*wanted.columns, *wanted.geo_levels) if not _IN_FILE.match(name)]
    if strange:
        raise FinalProblem(
            f"de namen {', '.join(strange)}", "namen van letters, cijfers, _ en -", "Verbeter ze in catalogue/sources."
        )
    rows = 0
    for column in wanted.columns:
        for level in wanted.geo_levels:
            rows += session.chain(f"Values.{column}.{level}", _values(address, column, level), _page_of(address))
    return rows


def _values(address: str, column: str, level: str) -> str:
    path = f"Variables('{quote(column)}')/GeoLevels('{quote(level)}')/PeriodLevels('year')/Periods('all')/Values"
    return f"{address.rstrip('/')}/{path}"


def _page_of(address: str) -> Any:
    return lambda document: _row_page(document, address)


def _row_page(document: Any, address: str) -> PageFacts:
    rows = rows_of(document)
    lacking = [name for name in _NEEDED if rows and name not in rows[0]]
    if lacking:
        raise FinalProblem(
            f"waarden zonder {' en '.join(lacking)}",
            "ExternalCode, Period en ValueString",
            "Deze databank heeft een andere vorm. Lever haar export aan als eigen bestand, en meld het.",
        )
    link = document.get("@odata.nextLink")
    following = urljoin(address.rstrip("/") + "/", str(link)) if link else None
    first = f"{rows[0]['ExternalCode']} {rows[0]['Period']}" if rows else None
    return PageFacts(len(rows), following, first)
