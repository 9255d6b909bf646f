"""What is taken out of an export of Signalen, what is left in it, and what is refused."""

from pathlib import Path

import pytest

from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.data.ingestors.signalen import Report, read_reports

from .exports import PERSONAL, feature, result, whole_year, write_json, write_table


def test_the_map_gives_when_what_and_where(tmp_path: Path) -> None:
    path = write_json(tmp_path, {"type": "FeatureCollection", "features": [feature("2025-03", "afval", 6.79, 52.27)]})
    assert read_reports([path]).reports == [Report("2025-03", "afval", "", 6.79, 52.27)]


def test_the_api_gives_its_buurt_and_nothing_of_who_reported(tmp_path: Path) -> None:
    pages = [{"count": 1, "results": [result("2025-03", "afval", "BU01640202")]}]
    found = read_reports([write_json(tmp_path, pages)])
    assert found.reports == [Report("2025-03", "afval", "BU01640202", None, None)]
    assert {"reporter", "text", "notes", "status", "location.address_text"} <= set(found.left)
    kept = repr(found)
    assert not [text for text in PERSONAL.values() if text in kept]


def test_a_table_is_read_by_its_heads(tmp_path: Path) -> None:
    found = read_reports([write_table(tmp_path, whole_year("BU01640202")[:1])])
    assert found.reports == [Report("2025-01", "afval", "BU01640202", None, None)]
    assert set(found.left) == {"id", "reporter_email", "reporter_phone", "text"}


@pytest.mark.parametrize(
    ("day", "month"),
    [("2025-03-01", "2025-03"), ("1-3-2025", "2025-03"), ("2025-03-01 10:00:00+01:00", "2025-03")],
)
def test_days_may_be_written_as_people_do(tmp_path: Path, day: str, month: str) -> None:
    assert read_reports([write_table(tmp_path, [(day, "afval", "BU01640202")])]).reports[0].month == month


def test_a_table_with_a_point_instead_of_a_buurt(tmp_path: Path) -> None:
    path = tmp_path / "signals.csv"
    path.write_text("created_at,hoofdcategorie,lat,lng\n2025-03-01,Openbaar groen en water,52.27,6.79\n", "utf-8")
    assert read_reports([path]).reports == [Report("2025-03", "openbaar-groen-en-water", "", 6.79, 52.27)]


def test_faults_are_told_by_their_place_and_never_by_what_stands_there(tmp_path: Path) -> None:
    rows = [(PERSONAL["text"], "afval", "BU01640202"), ("2025-03-01", "", "BU01640202")]
    with pytest.raises(ReleaseError) as refused:
        read_reports([write_table(tmp_path, rows)])
    assert [(each.row, each.column) for each in refused.value.problems] == [(2, "created_at"), (3, "category")]
    assert not [text for text in PERSONAL.values() if text in str(refused.value)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("created_at;reporter_email\n2025-01-01;x@y.test\n", "zonder de kolommen die een melding plaatsen en dateren"),
        ('{"reporter": {"email": "x@y.test"}}', "JSON zonder ‘features’ of ‘results’"),
        ('{"features": [x@y.test', "niet te lezen"),
        ("[" * 100_000, "niet te lezen"),
        ("[1, 2]", "JSON zonder ‘features’ of ‘results’"),
        ("", "leeg"),
    ],
)
def test_what_is_no_export_is_refused(tmp_path: Path, text: str, found: str) -> None:
    path = tmp_path / "export.json"
    path.write_text(text, "utf-8")
    with pytest.raises(ReleaseError, match=found) as refused:
        read_reports([path])
    assert "x@y.test" not in str(refused.value)
    assert refused.value.__cause__ is None or "x@y.test" not in str(refused.value.__cause__)


@pytest.mark.parametrize(
    "item",
    [
        {"geometry": None, "properties": {"category": {"slug": "afval"}, "created_at": "2025-01-01"}},
        {
            "geometry": {"coordinates": ["a", None]},
            "properties": {"category": {"slug": "afval"}, "created_at": "2025-01"},
        },
        {"properties": {"category": {"slug": "afval", "parent": 3}, "created_at": "2025-01-01", "location": []}},
    ],
)
def test_a_report_without_a_place_is_read_and_lies_nowhere(tmp_path: Path, item: dict[str, object]) -> None:
    (report,) = read_reports([write_json(tmp_path, {"features": [item]})]).reports
    assert (report.area, report.lon, report.lat) == ("", None, None)
