"""What differs between two editions, and what caused it."""

from pathlib import Path

import pytest

from wijkwerk.definitions.indicators import Published
from wijkwerk.definitions.vocabulary import Aggregation, Level, Status
from wijkwerk.editions import difference as module
from wijkwerk.editions.difference import Cause, Difference, IndicatorDifference, difference_between
from wijkwerk.editions.difference_text import difference_lines, telling_decimals

from .small_country import (
    INWONERS,
    INWONERS_CHANGE,
    MISDRIJVEN,
    WEST,
    A,
    B,
    C,
    Cell,
    cells,
    indicator,
    small_catalogue,
    small_country,
    with_stadsdeel,
)
from .small_edition import publish_small

PEOPLE = {A: 100, B: 300, WEST: 405}
CRIMES = {A: 10, B: 6}


def test_two_editions_of_the_same_differ_in_nothing(tmp_path: Path):
    found = differ(tmp_path, given(), given())
    assert found.indicators == ()
    assert found.unchanged > 0
    assert (found.releases_added, found.releases_removed, found.definitions_changed) == ((), (), ())
    assert "Geen enkel cijfer verschilt" in "\n".join(difference_lines(found))


def test_other_values_are_counted_per_level_with_both_values_and_their_cause(tmp_path: Path):
    found = differ(tmp_path, given(), given(people={A: 100, B: 330, WEST: 435}))
    changed = of(found, "inwoners")
    assert (changed.changed, changed.appeared, changed.vanished) == (3, 0, 0)
    assert changed.levels == dict.fromkeys([Level.BUURT, Level.WIJK, Level.GEMEENTE], 1)
    told = [(each.area, each.before, each.after) for each in changed.largest]
    assert told[0] == (B, 300, 330)
    assert (WEST, 405, 435) in told
    assert changed.causes == (Cause.DATA,)
    assert len(changed.releases) == 1
    assert "misdrijven" not in {each.indicator for each in found.indicators}


@pytest.mark.rehearsal
def test_a_value_that_came_or_went_is_the_largest_change(tmp_path: Path):
    found = differ(tmp_path, given(), given(people={A: 100, B: 300, WEST: None}))
    (first, *_) = of(found, "inwoners").largest
    assert (first.area, first.before, first.after, first.status_after) == (WEST, 405, None, "unknown")


@pytest.mark.slow  # publishes two editions
def test_a_new_year_gives_new_figures(tmp_path: Path):
    found = differ(tmp_path, given(), [*given(), *cells("politie.misdrijven", CRIMES, period=2025)])
    assert of(found, "misdrijven").appeared > 0
    assert of(found, "misdrijven").changed == 0
    assert of(
        differ(tmp_path / "back", [*given(), *cells("politie.misdrijven", CRIMES, period=2025)], given()), "misdrijven"
    ).vanished


@pytest.mark.rehearsal
def test_another_definition_is_told_as_the_cause(tmp_path: Path):
    in_dozens = indicator("misdrijven", Published("published", "politie.misdrijven", 12), Aggregation.SUM)
    found = differ(tmp_path, given(), given(), after=small_catalogue(INWONERS, in_dozens))
    changed = of(found, "misdrijven")
    assert changed.causes == (Cause.DEFINITION,)
    assert found.definitions_changed == ("misdrijven",)
    assert changed.levels[Level.BUURT] == 2


@pytest.mark.rehearsal
def test_a_change_indicator_follows_the_indicator_it_measures(tmp_path: Path):
    rows = [*given(), *cells("cbs_kwb.inwoners", {A: 80}, period=2020)]
    tenfold = indicator("inwoners", Published("published", "cbs_kwb.inwoners", 10), Aggregation.SUM)
    less = indicator("inwoners_verandering", INWONERS_CHANGE.formula.__class__("change", "inwoners", 2020, 2024, False))
    found = differ(tmp_path, rows, rows, small_catalogue(INWONERS, less), small_catalogue(tenfold, less))
    assert of(found, "inwoners_verandering").causes == (Cause.DEFINITION,)


@pytest.mark.rehearsal
def test_a_definition_whose_words_change_alters_no_figure(tmp_path: Path):
    reworded = indicator("misdrijven", Published("published", "politie.misdrijven"), Aggregation.SUM, decimals=2)
    found = differ(tmp_path, given(), given(), after=small_catalogue(INWONERS, reworded))
    assert found.indicators == ()
    assert found.definitions_changed == ("misdrijven",)


@pytest.mark.rehearsal
def test_indicators_that_came_and_went_are_named(tmp_path: Path):
    found = differ(tmp_path, given(), given(), small_catalogue(INWONERS), small_catalogue(MISDRIJVEN))
    assert (found.definitions_added, found.definitions_removed) == (("misdrijven",), ("inwoners",))
    assert of(found, "inwoners").vanished > 0


@pytest.mark.rehearsal
def test_other_stadsdelen_are_told_as_the_cause(tmp_path: Path):
    root = tmp_path / "r"
    first = publish_small(root, given(), areas=small_country())
    second = publish_small(root / "tweede", given(), areas=with_stadsdeel(small_country(), "SD000101", "M", [WEST]))
    found = difference_between(root / "editions" / first.key, root / "tweede" / "editions" / second.key)
    assert of(found, "misdrijven").causes == (Cause.AREAS,)


@pytest.mark.rehearsal
def test_what_nothing_else_explains_is_the_code(tmp_path: Path, monkeypatch):
    first = publish_small(tmp_path, given())
    monkeypatch.setattr("wijkwerk.editions.components.SUM_COVERAGE", 1.1)  # no sum is ever complete enough
    second = publish_small(tmp_path / "tweede", given())
    found = difference_between(tmp_path / "editions" / first.key, tmp_path / "tweede" / "editions" / second.key)
    assert of(found, "misdrijven").causes == (Cause.CODE,)


def test_a_last_bit_is_no_difference(tmp_path: Path):
    found = differ(tmp_path, given(), given(people={A: 100, B: 300 * (1 + 1e-13), WEST: 405}))
    assert found.indicators == ()


@pytest.mark.rehearsal
def test_no_more_than_the_largest_are_told_one_by_one(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(module, "LARGEST", 2)
    found = differ(tmp_path, given(), given(people={A: 101, B: 450, WEST: 500, C: 7}))
    assert len(of(found, "inwoners").largest) == 2


@pytest.mark.rehearsal
def test_a_status_without_a_value_is_a_figure_too(tmp_path: Path):
    hidden = [*given(), Cell("cbs_kwb.inwoners", C, None, status=Status.SUPPRESSED)]
    unknown = [*given(), Cell("cbs_kwb.inwoners", C, None, status=Status.TOO_FEW)]
    (change,) = of(differ(tmp_path, hidden, unknown), "inwoners").largest
    assert (change.area, change.status_before, change.status_after) == (C, "suppressed", "too_few")


@pytest.mark.rehearsal
def test_rows_without_a_value_are_no_new_and_no_vanished_figures(tmp_path: Path):
    hidden = [*given(), Cell("cbs_kwb.inwoners", C, None, status=Status.SUPPRESSED)]
    for name, first, second in (("nieuw", given(), hidden), ("weg", hidden, given())):
        told = differ(tmp_path / name, first, second).indicators
        assert [(each.appeared, each.vanished) for each in told] == [(0, 0)] * len(told)


@pytest.mark.rehearsal
def test_a_value_in_the_place_of_none_counts_and_the_other_way_round(tmp_path: Path):
    hidden = [*given(), Cell("cbs_kwb.inwoners", C, None, status=Status.SUPPRESSED)]
    shown = given(people={**PEOPLE, C: 20})
    for name, first, second in (("nieuw", hidden, shown), ("weg", shown, hidden)):
        told = of(differ(tmp_path / name, first, second), "inwoners")
        assert C in {each.area for each in told.largest}


@pytest.mark.parametrize(
    ("before", "after", "decimals", "enough"),
    [(0.7, 0.8, 1, 1), (0.71, 0.72, 1, 2), (0.7004, 0.7001, 1, 4), (None, 0.7, 1, 1), (3, 4, 0, 0), (0.7, 0.7, 1, 1)],
)
def test_a_change_that_rounding_hides_gets_more_decimals(before, after, decimals, enough):
    assert telling_decimals(before, after, decimals) == enough


@pytest.mark.rehearsal
def test_the_lines_show_a_small_change_of_a_large_value(tmp_path: Path):
    told = differ(tmp_path, given(people={A: 1234567, B: 300}), given(people={A: 1234568, B: 300}))
    assert "1234567 → 1234568" in "\n".join(difference_lines(told))


def test_the_lines_are_dutch_with_a_comma(tmp_path: Path):
    told = "\n".join(difference_lines(differ(tmp_path, given(), given(people={A: 100, B: 330.5, WEST: 405}))))
    assert "inwoners: 1 gewijzigd, 0 nieuw, 0 vervallen (andere levering)" in told
    assert "buurt: 1" in told
    assert "Berk (BU00010001) 2024: 300 → 330,5" in told


def given(people: dict[str, float | None] | None = None) -> list[Cell]:
    return cells("cbs_kwb.inwoners", people or dict(PEOPLE)) + cells("politie.misdrijven", dict(CRIMES))


def differ(root: Path, first, second, before=None, after=None) -> Difference:
    catalogue = small_catalogue(INWONERS, MISDRIJVEN)
    one = publish_small(root / "een", first, catalogue=before or catalogue)
    two = publish_small(root / "twee", second, catalogue=after or catalogue)
    return difference_between(root / "een" / "editions" / one.key, root / "twee" / "editions" / two.key)


def of(difference: Difference, name: str) -> IndicatorDifference:
    (found,) = (each for each in difference.indicators if each.indicator == name)
    return found
