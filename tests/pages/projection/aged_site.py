"""The small site with the ages of its inhabitants, and so many other gemeenten that something can be carried on.

Beside Hengelo and Aalten stand forty gemeenten of one wijk with one buurt. In each of them a group goes from 2020 to
2024 by the same moves, give or take a few people, but for two where houses were built. Klein Driene was another place
in 2020, in Oosterveld live five people.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np

from tests.editions.small_country import Cell
from tests.web import small_site
from tests.web.small_site import FIRST_DAY, HENGELO, KLEIN_DRIENE, LAND
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.building import Order, build_edition
from wijkwerk.editions.cells import ReleasePart
from wijkwerk.editions.division import AreaRecord
from wijkwerk.editions.reading import shelf
from wijkwerk.engine.cohorts import Moves, carry_forward

OTHERS = 40
BUILT = 2  # of the others
MOVES = Moves((1, 0, 1), np.array([0.9, 0.97, 0.9]), np.array([0.02, 0.08, 0.03]))
SHARES_2020 = np.array([0.16, 0.64, 0.2])
VARIABLES = ("inwoners_0_15", None, "inwoners_65_plus")


def publish_aged_site(data: Path, catalogue: Catalogue | None = None, more: tuple[ReleasePart, ...] = ()) -> str:
    """Publish it in the data folder of the settings, with `more` releases beside those of its own; returns the key."""
    parts = [*small_site.releases(data / "releases", cells()), *more]
    order = Order(catalogue or small_site.catalogue(), areas(), parts, FIRST_DAY, note="Met leeftijden")
    with shelf().publishing():
        manifest = build_edition(shelf(), order)
        shelf().make_current(manifest.key)
    return manifest.key


def areas() -> list[AreaRecord]:
    """Of both years; Klein Driene had another name under its code in 2020."""
    now = [*small_site.areas(), *(area for number in range(OTHERS) for area in _other_areas(number))]
    then = [replace(area, year=2020, geometry=None) for area in now]
    return [*now, *(replace(area, name="Dorpskern") if area.code == KLEIN_DRIENE else area for area in then)]


def cells() -> list[Cell]:
    """Those of the small site without its inhabitants, and the inhabitants of both years by age."""
    given = [cell for cell in small_site.observations() if cell.variable != "cbs_kwb.inwoners"]
    for code, (early, late) in people().items():
        given += [*_cells(code, early, 2020), *_cells(code, late, 2024)]
    return given


def people() -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Per area the groups of 2020 and 2024, in whole people; of Hengelo's own areas from their inhabitants of 2020."""
    noise = np.random.default_rng(2020)
    known = {}
    for code, inhabitants in small_site.INWONERS_2020.items():
        early = np.rint(inhabitants * SHARES_2020)
        known[code] = (early, np.rint(carry_forward(early, MOVES)))
    for number in range(OTHERS):
        early = np.rint((400 + 60 * number) * SHARES_2020 * noise.uniform(0.8, 1.2, 3))
        late = carry_forward(early, MOVES) + noise.integers(-5, 6, 3)
        late = np.rint(1.5 * early if number < BUILT else late)
        known |= dict.fromkeys(_other_codes(number), (early, late))
    gemeenten = [each for code, each in known.items() if code.startswith("GM")]
    known[LAND] = (sum(early for early, _ in gemeenten), sum(late for _, late in gemeenten))
    return known


def _cells(code: str, groups: np.ndarray, year: int) -> list[Cell]:
    counts = {"inwoners": groups.sum()} | dict(zip(VARIABLES, groups, strict=True))
    return [
        Cell(f"cbs_kwb.{name}", code, float(count), period=year, area_year=year)
        for name, count in counts.items()
        if name is not None
    ]


def _other_codes(number: int) -> tuple[str, str, str]:
    return f"GM09{number:02}", f"WK09{number:02}00", f"BU09{number:02}0000"


def _other_areas(number: int) -> list[AreaRecord]:
    gemeente, wijk, buurt = _other_codes(number)
    return [
        AreaRecord(gemeente, 2024, Level.GEMEENTE, f"Plaats {number}"),
        AreaRecord(wijk, 2024, Level.WIJK, f"Plaats {number}", gemeente, gemeente),
        AreaRecord(buurt, 2024, Level.BUURT, f"Plaats {number}", wijk, gemeente),
    ]


__all__ = ["HENGELO", "areas", "cells", "people", "publish_aged_site"]
