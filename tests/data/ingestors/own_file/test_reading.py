"""Good files: wide and long, text and workbook, marks and statuses, speed and memory."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from tests.lib.sheets.builders import Value, save, workbook, write
from wijkwerk.data.ingestors.own_file import DecimalSign, Limits, OwnFileError
from wijkwerk.definitions.vocabulary import Status

from .builders import area, mapping, read, refused, statuses, values


def test_observations_have_the_shape_of_a_release(tmp_path: Path) -> None:
    path = write(tmp_path, "Code;Huizen;Inwoners\nBU01640203;1;6\nBU01640202;2;5,5\n")
    result = read(path, mapping({"Inwoners": "inwoners", "Huizen": "huizen"}))
    cells = [
        (c.variable, c.period, c.area, c.area_year, c.value, c.status, c.file, c.line) for c in result.observations
    ]
    assert cells == [
        ("huizen", 2024, "BU01640202", 2024, 2, Status.VALUE, 0, 3),
        ("huizen", 2024, "BU01640203", 2024, 1, Status.VALUE, 0, 2),
        ("inwoners", 2024, "BU01640202", 2024, 5.5, Status.VALUE, 0, 3),
        ("inwoners", 2024, "BU01640203", 2024, 6, Status.VALUE, 0, 2),
    ]
    assert result.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (result.periods, result.division, result.areas, result.statuses) == (
        (2024,),
        2024,
        {"buurt": 2},
        {"value": 4},
    )


def test_a_workbook_gives_the_same_as_its_text(tmp_path: Path) -> None:
    rows: list[tuple[Value, ...]] = [("Code", "Inwoners"), ("BU01640202", 5.5), ("BU01640203", 6)]
    text = "\n".join(";".join(str(cell).replace(".", ",") for cell in row) for row in rows)
    assert read(save(tmp_path, workbook(rows))).observations == read(write(tmp_path, text)).observations


def test_wide_and_long_give_the_same(tmp_path: Path) -> None:
    wide = write(tmp_path, "Code;Inwoners;Huizen\nBU01640202;5;1\nBU01640203;6;2\n", "breed.csv")
    long = write(
        tmp_path,
        "Code;Indicator;Waarde\nBU01640202;Inwoners;5\nBU01640202;Huizen;1\nBU01640203;inwoners;6\nBU01640203;Huizen;2\nBU01640203;Bomen;9\n",
        "lang.csv",
    )
    columns = {"Inwoners": "inwoners", "Huizen": "huizen"}
    result = read(long, mapping(columns, variable="Indicator", value="Waarde"))
    assert [(c.variable, c.area, c.value) for c in result.observations] == [
        (c.variable, c.area, c.value) for c in read(wide, mapping(columns)).observations
    ]
    assert any("‘Bomen’ (1 rijen)" in remark.found for remark in result.remarks)


def test_in_a_long_file_each_thing_has_its_own_decimals(tmp_path: Path) -> None:
    table = (
        "Code;Indicator;Waarde\n"
        "BU01640202;Inwoners;1.234\nBU01640203;Inwoners;2.345.678\n"
        "BU01640202;Aandeel;12.5\nBU01640203;Aandeel;1.125\n"
    )
    mapped = mapping({"Inwoners": "inwoners", "Aandeel": "aandeel"}, variable="Indicator", value="Waarde")
    result = read(write(tmp_path, table), mapped)
    assert values(result)["BU01640202"] == 1234
    assert values(result, "aandeel")["BU01640203"] == 1.125


def test_a_thing_twice_for_one_area_in_a_long_file_is_refused(tmp_path: Path) -> None:
    table = "Code;Indicator;Waarde\nBU01640202;Inwoners;5\nBU01640203;Inwoners;6\nBU01640202;Inwoners;7\n"
    error = refused(write(tmp_path, table), mapping(variable="Indicator", value="Waarde"))
    assert "De Noork (BU01640202), inwoners staat er al, in rij 2" in error.problems[0].found


@pytest.mark.parametrize(
    ("mark", "status"),
    [
        (".", "unknown"),
        ("x", "suppressed"),
        ("X", "suppressed"),
        ("geheim", "suppressed"),
        ("n.v.t.", "not_applicable"),
        ("NVT", "not_applicable"),
        ("<5", "too_few"),
        ("< 10", "too_few"),
        ("minder dan 5", "too_few"),
        ("onbekend", "unknown"),
        ("-99997", "suppressed"),
        ("-99996", "not_delivered"),
        ("-99999999.0000", "suppressed"),
        ("-9,9999999E7", "suppressed"),
        ("−99 998", "not_applicable"),
        ("-99.999.999", "suppressed"),
        (" -99995,00 ", "suppressed"),
        ("#N/B", "unknown"),
        ("7*", "provisional"),
    ],
)
def test_marks_become_statuses_and_never_zero(tmp_path: Path, mark: str, status: str) -> None:
    result = read(write(tmp_path, f"Code;Inwoners\nBU01640202;{mark}\nBU01640203;6\n"))
    assert statuses(result)["BU01640202"] == status
    assert values(result)["BU01640202"] == (7 if mark == "7*" else None)


def test_a_missing_number_in_a_number_cell_is_missing_too(tmp_path: Path) -> None:
    result = read(save(tmp_path, workbook([("Code", "Inwoners"), ("BU01640202", -99997), ("BU01640203", 6)])))
    assert statuses(result)["BU01640202"] == "suppressed"


def test_a_code_is_a_code_once_it_is_known_what_its_point_means(tmp_path: Path) -> None:
    path = write(tmp_path, "Code;Inwoners\nBU01640202;-99.997\nBU01640203;1.234\n")
    assert [question.id for question in refused(path).questions] == ["teken.inwoners"]
    assert statuses(read(path, answers={"teken.inwoners": "duizendtal"})) == {
        "BU01640202": "suppressed",
        "BU01640203": "value",
    }


def test_the_spelling_of_a_code_says_nothing_about_the_numbers_beside_it(tmp_path: Path) -> None:
    path = write(tmp_path, "Code;Inwoners\nBU01640202;-99999999.0000\nBU01640203;1.234\n")
    assert [question.id for question in refused(path).questions] == ["teken.inwoners"]


def test_a_mark_of_a_mapping_that_is_a_number_goes_by_value(tmp_path: Path) -> None:
    path = write(tmp_path, "Code;Inwoners\nBU01640202;-1,00\nBU01640203;-1\nBU01640200;6\n")
    result = read(path, mapping(marks=(("-1", "suppressed"),)))
    assert statuses(result) == {"BU01640202": "suppressed", "BU01640203": "suppressed", "BU01640200": "value"}


def test_a_blank_stays_blank_and_a_zero_stays_zero(tmp_path: Path) -> None:
    result = read(write(tmp_path, "Code;Inwoners\nBU01640202;\nBU01640203;0\n"))
    assert values(result) == {"BU01640203": 0}


@pytest.mark.parametrize(
    ("answer", "value", "status"), [("nul", 0, "value"), ("onbekend", None, "unknown"), ("geheim", None, "suppressed")]
)
def test_what_a_dash_means_is_asked(tmp_path: Path, answer: str, value: float | None, status: str) -> None:
    path = write(tmp_path, "Code;Inwoners\nBU01640202;-\nBU01640203;6\n")
    assert [question.id for question in refused(path).questions] == ["streepje"]
    result = read(path, answers={"streepje": answer})
    assert (values(result)["BU01640202"], statuses(result)["BU01640202"]) == (value, status)


def test_a_mapping_may_give_marks_their_own_meaning(tmp_path: Path) -> None:
    path = write(tmp_path, "Code;Inwoners\nBU01640202;GH\nBU01640203;-\nBU01640200;6\n")
    mapped = mapping(marks=(("gh", "suppressed"), ("-", "not_applicable")))
    assert statuses(read(path, mapped)) == {
        "BU01640202": "suppressed",
        "BU01640203": "not_applicable",
        "BU01640200": "value",
    }


def test_areas_that_have_no_row_are_remarked(tmp_path: Path) -> None:
    result = read(write(tmp_path, "Code;Inwoners\nWK016400;5\nWK016402;6\n"))
    assert [r.found for r in result.remarks if "zonder rij" in r.found] == [
        "2 van de 3 wijken; zonder rij: Woolde (WK016404)"
    ]


def test_a_units_row_is_remarked_and_skipped(tmp_path: Path) -> None:
    result = read(write(tmp_path, "Code;Inwoners\n;aantal\nBU01640202;5\nBU01640203;6\n"))
    assert values(result) == {"BU01640202": 5, "BU01640203": 6}
    assert [r.row for r in result.remarks if "onder de kop" in r.found] == [2]


def test_more_figures_than_a_gemeente_has_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "Code;Inwoners\nBU01640202;5\nBU01640203;6\n")
    with pytest.raises(OwnFileError, match="meer dan 1 cijfers"):
        read(path, limits=Limits(observations=1))


@pytest.mark.shared
def test_amsterdam_with_mixed_decimals_loads(shared: Path) -> None:
    path = shared / "ams_recode" / "kwb_2020_amsterdam.csv"
    names = [line.split(";") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    amsterdam = tuple(area(code, name, 2020) for name, _, code, *_ in names)
    mapped = mapping(
        {"Population_Total": "inwoners", "Avg_Household_Size": "grootte", "Avg_Property_Value_1000EUR": "woz"},
        area="Area_Code",
    )
    result = read(path, mapped, areas=amsterdam, period=2020)
    assert values(result)["GM0363"] == 872757
    assert values(result, "grootte")["GM0363"] == 1.8
    assert values(result, "woz")["GM0363"] == 416
    assert [len(values(result, name)) for name in ("inwoners", "grootte", "woz")] == [579, 562, 500]
    assert {column.decimal for column in result.sniffed.columns} == {
        DecimalSign.NONE,
        DecimalSign.COMMA,
        DecimalSign.POINT,
    }


MEASURE = """
import resource, sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from tests.data.ingestors.own_file.builders import area, mapping, read
areas = [area(f"BU{number:08d}", f"Buurt {number}") for number in range(1000)]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
result = read(Path(sys.argv[1]), mapping({"A": "a", "B": "b"}, period="jaar"), areas=areas, period=None)
print(len(result.observations), (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize(("years", "most_megabytes"), [(10, 40), pytest.param(100, 200, marks=pytest.mark.rehearsal)])
def test_many_rows_take_bounded_memory(tmp_path: Path, years: int, most_megabytes: int) -> None:
    """1,000 areas of each year. Measured for 100 years: 110 MB, most of it the observations."""
    rows = (f"BU{number:08d};{year};{number},5;{year}" for year in range(1950, 1950 + years) for number in range(1000))
    path = write(tmp_path, "\n".join(["Code;jaar;A;B", *rows]))
    command = [sys.executable, "-c", MEASURE, str(path), str(Path(__file__).parents[4])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    count, megabytes = map(int, done.stdout.split())
    assert count == 2 * 1000 * years
    assert megabytes < most_megabytes
