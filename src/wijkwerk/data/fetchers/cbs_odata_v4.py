"""CBS OData v4: one row per observation, codes and groups apart.

Facts, as found in public tables up to 2026: pages of 100,000 by `@odata.nextLink`; codes are not padded;
`Properties` is one object without a `value` envelope and says how many observations there are; a missing value has its
reason in `ValueAttribute` (only "None" was seen: any other word is a reason).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

from wijkwerk.data.fetchers.errors import PageProblem, TableChangedError
from wijkwerk.data.member_codes import MemberList
from wijkwerk.data.topics import find_by_measure, topics_of_measures

from .client import PoliteClient
from .pages import PageFacts, Session, code_page, read_json, rows_of
from .wanted import Wanted


def version_of(client: PoliteClient, address: str, probe: Path) -> str:
    """When the observations last changed (`ObservationsModified`)."""
    client.download(_set(address, "Properties"), probe, lambda path, _: _properties(path))
    return str(_properties(probe).get("ObservationsModified") or "")


def fetch(session: Session, address: str, wanted: Wanted) -> int:
    """Properties, measures, dimensions with their codes and groups, then every observation. Returns their number.

    Of a dimension from which members are wanted only their observations are asked for, which Properties does not count
    apart.
    """
    session.single("Properties.json", _set(address, "Properties"))
    expected = int(_properties(session.incoming.path("Properties.json")).get("ObservationCount") or 0)
    _require_measures(session, address, wanted)
    identifiers = [str(dimension.get("Identifier")) for dimension in _codes(session, address, "Dimensions")]
    for identifier in identifiers:
        for part in ("Codes", "Groups"):
            _codes(session, address, f"{identifier}{part}")
    wanted.require_dimensions(identifiers)
    chosen = " and ".join(
        _any_of(name, wanted.codes_of(name, MemberList.of(session.rows(f"{name}Codes")))) for name in wanted.members
    )
    query = f"?$filter={quote(chosen)}" if chosen else ""
    session.hundred_percent = 0 if chosen else expected
    rows = session.chain("Observations", _set(address, "Observations") + query, lambda d: _row_page(d, address))
    if expected and not chosen and rows != expected:
        raise TableChangedError(address, f"{rows} waarnemingen", f"{expected} waarnemingen, zoals Properties zegt")
    return rows


def _require_measures(session: Session, address: str, wanted: Wanted) -> None:
    """Groups are asked for where measures stand in one: a table without has no such set, and answers 404."""
    measures = _codes(session, address, "MeasureCodes")
    grouped = any(measure.get("MeasureGroupId") is not None for measure in measures)
    groups = _codes(session, address, "MeasureGroups") if grouped else []
    wanted.require_columns(str(measure.get("Identifier")) for measure in measures)
    wanted.require_topics(find_by_measure, topics_of_measures(measures, groups))


def _codes(session: Session, address: str, name: str) -> list[dict[str, Any]]:
    """A set that describes the observations, of all its pages."""
    session.chain(name, _set(address, name), lambda d: code_page(d, _next_link(d, address)))
    return session.rows(name)


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


def _any_of(dimension: str, codes: Sequence[str]) -> str:
    """The filter for observations of one of these members; a year begins its own code and those of its months."""
    one = " or ".join(
        f"startswith({dimension},{_text(code)})" if _is_year(code) else f"{dimension} eq {_text(code)}"
        for code in codes
    )
    return f"({one})" if len(codes) > 1 else one


def _is_year(code: str) -> bool:
    return len(code) == 4 and code.isdigit()


def _text(code: str) -> str:
    return "'" + code.replace("'", "''") + "'"
