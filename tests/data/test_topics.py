"""A column by what its table says it is: found under any number, refused where it is absent or may be another."""

import csv
import json
from pathlib import Path

import pytest
from django.conf import settings
from pyarrow import parquet

from wijkwerk.data.topics import (
    find_by_code,
    find_by_measure,
    find_by_path,
    topics_of_codes,
    topics_of_heads,
    topics_of_measures,
    topics_of_properties,
)
from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.definitions.sources import Topic

PROPERTIES = [
    {"ID": 1, "ParentID": None, "Type": "TopicGroup", "Key": "", "Title": "Bevolking"},
    {"ID": 2, "ParentID": 1, "Type": "TopicGroup", "Key": "", "Title": "Geslacht "},
    {"ID": 3, "ParentID": 2, "Type": "Topic", "Key": "Mannen_6", "Title": "Mannen"},
    {"ID": 4, "ParentID": None, "Type": "TopicGroup", "Key": "", "Title": "Gebruik"},
    {"ID": 5, "ParentID": 4, "Type": "Topic", "Key": "Tussenwoning_49", "Title": "Tussenwoning"},
    {"ID": 6, "ParentID": None, "Type": "TopicGroup", "Key": "", "Title": "Gas"},
    {"ID": 7, "ParentID": 6, "Type": "Topic", "Key": "Tussenwoning_57", "Title": "Tussenwoning"},
    {"ID": 0, "ParentID": None, "Type": "GeoDetail", "Key": "WijkenEnBuurten", "Title": "Wijken en buurten"},
]


def of(**paths: str) -> dict[str, Topic]:
    return {name: Topic(paths=(path,)) for name, path in paths.items()}


def test_a_topic_has_the_titles_of_its_groups_and_no_dimension_is_one() -> None:
    assert [(each.key, each.path) for each in topics_of_properties(PROPERTIES)] == [
        ("Mannen_6", "Bevolking/Geslacht/Mannen"),
        ("Tussenwoning_49", "Gebruik/Tussenwoning"),
        ("Tussenwoning_57", "Gas/Tussenwoning"),
    ]


@pytest.mark.parametrize("path", ["Mannen", "Geslacht/Mannen", "bevolking/geslacht/mannen", "Geslacht/\u00a0Mannen "])
def test_a_part_of_the_path_from_its_end_will_do_however_it_is_spaced(path: str) -> None:
    result = find_by_path(of(mannen=path), topics_of_properties(PROPERTIES))
    assert (result.columns, result.problems) == ({"Mannen_6": "mannen"}, [])


def test_the_same_title_in_two_groups_is_refused_with_both_and_found_by_its_group() -> None:
    listed = topics_of_properties(PROPERTIES)
    [problem] = find_by_path(of(gas="Tussenwoning"), listed).problems
    assert problem.is_ambiguous
    assert problem.told == (
        "2 onderwerpen die gas kunnen zijn, wel ‘Gebruik/Tussenwoning (Tussenwoning_49)’ en "
        "‘Gas/Tussenwoning (Tussenwoning_57)’"
    )
    assert find_by_path(of(gas="Gas/Tussenwoning"), listed).columns == {"Tussenwoning_57": "gas"}


def test_a_title_that_is_gone_is_refused_with_what_is_like_it() -> None:
    [problem] = find_by_path(of(auto="Motorvoertuigen"), topics_of_properties(PROPERTIES)).problems
    assert problem.told == "geen onderwerp ‘Motorvoertuigen’ (auto)"
    [problem] = find_by_path(of(mannen="Sekse/Mannen"), topics_of_properties(PROPERTIES)).problems
    assert problem.told == "geen onderwerp ‘Sekse/Mannen’ (mannen), wel ‘Bevolking/Geslacht/Mannen’"


def test_one_column_is_not_two_variables() -> None:
    result = find_by_path(of(mannen="Mannen", heren="Geslacht/Mannen"), topics_of_properties(PROPERTIES))
    assert result.columns == {"Mannen_6": "mannen"}
    assert "één onderwerp voor mannen en heren" in result.problems[0].told


def test_what_was_called_otherwise_is_found_by_its_older_name_where_the_new_one_is_not_there() -> None:
    topic = {"mannen": Topic(paths=("Heren", "Mannen"))}
    assert find_by_path(topic, topics_of_properties(PROPERTIES)).columns == {"Mannen_6": "mannen"}


def test_a_group_that_stands_in_itself_ends_the_path() -> None:
    rows = [
        {"ID": 1, "ParentID": 1, "Type": "TopicGroup", "Title": "Rond"},
        {"ID": 2, "ParentID": 1, "Type": "Topic", "Key": "A_1", "Title": "A"},
    ]
    assert topics_of_properties(rows)[0].path == "Rond/A"


def test_in_v4_the_code_says_it_and_the_titles_where_it_has_another() -> None:
    codes = [
        {"Identifier": "3000", "Title": "Mannen", "MeasureGroupId": 2},
        {"Identifier": "X1", "Title": "Vrouwen", "MeasureGroupId": 2},
    ]
    listed = topics_of_measures(codes, [{"Id": 2, "ParentId": None, "Title": "Geslacht"}])
    wanted = {
        "mannen": Topic(paths=("Heel/Anders",), measures=("3000",)),
        "vrouwen": Topic(paths=("Geslacht/Vrouwen",), measures=("4000",)),
    }
    assert find_by_measure(wanted, listed).columns == {"3000": "mannen", "X1": "vrouwen"}


def test_of_a_head_of_statline_the_unit_is_no_part() -> None:
    [topic] = topics_of_heads(["Postcode/Dekkingspercentage (code (1 tot 6))"])
    assert topic.path.startswith("Postcode/Dekkingspercentage")
    assert find_by_path(of(score="Gemiddelde score"), topics_of_heads(["SES/Gemiddelde score (Getal)"])).columns == {
        "SES/Gemiddelde score (Getal)": "score"
    }


def test_the_codes_of_a_workbook_are_read_past_spaces_and_capitals() -> None:
    wanted = {"inwoners": Topic(codes=("a_inw",)), "woz": Topic(codes=("g_wozbag", "g_woz"))}
    result = find_by_code(wanted, topics_of_codes(["A_inw ", "g_woz"]))
    assert result.columns == {"A_inw ": "inwoners", "g_woz": "woz"}


@pytest.fixture(scope="module")
def kwb():
    return load_catalogue(Path(settings.WIJKWERK_CATALOGUE)).sources["cbs_kwb"]


@pytest.mark.shared
def test_every_topic_of_the_key_figures_is_one_column_of_the_captured_metadata_of_2020(kwb, shared: Path) -> None:
    """The columns that we read by name in the release of March 2021 are the ones that the topics find."""
    folder = shared / "kwb2020_v3"
    listed = topics_of_properties(parquet.read_table(folder / "cbs.v3.84799NED_DataProperties.parquet").to_pylist())
    table = next(each for each in kwb.tables if each.table == "84799NED-odata")
    result = find_by_path(kwb.topics_of(table), listed)
    assert not result.problems
    assert set(result.columns.values()) == set(table.topics)
    by_name = next(each for each in kwb.tables if each.table == "84799NED").columns
    assert {key: result.columns[key] for key in by_name} == by_name


@pytest.mark.shared
def test_the_topics_of_the_key_figures_have_their_code_in_the_captured_metadata_of_v4(kwb, shared: Path) -> None:
    """Of 2017: youth care and support came later."""
    folder = shared / "kwb2017_v4_meta"
    codes = parquet.read_table(folder / "cbs.v4.83765NED_MeasureCodes.parquet").to_pylist()
    groups = parquet.read_table(folder / "cbs.v4.83765NED_MeasureGroups.parquet").to_pylist()
    table = next(each for each in kwb.tables if each.table == "84799NED-odata")
    result = find_by_measure(kwb.topics_of(table), topics_of_measures(codes, groups))
    assert {problem.variable for problem in result.problems} == {"jeugdzorg_aandeel", "wmo_per_1000"}
    assert len(result.columns) == 51


@pytest.mark.shared
def test_the_heads_of_the_captured_statline_file_are_found_by_their_titles(shared: Path) -> None:
    path = shared / "statline_csv" / "SES_WOA_85163NED_amsterdam_2019_statline_metsymbolen.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        heads = next(csv.reader(lines, delimiter=";"))
    source = load_catalogue(Path(settings.WIJKWERK_CATALOGUE)).sources["cbs_ses_woa"]
    table = next(each for each in source.tables if each.table == "86296NED")
    result = find_by_path(source.topics_of(table), topics_of_heads(heads))
    assert set(result.columns.values()) == set(table.topics), json.dumps([each.told for each in result.problems])
