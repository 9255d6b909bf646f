"""PDOK's OGC API Features: borders of buurten, wijken and gemeenten, page by page.

Facts, as found in 2026: the default page has 10 features and the maximum 1,000 (more is silently clamped); the way on
is `links[rel=next]` with a cursor, and nobody says how many there are in all; `crs` must be a URI; an unknown
parameter is answered with 400 problem+json. The features come with water rows and -99997 for secret: both stay in the
raw file and are read by the ingestor.
"""

from pathlib import Path
from typing import Any

from wijkwerk.data.fetchers.errors import PageProblem

from .client import PoliteClient
from .pages import PageFacts, Session, rows_of
from .wanted import Wanted

COLLECTIONS = ("gemeenten", "wijken", "buurten")
RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
QUERY = f"?f=json&limit=1000&crs={RD.replace(':', '%3A').replace('/', '%2F')}"


def version_of(client: PoliteClient, address: str, probe: Path) -> str:
    """PDOK names no version of a collection: always fetched, and kept only where a byte differs."""
    return ""


def fetch(session: Session, address: str, wanted: Wanted) -> int:
    """The three collections of one year. `address` ends before `/collections`. Returns the number of features."""
    assert not wanted.members, "features have no dimensions, and the catalogue refuses them"
    present: set[str] = set()

    def read(document: Any) -> PageFacts:
        page = _read_page(document)
        present.update(page.columns)
        return page

    rows = 0
    for collection in COLLECTIONS:
        present.clear()
        rows += session.chain(collection, f"{address.rstrip('/')}/collections/{collection}/items{QUERY}", read)
        if collection == "buurten":
            wanted.require_columns(present)
    return rows


def _read_page(document: Any) -> PageFacts:
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise PageProblem("een antwoord dat geen FeatureCollection is", "een FeatureCollection")
    features = rows_of(document, "features")
    following = [link.get("href") for link in document.get("links", []) if link.get("rel") == "next"]
    first = features[0] if features else {}
    key = str(first["id"]) if "id" in first else None
    return PageFacts(len(features), following[0] if following else None, key, frozenset(first.get("properties") or ()))
