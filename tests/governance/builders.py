"""Norms, kaders and figures with good defaults, for tests of governance and of the pages that show them."""

import datetime
from functools import cache
from pathlib import Path
from typing import Any

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.catalogue import Catalogue, load_catalogue
from wijkwerk.definitions.kaders import KaderStatus, NormForm, NormScope, NormSource, NormTerms
from wijkwerk.definitions.vocabulary import Level, Status
from wijkwerk.governance.kader.frozen import FrozenKader

CATALOGUE = Path(__file__).parents[2] / "catalogue"
FIRST_DAY = datetime.date(2026, 1, 1)
TODAY = datetime.date(2026, 11, 1)
GEMEENTE, NOORD, BINNENSTAD, NOORK = "GM0164", "WK016402", "WK016400", "BU01640202"
AREAS = frozenset({NOORD, BINNENSTAD, NOORK})


@cache
def catalogue() -> Catalogue:
    return load_catalogue(CATALOGUE)


def norm(**changes: Any) -> NormTerms:
    """At most 35 people with bijstand per 1.000, in all wijken."""
    given: dict[str, Any] = {
        "indicator": "bijstand_per_1000",
        "scope": NormScope.ALL,
        "form": NormForm.AT_MOST,
        "source": NormSource.TARGET,
        "owner": "onderzoeker",
        "valid_from": FIRST_DAY,
        "value": 35,
    }
    return NormTerms(**(given | changes))


def band(low: float, high: float, **changes: Any) -> NormTerms:
    given = {"indicator": "koopwoningen_aandeel", "form": NormForm.BAND, "value": low, "upper": high}
    return norm(**(given | changes))


def kader(*norms: NormTerms, **changes: Any) -> FrozenKader:
    given: dict[str, Any] = {
        "name": "Proefkader",
        "version": 1,
        "status": KaderStatus.PROVISIONAL,
        "valid_from": FIRST_DAY,
        "horizon": 2040,
        "frozen_on": TODAY,
        "norms": norms or (norm(),),
    }
    return FrozenKader(**(given | changes))


def figure(indicator: str, area: str, value: float | None, period: int = 2024, **changes: Any) -> Figure:
    status = Status.VALUE if value is not None else Status.TOO_FEW
    return Figure(
        **({"indicator": indicator, "area": area, "period": period, "value": value, "status": status} | changes)
    )


def area(code: str, name: str, parent: str | None = GEMEENTE) -> AreaRow:
    level = {"GM": Level.GEMEENTE, "WK": Level.WIJK, "BU": Level.BUURT}[code[:2]]
    return AreaRow(code, 2024, level, name, parent, GEMEENTE, 1000, 3)


ROWS = (area(NOORD, "Noord"), area(BINNENSTAD, "Binnenstad"), area(NOORK, "De Noork", NOORD))
