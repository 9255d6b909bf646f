"""Which wijken and buurten take a place in a ranking: those where people live, in numbers that say something.

A business park and the land around a town are shown with their figures, and so is a buurt of a few houses; a place
among woonbuurten would compare what cannot be compared (E159). Knows no database.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.kaders import AreaKind
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.governance.kader.frozen import FrozenKader
from wijkwerk.governance.kader.limits import places_of


class NoPlace(StrEnum):
    """Why an area takes no place."""

    BUSINESS_PARK = "bedrijventerrein"
    OUTLYING = "buitengebied"
    FEW_INHABITANTS = "te weinig inwoners"


_BY_KIND: Mapping[AreaKind, NoPlace] = {
    AreaKind.BEDRIJVENTERREIN: NoPlace.BUSINESS_PARK,
    AreaKind.BUITENGEBIED: NoPlace.OUTLYING,
}


def without_place(areas: Iterable[AreaRow], kader: FrozenKader | None) -> dict[str, NoPlace]:
    """Area code -> why it takes no place. An area without a known wijktype or number of inhabitants does take one.

    areas  also the wijken around buurten, for a buurt without its own wijktype has that of its wijk
    kader  of the edition; without one every area takes a place
    """
    if kader is None:
        return {}
    rows = {row.code: row for row in areas}
    kinds = {code: place.kind for code, place in places_of(rows.values(), kader.kinds).items()} if kader.kinds else {}
    reasons = ((code, _reason(row, kinds.get(code), kader.fewest_inhabitants)) for code, row in rows.items())
    return {code: reason for code, reason in reasons if reason is not None}


def _reason(row: AreaRow, kind: AreaKind | None, fewest: int | None) -> NoPlace | None:
    if kind is not None and kind in _BY_KIND:
        return _BY_KIND[kind]
    is_small = fewest is not None and row.inhabitants is not None and row.inhabitants < fewest
    return NoPlace.FEW_INHABITANTS if is_small and row.level is Level.BUURT else None
