"""CBS OData v4: one row per observation, codes and groups apart.

Facts, as found in public tables up to 2026: pages of 100,000 by `@odata.nextLink`; codes are not padded;
`Properties` is one object without a `value` envelope and says how many observations there are; a missing value has its
reason in `ValueAttribute` (only "None" was seen: any other word is a reason).
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

from wijkwerk.data.fetchers.errors import FetchError, PageProblem

from .client import PoliteClient
from .pages import (
    NO_DIMENSIONS,
    PageFacts,
    Session,
    code_page,
    read_json,
    require_columns,
    require_dimensions,
    rows_of,
)


def version_of(client: PoliteClient, address: str, probe: Path) -> str:
    """When the observations last changed (`ObservationsModified`)."""
    client.download(_set(address, "Properties"), probe, lambda path, _: _properties(path))
    return str(_properties(probe).get("ObservationsModified") or "")


def fetch(
    session: Session, address: str, table: str, columns: Sequence[str], wanted: Mapping[str, str] = NO_DIMENSIONS
) -> int:
    """Properties, measures, dimensions with their codes and groups, then every observation. Returns their number.

    wanted   dimension -> code: only the observations of these members, which Properties does not count apart
    """
    session.single("Properties.json", _set(address, "Properties"))
    expected = int(_properties(session.incoming.path("Properties.json")).get("ObservationCount") or 0)
    measures = rows_of(session.single("MeasureCodes.json", _set(address, "MeasureCodes")))
    require_columns((str(m.get("Identifier")) for m in measures), columns, table)
    dimensions = rows_of(session.single("Dimensions.json", _set(address, "Dimensions")))
    for dimension in dimensions:
        for part in ("Codes", "Groups"):
            name = f"{dimension['Identifier']}{part}"
            session.chain(name, _set(address, name), lambda d: code_page(d, _next_link(d, address)))
    require_dimensions((str(d.get("Identifier")) for d in dimensions), wanted, table)
    chosen = " and ".join(f"{name} eq {_text(code)}" for name, code in wanted.items())
    query = f"?$filter={quote(chosen)}" if wanted else ""
    session.hundred_percent = 0 if wanted else expected
    rows = session.chain("Observations", _set(address, "Observations") + query, lambda d: _row_page(d, address))
    if expected and not wanted and rows != expected:
        raise FetchError(
            address,
            f"{rows} waarnemingen",
            f"{expected} waarnemingen, zoals Properties zegt",
            "De tabel veranderde onder het ophalen. Haal opnieuw op.",
        )
    return rows


def _set(address: str, name: str) -> str:
    return f"{address.rstrip('/')}/{name}"


def _properties(path: Path) -> dict[str, Any]:
    document = read_json(path)
    if not isinstance(document, dict) or "Identifier" not in document:
        raise PageProblem("Properties zonder Identifier", "de eigenschappen van één tabel")
    return document


def _row_page(document: Any, address: str) -> PageFacts:
    rows = rows_of(document)
    first = rows[0] if rows else {}
    return PageFacts(len(rows), _next_link(document, address), str(first["Id"]) if "Id" in first else None)


def _next_link(document: Any, address: str) -> str | None:
    link = document.get("@odata.nextLink")
    return urljoin(address.rstrip("/") + "/", str(link)) if link else None


def _text(code: str) -> str:
    return "'" + code.replace("'", "''") + "'"
