import json

import pytest

from tests.data.deliveries import build, cells, json_file, named_areas, source, table
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.definitions.vocabulary import Protocol, Status


def observation(number, area, measure, value, attribute="None", period="2024JJ00"):
    return {
        "Id": number, "Measure": measure, "ValueAttribute": attribute, "Value": value,
        "WijkenEnBuurten": area, "Perioden": period,
    }  # fmt: skip


OBSERVATIONS = [
    observation(0, "GM0164", "M1", 83058),
    observation(1, "GM0164", "M2", 32.6),
    observation(2, "BU01640202", "M1", 2140),
    observation(3, "BU01640202", "M2", None, "Impossible"),
    observation(4, "GM0164", "M9", 5),
]
CODES = [
    {"Identifier": "GM0164", "Title": "Hengelo (O.)"},
    {"Identifier": "BU01640202", "Title": "De Noork"},
]


def v4(**changes):
    values = {
        "period_column": "Perioden",
        "area_column": "WijkenEnBuurten",
        "area_columns": {},
        "columns": {"M1": "inwoners", "M2": "inkomen"},
    }
    return source(table(**(values | changes)), protocol=Protocol.CBS_ODATA_V4, missing=())


def delivery(folder, observations=OBSERVATIONS):
    return [
        json_file(folder, "Observations-0001.json", {"@odata.context": "x", "value": observations[:2]}),
        json_file(folder, "Observations-0002.json", {"value": observations[2:]}),
        json_file(folder, "WijkenEnBuurtenCodes-0001.json", {"value": CODES}),
        json_file(folder, "Properties.json", {"Identifier": "T1"}),
    ]


def test_an_observation_is_a_cell(tmp_path):
    release = build(v4(), tmp_path / "releases", *delivery(tmp_path))
    found = cells(release)
    assert found["GM0164", 2024, "inwoners"] == (83058.0, Status.VALUE)
    assert found["GM0164", 2024, "inkomen"] == (32.6, Status.VALUE)
    assert named_areas(release)["GM0164"] == ("gemeente", "Hengelo", "NL00", None)


@pytest.mark.parametrize(
    ("attribute", "value", "expected"),
    [
        ("Impossible", None, (None, Status.NOT_APPLICABLE)),
        ("Confidential", None, (None, Status.SUPPRESSED)),
        ("Provisional", 5, (5.0, Status.PROVISIONAL)),
        ("SomethingNew", None, (None, Status.UNKNOWN)),
        ("None", None, (None, Status.UNKNOWN)),
    ],
)
def test_any_word_but_none_is_a_reason(tmp_path, attribute, value, expected):
    observations = [*OBSERVATIONS[:3], observation(3, "BU01640202", "M2", value, attribute)]
    assert (
        cells(build(v4(), tmp_path / "releases", *delivery(tmp_path, observations)))["BU01640202", 2024, "inkomen"]
        == expected
    )


def test_a_measure_that_nobody_described_is_told(tmp_path):
    assert build(v4(), tmp_path / "releases", *delivery(tmp_path)).record.unused == ("M9",)


def test_all_measures_that_are_gone_are_named(tmp_path):
    of = v4(columns={"M1": "inwoners", "M7": "a", "M8": "b"})
    with pytest.raises(ReleaseError) as error:
        build(of, tmp_path / "releases", *delivery(tmp_path))
    assert [problem.column for problem in error.value.problems] == ["M7", "M8"]


def test_a_dimension_that_is_gone_is_named(tmp_path):
    with pytest.raises(ReleaseError, match="de kolom RegioS"):
        build(v4(area_column="RegioS"), tmp_path / "releases", *delivery(tmp_path))


def test_quarters_of_one_year_are_not_taken_for_a_year(tmp_path):
    observations = [observation(n, "GM0164", "M1", n, period=f"2024KW0{n}") for n in (1, 2, 3)]
    observations.append(observation(4, "GM0164", "M2", 4, period="2024KW01"))
    with pytest.raises(ReleaseError, match="3 waarnemingen van GM0164 in 2024"):
        build(v4(), tmp_path / "releases", *delivery(tmp_path, observations))


def test_of_years_and_quarters_the_years_are_taken(tmp_path):
    quarters = [observation(9 + n, "GM0164", "M1", n, period=f"2024KW0{n}") for n in (1, 2, 3)]
    release = build(v4(), tmp_path / "releases", *delivery(tmp_path, [*OBSERVATIONS, *quarters]))
    assert cells(release)["GM0164", 2024, "inwoners"] == (83058.0, Status.VALUE)


def by_sex(*members):
    return [each | {"Geslacht": member} for member in members for each in OBSERVATIONS]


def test_of_a_further_dimension_the_chosen_member_is_taken(tmp_path):
    observations = [*by_sex("T001038"), *(each | {"Value": 1} for each in by_sex("3000", "4000"))]
    release = build(v4(dimensions={"Geslacht": "T001038"}), tmp_path / "releases", *delivery(tmp_path, observations))
    assert cells(release)["GM0164", 2024, "inwoners"] == (83058.0, Status.VALUE)
    assert release.record.unused == ("M9",)


def test_a_dimension_that_nobody_chose_from_is_refused_with_its_members(tmp_path):
    with pytest.raises(ReleaseError) as error:
        build(v4(), tmp_path / "releases", *delivery(tmp_path, by_sex("3000", "4000", "T001038")))
    [problem] = error.value.problems
    assert problem.column == "Geslacht"
    assert problem.found == ("een dimensie waaruit niet gekozen is, met 3 waarden: ‘3000’, ‘4000’, ‘T001038’")
    assert "Geslacht: 3000" in problem.remedy


def test_a_dimension_of_one_member_needs_no_choice(tmp_path):
    assert build(v4(), tmp_path / "releases", *delivery(tmp_path, by_sex("T001038"))).record.counts["value"] == 3


@pytest.mark.parametrize(
    ("dimensions", "message"),
    [({"Geslacht": "9999"}, "geen rij met ‘9999’, wel met ‘T001038’"), ({"Marges": "MW"}, "geen dimensie Marges")],
)
def test_a_choice_that_the_table_does_not_have_is_told(tmp_path, dimensions, message):
    with pytest.raises(ReleaseError, match=message):
        build(v4(dimensions=dimensions), tmp_path / "releases", *delivery(tmp_path, by_sex("T001038")))


def test_a_delivery_without_observations_is_refused(tmp_path):
    with pytest.raises(ReleaseError, match="geen bestand met Observations"):
        build(v4(), tmp_path / "releases", delivery(tmp_path)[2])


@pytest.mark.shared
def test_a_captured_page_of_cbs_is_read(tmp_path, shared):
    """The captured table is about branches of trade: no area in it. Of its quarters and years only years are taken."""
    page = json.loads((shared / "odata_v4_samples/meta_4.json").read_text())
    path = json_file(tmp_path, "Observations-0001.json", page)
    of = v4(area_column="BedrijfskenmerkenSBI2008", columns={"M001924": "inwoners"})
    with pytest.raises(ReleaseError, match="‘T001081’"):
        build(of, tmp_path / "releases", path)
    quarters = [each for each in page["value"] if not each["Perioden"].endswith("JJ00")]
    with pytest.raises(ReleaseError, match=r"4 waarnemingen van 300003 in 1996"):
        build(of, tmp_path / "releases", json_file(tmp_path, "Observations-0001.json", {"value": quarters}))
