import pytest

from tests.data.deliveries import build, cells, json_file, named_areas, source, table
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.definitions.vocabulary import Protocol, Status

DOCUMENT = {
    "type": "land",
    "code": "NL01",
    "name": "Nederland",
    "demografie": {"inwoners": 17942942, "inkomen": 34.9, "postcode": None, "label": "sterk"},
    "gezondheid": {"trend": {"2020": {"goed": 78.4}, "2022": {"goed": None}, "2024": {"goed": 72.8}}},
}


def document_source(**changes):
    values = {
        "year": 2024,
        "period_column": None,
        "area_column": "code",
        "area_columns": {"name": "name"},
        "columns": {"demografie.inwoners": "inwoners", "demografie.inkomen": "inkomen"},
        "ignored": {"demografie.postcode": "bestaat niet"},
    }
    return source(table(**(values | changes)), protocol=Protocol.JSON_DOCUMENT)


def test_a_path_of_keys_leads_to_a_figure_of_the_country(tmp_path):
    release = build(document_source(), tmp_path / "releases", json_file(tmp_path, "nl.json", DOCUMENT))
    assert cells(release) == {
        ("NL00", 2024, "inwoners"): (17942942.0, Status.VALUE),
        ("NL00", 2024, "inkomen"): (34.9, Status.VALUE),
    }
    assert named_areas(release) == {"NL00": ("land", "Nederland", None, None)}


def test_a_path_with_a_year_gives_a_figure_for_each_year_and_none_where_it_is_empty(tmp_path):
    of = document_source(
        year=None,
        periods=(2020, 2022, 2024),
        area_year=2024,
        columns={"gezondheid.trend.{period}.goed": "goed"},
        ignored={},
    )
    release = build(of, tmp_path / "releases", json_file(tmp_path, "nl.json", DOCUMENT))
    assert cells(release) == {
        ("NL00", 2020, "goed"): (78.4, Status.VALUE),
        ("NL00", 2024, "goed"): (72.8, Status.VALUE),
    }
    assert release.record.unused == ()


def test_every_path_that_leads_nowhere_is_named(tmp_path):
    of = document_source(columns={"demografie.weg": "a", "elders.inwoners": "b", "demografie.label": "c"})
    with pytest.raises(ReleaseError) as error:
        build(of, tmp_path / "releases", json_file(tmp_path, "nl.json", DOCUMENT))
    assert [problem.column for problem in error.value.problems] == [
        "demografie.weg",
        "elders.inwoners",
        "demografie.label",
    ]


def test_a_number_that_nobody_described_is_told_where_the_table_reads(tmp_path):
    document = DOCUMENT | {"demografie": DOCUMENT["demografie"] | {"nieuw": 5}, "veiligheid": {"per1000": 43.9}}
    release = build(document_source(), tmp_path / "releases", json_file(tmp_path, "nl.json", document))
    assert release.record.unused == ("demografie.nieuw",)


@pytest.mark.parametrize("text", ['{"code": "NL00", ', "<html>"])
def test_a_damaged_document_is_refused(tmp_path, text):
    path = tmp_path / "nl.json"
    path.write_text(text)
    with pytest.raises(ReleaseError, match=r"nl\.json: gevonden geen leesbare JSON"):
        build(document_source(), tmp_path / "releases", path)


def test_a_document_without_a_code_is_refused(tmp_path):
    with pytest.raises(ReleaseError, match="een gebiedscode"):
        build(document_source(), tmp_path / "releases", json_file(tmp_path, "nl.json", {"demografie": {}}))
