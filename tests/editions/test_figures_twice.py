"""The fast figures against the slow ones, on countries that Hypothesis makes; and what must hold of any country."""

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from wijkwerk.definitions.vocabulary import Level, Status
from wijkwerk.editions.division import AreaRecord

from .slow_figures import SlowFigures
from .small_country import (
    EVERYTHING,
    GAS,
    GROOT,
    HEEL,
    INWONERS,
    KLEIN,
    MISDRIJVEN,
    OOST,
    PER_1000,
    WEST,
    WIJK_OF,
    YEAR,
    A,
    B,
    C,
    Cell,
    Found,
    Key,
    cells,
    figures_of,
    small_catalogue,
    small_country,
    with_stadsdeel,
    write_release,
)

# Each example costs the planning of forty statements (0,2 s), so that making a failing one smaller would take minutes.
EXAMPLES = settings(max_examples=max(3, settings.default.max_examples // 10), phases=[Phase.explicit, Phase.generate])

OF_EVERY_KIND = (*EVERYTHING, GAS)
BUURTEN = list(WIJK_OF)
COUNTS = st.integers(min_value=0, max_value=400).map(lambda number: 5.0 * number)
SHARES = st.integers(min_value=0, max_value=1000).map(lambda number: number / 10)
MISSING = st.sampled_from([Status.SUPPRESSED, Status.TOO_FEW, Status.UNKNOWN, Status.NOT_APPLICABLE])
CARRYING = st.sampled_from([Status.VALUE, Status.VALUE, Status.VALUE, Status.PROVISIONAL, Status.UNRELIABLE])


@st.composite
def column(draw: st.DrawFn, variable: str, areas: list[str], values: st.SearchStrategy[float], period: int, year: int):
    """Cells of one variable for some of the areas: present, missing with a status, or not there at all."""
    found = []
    for area in areas:
        kind = draw(st.sampled_from(["present", "present", "present", "missing", "absent"]))
        if kind == "present":
            found.append(Cell(variable, area, draw(values), period, year, draw(CARRYING)))
        elif kind == "missing":
            found.append(Cell(variable, area, None, period, year, draw(MISSING)))
    return found


@st.composite
def countries(draw: st.DrawFn) -> tuple[list[AreaRecord], list[Cell]]:
    """Two divisions, the older with another name for some areas; key figures of both, and two other sources."""
    old_names = draw(st.dictionaries(st.sampled_from([A, B, C, WEST]), st.just("Anders"), max_size=2))
    areas = [*small_country(2020, old_names), *small_country()]
    if draw(st.booleans()):
        areas = with_stadsdeel(areas, "SD000101", "Midden", [WEST, OOST])
        areas = [area for area in areas if not (area.level == Level.WIJK and area.year == 2020)] + [
            area for area in small_country(2020, old_names) if area.level == Level.WIJK
        ]
    everything = [*BUURTEN, WEST, OOST, HEEL, KLEIN, GROOT]
    without_wijken = [*BUURTEN, KLEIN, GROOT]
    given = []
    for period in (2020, YEAR):
        given += draw(column("cbs_kwb.inwoners", everything, COUNTS, period, period))
        given += draw(column("cbs_kwb.ouderen", everything, COUNTS, period, period))
        given += draw(column("ggd.gezond", without_wijken, SHARES, period, YEAR))
    for period in draw(st.sets(st.sampled_from([2020, YEAR]))):
        inside = [cell.value for cell in given if _counts_people(cell, period) and cell.area in {KLEIN, GROOT}]
        there = [value for value in inside if value is not None]
        given.append(
            Cell("cbs_kwb.inwoners", "NL00", sum(there) * draw(st.sampled_from([1.0, 1.0, 1.5])), period, period)
        )
    for table in ("grof.gas", "fijn.gas"):
        # Either may have rows of the levels that the indicator takes from the other, and years that the other lacks.
        for period in draw(st.sets(st.sampled_from([2020, YEAR]))):
            given += draw(column(table, everything, COUNTS, period, draw(st.sampled_from([period, YEAR]))))
    given += draw(column("cbs_kwb.woz", everything, COUNTS, YEAR, YEAR))
    given += draw(column("politie.misdrijven", without_wijken, COUNTS, 2025, YEAR))
    return areas, given


def _counts_people(cell: Cell, period: int) -> bool:
    return (cell.variable, cell.period) == ("cbs_kwb.inwoners", period)


@pytest.mark.slow  # builds the figures of each country
@EXAMPLES
@given(countries())
def test_the_fast_and_the_slow_figures_are_the_same(country: tuple[list[AreaRecord], list[Cell]]):
    areas, given_cells = country
    if not given_cells:
        return
    fast = build(areas, given_cells)
    slow = SlowFigures(small_catalogue(*OF_EVERY_KIND), stadsdeel_everywhere(areas), given_cells).result
    assert fast.keys() == slow.keys()
    for key, expected in slow.items():
        found = fast[key]
        assert found.value == pytest.approx(expected.value), key
        assert (found.status, found.method, found.reason) == (expected.status, expected.method, expected.reason), key
        assert found.numerator == pytest.approx(expected.numerator), key
        assert found.denominator == pytest.approx(expected.denominator), key
        assert found.denominator_period == expected.denominator_period, key


@pytest.mark.slow  # builds the figures of each country twice
@EXAMPLES
@given(countries(), st.randoms(use_true_random=False))
def test_the_order_of_areas_and_rows_does_not_matter(
    country: tuple[list[AreaRecord], list[Cell]], chance: random.Random
):
    areas, given_cells = country
    if not given_cells:
        return
    shuffled_areas, shuffled_cells = list(areas), list(given_cells)
    chance.shuffle(shuffled_areas)
    chance.shuffle(shuffled_cells)
    first, second = build(areas, given_cells), build(shuffled_areas, shuffled_cells)
    assert first.keys() == second.keys()
    for key, figure in first.items():
        assert second[key].value == pytest.approx(figure.value), key
        assert second[key].status == figure.status, key


@EXAMPLES
@given(st.lists(COUNTS, min_size=5, max_size=5))
def test_a_sum_is_exactly_its_parts(counts: list[float]):
    of = dict(zip(BUURTEN, counts, strict=True))
    people = cells("cbs_kwb.inwoners", dict.fromkeys(BUURTEN, 100.0) | {"NL00": 500.0})
    found = build(small_country(), [*people, *cells("politie.misdrijven", of)], MISDRIJVEN)
    for wijk in (WEST, OOST, HEEL):
        expected = sum(value for code, value in of.items() if WIJK_OF[code] == wijk)
        assert found["misdrijven", wijk, YEAR, YEAR].value == expected
    assert found["misdrijven", "NL00", YEAR, YEAR].value == sum(counts)


@EXAMPLES
@given(st.lists(COUNTS, min_size=5, max_size=5), st.sampled_from(BUURTEN), MISSING)
def test_a_missing_part_is_never_a_zero(counts: list[float], gone: str, status: Status):
    """The sum without it is marked or withheld, and its own figures have no value."""
    of = dict(zip(BUURTEN, counts, strict=True))
    given_cells = [cell for cell in cells("politie.misdrijven", of) if cell.area != gone]
    given_cells += [Cell("politie.misdrijven", gone, None, status=status)]
    given_cells += cells("cbs_kwb.inwoners", dict.fromkeys(BUURTEN, 100.0))
    found = build(small_country(), given_cells, INWONERS, MISDRIJVEN, PER_1000)
    for name in ("misdrijven", "misdrijven_per_1000"):
        assert found[name, gone, YEAR, YEAR].value is None
        assert found[name, gone, YEAR, YEAR].status == status
        assert found[name, WIJK_OF[gone], YEAR, YEAR].status not in {"value", "provisional"}
        assert found[name, "NL00", YEAR, YEAR].status not in {"value", "provisional"}


def build(areas: list[AreaRecord], given_cells: list[Cell], *indicators) -> dict[Key, Found]:
    with tempfile.TemporaryDirectory() as folder:
        releases = write_release(Path(folder) / "r", given_cells)
        return figures_of(small_catalogue(*(indicators or OF_EVERY_KIND)), areas, releases)


def stadsdeel_everywhere(areas: list[AreaRecord]) -> list[AreaRecord]:
    """The slow figures want a stadsdeel in every division, with the wijken that are still the same place."""
    current = {area.code: area for area in areas if area.year == YEAR}
    found = []
    for area in areas:
        new = current.get(area.code)
        if area.year != YEAR and area.level == Level.WIJK and new is not None and new.name == area.name:
            found.append(AreaRecord(area.code, area.year, area.level, area.name, new.parent, area.gemeente))
        else:
            found.append(area)
    stadsdelen = [area for area in areas if area.level == Level.STADSDEEL]
    return found + [
        AreaRecord(each.code, 2020, each.level, each.name, each.parent, each.gemeente) for each in stadsdelen
    ]
