"""All checks together: complete, in order, readable, documented."""

import re
from pathlib import Path

import pytest

from wijkwerk.data.checks import run
from wijkwerk.data.checks.release_views import open_release
from wijkwerk.data.checks.remarks import CheckRemark, Severity
from wijkwerk.data.checks.run import CHECKS, run_checks

from .small_release import AREAS, BUURTEN, GEMEENTE, WIJKEN, adding_up, cells, release, remarks, source, variable

DOCUMENT = Path(__file__).parents[3] / "docs" / "controles.md"

# One bad release in which every check has something to say.
VARIABLES = {
    "inwoners": variable(rounding=5),
    "mannen": variable(title="Mannen", rounding=5, parts_of="inwoners"),
    "vrouwen": variable(title="Vrouwen", rounding=5, parts_of="inwoners"),
    "koop": variable("share", title="Koopwoningen"),
    "woz": variable("mean", title="WOZ-waarde"),
    "groei": variable("mean", title="Groei"),
    "land": variable("mean", title="Land"),
    "weg": variable(title="Weg"),
    "hoogte": variable("mean", title="Hoogte", range=(0, 50)),
    "straks": variable(title="Straks"),
}


def bad_release() -> list[CheckRemark]:
    wide = dict.fromkeys((*BUURTEN, GEMEENTE), 100.0)
    now = [
        *cells(adding_up([700, 300, 500, 1000]) | {BUURTEN[1]: 10.5, "BU00019999": 5.0}),
        *cells({BUURTEN[0]: 700}),  # a second time
        *cells({BUURTEN[0]: 100}, "mannen"),
        *cells({BUURTEN[0]: 100}, "vrouwen"),
        *cells({BUURTEN[0]: 672, BUURTEN[1]: -99997}, "koop"),
        *cells({code: 1000 * value for code, value in wide.items()}, "woz"),
        *cells({code: -value for code, value in wide.items()}, "groei"),
        *cells(wide | {BUURTEN[0]: 1000.0, BUURTEN[1]: 390.0}, "land"),
        *cells({BUURTEN[0]: 51}, "hoogte"),
        *cells({BUURTEN[0]: 1}, "onbekend"),
        *cells({BUURTEN[0]: 5}, "straks", 2099),
    ]
    before = [
        *(cell for name in ("woz", "groei", "land") for cell in cells(wide, name, 2020)),
        *cells(dict.fromkeys((*BUURTEN, *WIJKEN), 100), "koop", 2020),
        *cells({BUURTEN[0]: 5, "SD000101": 5}, "weg", 2020),
    ]
    renamed = [(code, level, "Anders" if code == BUURTEN[3] else name) for code, level, name in AREAS]
    moved = [*((*area, 3) if area[0] == BUURTEN[2] else area for area in AREAS), ("BU00010203", "buurt", "Nieuw")]
    replaced = [*cells({BUURTEN[0]: 650, BUURTEN[1]: 300, "BU00010299": 5}), *cells({BUURTEN[0]: 5}, "weg")]
    return remarks(now, source(VARIABLES), areas=moved, previous=before, previous_areas=renamed, replaced=replaced)


def test_one_bad_release_makes_every_check_speak() -> None:
    assert {remark.check for remark in bad_release()} == documented()


def test_the_worst_comes_first() -> None:
    order = [list(Severity).index(remark.severity) for remark in bad_release()]
    assert order == sorted(order)
    assert order[0] == 0


def test_every_remark_says_where_what_was_found_what_was_expected_and_what_to_do() -> None:
    for remark in bad_release():
        assert remark.place
        assert remark.found
        assert not remark.found.endswith(".")
        assert remark.expected
        assert not remark.expected.endswith(".")
        assert remark.remedy[0].isupper()
        assert remark.remedy.endswith(".")
        assert remark.count >= 1
        assert not re.search(r"\d\.\d\d?\b(?!\d)", remark.message), "a decimal point in Dutch text"
        assert "None" not in remark.message


def test_a_sound_release_gets_no_remark_and_a_bad_one_is_blocked() -> None:
    assert remarks(cells(adding_up([700, 300, 500, 1000]))) == []
    assert any(remark.severity == "blocking" and not remark.explanation for remark in bad_release())


def test_an_empty_release_breaks_nothing() -> None:
    assert remarks([], areas=()) == []
    assert remarks([], source({})) == []


def test_the_checks_change_nothing_and_can_be_run_again() -> None:
    with release(cells(adding_up([700, 300, 500, 1000]) | {BUURTEN[1]: 100})) as connection:
        before = connection.execute("FROM observations ORDER BY ALL").fetchall()
        first = run_checks(connection, source())
        assert run_checks(connection, source()) == first != []
        assert connection.execute("FROM observations ORDER BY ALL").fetchall() == before


def test_release_files_are_read_where_they_lie(tmp_path: Path) -> None:
    wrong = adding_up([700, 300, 500, 1000]) | {BUURTEN[1]: 100}
    with release(cells(wrong)) as connection:
        expected = run_checks(connection, source())
        for name in ("observations", "areas"):
            connection.execute(f"COPY {name} TO '{tmp_path}/it''s {name}.parquet' (FORMAT parquet)")
    observations, areas = tmp_path / "it's observations.parquet", tmp_path / "it's areas.parquet"
    with open_release(observations, [areas]) as connection:
        assert run_checks(connection, source()) == expected
    with open_release([observations], areas, [observations], [areas]) as connection:
        assert run_checks(connection, source()) == expected  # the same year delivered again is no year before


def test_the_same_area_named_by_two_releases_counts_once() -> None:
    crimes = cells(adding_up([700, 300, 500, 1000]))
    assert remarks(crimes, areas=[*AREAS, *AREAS]) == []


def test_every_check_has_a_docstring_that_tells_its_severities() -> None:
    assert len(CHECKS) == len(set(CHECKS)) > 15
    for check in CHECKS:
        words = (check.__doc__ or "").lower()
        assert re.search(r"\b(blocking|warning|note)", words), check.__name__


@pytest.mark.parametrize("name", sorted(vars(run)))
def test_no_check_is_imported_and_forgotten(name: str) -> None:
    if name.startswith("check_"):
        assert getattr(run, name) in CHECKS


def documented() -> set[str]:
    """The names of checks in docs/controles.md: headings like "## Telt op (`telt_op`)"."""
    return set(re.findall(r"^## .*\(`([a-z_]+)`\)$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE))
