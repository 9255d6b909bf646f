import tempfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.data.deliveries import HEADER, ROWS, build, cells, csv_file, named_areas, source, table
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.definitions.sources import MissingRule, MissingValue
from wijkwerk.definitions.vocabulary import Status


def released(tmp_path, rows=ROWS, of=None, header=HEADER, **options):
    return build(of or source(), tmp_path / "releases", csv_file(tmp_path, rows, header), **options)


def test_a_figure_is_a_value(tmp_path):
    assert cells(released(tmp_path))["BU01640202", 2024, "inwoners"] == (2140.0, Status.VALUE)


def test_an_empty_cell_gives_no_row_where_no_rule_explains_it(tmp_path):
    found = cells(released(tmp_path))
    assert ("BU01640300", 2024, "inwoners") not in found
    assert ("BU01640300", 2024, "inkomen") not in found


def test_an_empty_cell_below_the_bound_of_its_rule_gets_the_reason(tmp_path):
    found = cells(released(tmp_path))
    assert found["BU01640202", 2024, "inkomen"] == (None, Status.TOO_FEW)
    assert found["WK016402", 2024, "inkomen"] == (28.5, Status.VALUE)


@pytest.mark.parametrize(("inhabitants", "explained"), [("2499", True), ("2500", False), ("0", True)])
def test_the_bound_itself_is_enough(tmp_path, inhabitants, explained):
    found = cells(released(tmp_path, (ROWS[0], f"BU01640202,De Noork,2024,{inhabitants},")))
    assert (("BU01640202", 2024, "inkomen") in found) is explained


def test_a_published_figure_below_the_bound_stays(tmp_path):
    found = cells(released(tmp_path, ("BU01640202,De Noork,2024,2140,25.1",)))
    assert found["BU01640202", 2024, "inkomen"] == (25.1, Status.VALUE)


def test_a_rule_says_nothing_about_a_column_without_any_figure(tmp_path):
    found = cells(released(tmp_path, [row.replace(",30.5", ",").replace(",28.5", ",") for row in ROWS]))
    assert {variable for _, _, variable in found} == {"inwoners"}


def test_a_rule_says_nothing_about_a_year_in_which_the_column_is_empty(tmp_path):
    found = cells(released(tmp_path, (*ROWS, "BU01640202,De Noork,2023,2100,", "WK016402,Wijk 02 Noord,2023,2890,")))
    assert ("BU01640202", 2023, "inkomen") not in found
    assert ("BU01640202", 2024, "inkomen") in found


def test_the_reason_of_a_rule_replaces_the_general_sign_of_the_source(tmp_path):
    found = cells(released(tmp_path, (ROWS[0], "BU01640202,De Noork,2024,2140,.", "WK016402,Noord,2024,2900,.")))
    assert found["BU01640202", 2024, "inkomen"] == (None, Status.TOO_FEW)
    assert found["WK016402", 2024, "inkomen"] == (None, Status.UNKNOWN)


def test_the_first_rule_that_holds_wins(tmp_path):
    rules = (
        MissingRule(variables=("inkomen",), when="inwoners", below=1000, status=Status.NOT_APPLICABLE, reason="x"),
        *source().missing,
    )
    found = cells(released(tmp_path, of=source(missing=rules)))
    assert found["BU01640203", 2024, "inkomen"] == (None, Status.NOT_APPLICABLE)
    assert found["BU01640202", 2024, "inkomen"] == (None, Status.TOO_FEW)


@pytest.mark.parametrize(
    ("sign", "value", "status"),
    [
        (".", None, Status.UNKNOWN),
        ("x", None, Status.SUPPRESSED),
        ("-", 0.0, Status.VALUE),
        ("12*", 12.0, Status.PROVISIONAL),
        ("12**", 12.0, Status.PROVISIONAL),
        ("-99997", None, Status.SUPPRESSED),
        ("-99995", None, Status.SUPPRESSED),
        ("-99998", None, Status.NOT_APPLICABLE),
        ("-99999", None, Status.UNKNOWN),
        ("-99996", None, Status.NOT_DELIVERED),
        ("-99999999.0000", None, Status.SUPPRESSED),
        ("  -99997.0 ", None, Status.SUPPRESSED),
        ("-9.9999999E7", None, Status.SUPPRESSED),
        ('"-9,9999999E7"', None, Status.SUPPRESSED),
        ('"-99997,0"', None, Status.SUPPRESSED),
        ("−99998", None, Status.NOT_APPLICABLE),
        ("-99997*", None, Status.SUPPRESSED),
        ("-99994", -99994.0, Status.VALUE),
        (" 12 ", 12.0, Status.VALUE),
    ],
)
def test_the_signs_of_a_source_have_their_meaning(tmp_path, sign, value, status):
    found = cells(released(tmp_path, (ROWS[0], f"BU01640202,De Noork,2024,{sign},")))
    assert found["BU01640202", 2024, "inwoners"] == (value, status)


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ((), (-1.0, Status.VALUE)),
        ((MissingValue(-1, Status.SUPPRESSED, "Zo schrijft deze bron geheim."),), (None, Status.SUPPRESSED)),
        ((MissingValue(-1, Status.UNKNOWN, "x", variables=("inwoners",)),), (None, Status.UNKNOWN)),
        ((MissingValue(-1, Status.UNKNOWN, "x", variables=("inkomen",)),), (-1.0, Status.VALUE)),
    ],
)
def test_a_source_may_say_which_numbers_of_its_own_are_no_figure(tmp_path, own, expected):
    found = cells(released(tmp_path, (ROWS[0], "BU01640202,De Noork,2024,-1.00,"), source(missing_values=own)))
    assert found["BU01640202", 2024, "inwoners"] == expected


def test_what_a_source_says_of_a_number_goes_before_what_is_usual(tmp_path):
    own = (MissingValue(-99997, Status.NOT_APPLICABLE, "Hier is dat niet van toepassing."),)
    found = cells(released(tmp_path, (ROWS[0], "BU01640202,De Noork,2024,-99997,"), source(missing_values=own)))
    assert found["BU01640202", 2024, "inwoners"] == (None, Status.NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("zero_is", "expected"),
    [
        (None, (0.0, Status.VALUE)),
        (Status.UNRELIABLE, (0.0, Status.UNRELIABLE)),
        (Status.UNKNOWN, (None, Status.UNKNOWN)),
    ],
)
def test_a_zero_that_may_mean_not_known_is_marked_or_emptied(tmp_path, zero_is, expected):
    of = source(table(zero_is=zero_is), missing=())
    found = cells(released(tmp_path, (ROWS[0], "BU01640202,De Noork,2024,0,"), of))
    assert found["BU01640202", 2024, "inwoners"] == expected


def test_figures_of_a_provisional_year_are_provisional(tmp_path):
    of = source(table(provisional_periods=(2025,)))
    found = cells(released(tmp_path, (ROWS[0], "GM0164,Hengelo (O.),2025,3020,31"), of))
    assert found["GM0164", 2024, "inwoners"][1] == Status.VALUE
    assert found["GM0164", 2025, "inwoners"][1] == Status.PROVISIONAL


def test_names_lose_what_cbs_puts_before_and_behind_them(tmp_path):
    areas = named_areas(released(tmp_path))
    assert areas["WK016402"] == ("wijk", "Noord", "GM0164", None)
    assert areas["GM0164"] == ("gemeente", "Hengelo", "NL00", None)
    assert areas["BU01640203"] == ("buurt", "Noord", "WK016402", None)


def test_the_mark_of_a_province_stays_where_two_gemeenten_would_have_one_name(tmp_path):
    areas = named_areas(
        released(
            tmp_path, ("GM0893,Bergen (L.),2024,1,1", "GM0373,Bergen (NH.),2024,1,1", "GM0603,Rijswijk (ZH.),2024,1,1")
        )
    )
    assert [areas[code][1] for code in ("GM0893", "GM0373", "GM0603")] == ["Bergen (L.)", "Bergen (NH.)", "Rijswijk"]


def test_a_wijk_that_is_only_a_number_keeps_its_name(tmp_path):
    areas = named_areas(released(tmp_path, ("WK016401,Wijk 01,2024,1,1", "WK016402,Wijk 02 ,2024,1,1")))
    assert areas["WK016401"][1] == "Wijk 01"


def test_brackets_that_say_something_stay(tmp_path):
    areas = named_areas(released(tmp_path, ("BU06540101,Baarland (Kern),2024,1,1",)))
    assert areas["BU06540101"][1] == "Baarland (Kern)"


def test_a_code_of_amsterdam_with_letters_lies_in_its_wijk(tmp_path):
    areas = named_areas(released(tmp_path, ("BU0363AB10,Kop Zeedijk,2024,5,1",)))
    assert areas["BU0363AB10"] == ("buurt", "Kop Zeedijk", "WK0363AB", None)


def test_every_bad_code_and_every_double_row_is_named_with_its_line(tmp_path):
    rows = (*ROWS, "1640202,De Noork,2024,1,1", ",,2024,1,1", "BU01640202,De Noork,2024,9,9")
    with pytest.raises(ReleaseError) as error:
        released(tmp_path, rows)
    problems = error.value.problems
    assert [problem.row for problem in problems] == [8, 9, 10]
    assert problems[0].found == "‘1640202’"
    assert problems[1].found == "een lege gebiedscode"
    assert "BU01640202 voor 2024 staat er 2 keer, voor het eerst op regel 4" in problems[2].found
    assert not (tmp_path / "releases").exists()


def test_provinces_and_other_regions_are_left_out_without_complaint(tmp_path):
    found = cells(released(tmp_path, (*ROWS, "PV23,Overijssel,2024,1180000,30", "GG4810,GGD,2024,1,1")))
    assert {area[:2] for area, _, _ in found} == {"GM", "WK", "BU"}


def test_the_division_is_the_table_s_or_the_year_of_the_figure(tmp_path):
    for changes, expected in (({}, 2024), ({"area_year": 2023}, 2023)):
        release = released(_folder(tmp_path, expected), of=source(table(**changes)))
        assert duckdb.execute(f"SELECT DISTINCT area_year FROM '{release.observations}'").fetchall() == [(expected,)]


@pytest.mark.slow  # reads a whole table, cell by cell
@given(st.lists(st.tuples(st.integers(0, 5000), st.one_of(st.none(), st.integers(1, 90))), min_size=1, max_size=12))
def test_every_filled_cell_arrives_once_and_only_explained_ones_join_it(pairs):
    rows = [
        f"BU0164{n:04},B{n},2024,{people},{'' if income is None else income}"
        for n, (people, income) in enumerate(pairs)
    ]
    with tempfile.TemporaryDirectory() as folder:
        found = cells(build(source(), Path(folder) / "releases", csv_file(Path(folder), rows)))
    any_income = any(income is not None for _, income in pairs)
    for n, (people, income) in enumerate(pairs):
        area = f"BU0164{n:04}"
        assert found.pop((area, 2024, "inwoners")) == (people, "value")
        cell = found.pop((area, 2024, "inkomen"), None)
        if income is not None:
            assert cell == (income, "value")
        else:
            assert cell == ((None, "too_few") if any_income and people < 2500 else None)
    assert not found


def _folder(parent, name):
    folder = parent / str(name)
    folder.mkdir()
    return folder
