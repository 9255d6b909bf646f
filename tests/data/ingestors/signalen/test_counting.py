"""Counts per buurt, year and main category; years that are not whole, and reports without a place."""

import csv
from pathlib import Path

import pytest
from shapely import box

from tests.data.ingestors.own_file.builders import area
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.data.ingestors.signalen import Buurten, Report, count_reports, write_counts
from wijkwerk.definitions.sources import SourceTable

NOORK, NOORD = "BU01640202", "BU01640203"
# Around 6,79 east and 52,27 north, in RD.
WEST, EAST = box(250000, 476000, 250500, 477000), box(250500, 476000, 251000, 477000)
AREAS = (area(NOORK, "De Noork"), area(NOORD, "Slangenbeek"), area("WK016402", "Noord"))
BUURTEN = Buurten(AREAS, {NOORK: WEST, NOORD: EAST})
TABLE = SourceTable("meldingen", "buurt", {"meldingen": "meldingen", "afval": "afval"}, period_column="jaar")


def year(of: int = 2025, slug: str = "afval", where: str = NOORK) -> list[Report]:
    return [Report(f"{of}-{month:02}", slug, where, None, None) for month in range(1, 13)]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as text:
        return list(csv.DictReader(text))


def test_a_buurt_without_reports_has_a_zero(tmp_path: Path) -> None:
    counts = count_reports([*year(), *year(slug="overig")], BUURTEN)
    assert rows(write_counts(counts, TABLE, tmp_path)) == [
        {"buurt": NOORK, "jaar": "2025", "meldingen": "24", "afval": "12"},
        {"buurt": NOORD, "jaar": "2025", "meldingen": "0", "afval": "0"},
    ]


def test_a_year_that_lacks_a_month_is_not_counted(tmp_path: Path) -> None:
    counts = count_reports([*year(), *year(2026)[:11]], BUURTEN)
    assert (counts.years, counts.partial) == ((2025,), (2026,))
    assert {row["jaar"] for row in rows(write_counts(counts, TABLE, tmp_path))} == {"2025"}
    with pytest.raises(ReleaseError, match="alleen delen van jaren: 2026"):
        write_counts(count_reports(year(2026)[:11], BUURTEN), TABLE, tmp_path)


def test_a_buurt_may_be_named_and_a_point_lies_in_one() -> None:
    reports = [
        *year(),
        Report("2025-01", "afval", "Slangenbeek", None, None),
        Report("2025-01", "afval", "", 6.79, 52.2682),
    ]
    counts = count_reports(reports, BUURTEN)
    assert counts.cells == {(NOORK, 2025, "afval"): 12, (NOORD, 2025, "afval"): 2}


@pytest.mark.parametrize(
    "report",
    [
        Report("2025-01", "afval", "", 4.9, 52.37),  # Amsterdam
        Report("2025-01", "afval", "", 1e300, float("inf")),
        Report("2025-01", "afval", "BU99999999", None, None),
        Report("2025-01", "afval", "Noord", None, None),  # a wijk
        Report("2025-01", "afval", "", None, None),
    ],
)
def test_a_report_in_no_buurt_is_counted_as_such(report: Report) -> None:
    counts = count_reports([*year(), report], BUURTEN)
    assert (dict(counts.placeless), sum(counts.cells.values())) == ({2025: 1}, 12)


def test_a_point_on_a_line_lies_in_the_first_buurt_always() -> None:
    halves = {NOORD: WEST, NOORK: WEST}
    counts = count_reports([*year(), Report("2025-01", "afval", "", 6.7826, 52.2682)], Buurten(AREAS, halves))
    assert counts.cells[NOORK, 2025, "afval"] == 13
