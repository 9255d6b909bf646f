from pathlib import Path

import duckdb
import pytest
import shapely
from django.conf import settings

from tests.data.deliveries import HEADER, ROWS, build, cells, csv_file, source, table
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.definitions.catalogue import load_catalogue


def test_a_line_is_counted_as_an_editor_does(tmp_path):
    release = build(source(), tmp_path / "releases", csv_file(tmp_path))
    lines = dict(
        duckdb.execute(f"SELECT area, line FROM '{release.observations}' WHERE variable = 'inwoners'").fetchall()
    )
    assert lines["GM0164"] == 2
    assert lines["BU01640202"] == 4


def test_files_of_one_delivery_are_read_together_and_told_apart(tmp_path):
    first = csv_file(tmp_path, ROWS[:3], name="a.csv")
    second = csv_file(tmp_path, ROWS[3:], name="b.csv")
    release = build(source(), tmp_path / "releases", first, second)
    assert len(cells(release)) == 10
    assert duckdb.execute(
        f"SELECT file, line FROM '{release.observations}' WHERE area = 'BU01640203' AND variable = 'inwoners'"
    ).fetchall() == [(1, 2)]


def test_all_missing_columns_are_named_at_once(tmp_path):
    with pytest.raises(ReleaseError) as error:
        build(source(), tmp_path / "releases", csv_file(tmp_path, ["GM0164,Hengelo"], "code,naam"))
    assert [problem.column for problem in error.value.problems] == ["inwoners", "inkomen", "jaar"]


def test_every_cell_that_is_no_number_is_named_with_its_place(tmp_path):
    rows = [ROWS[0], "WK016402,Noord,2024,2.9oo,28", "BU01640202,De Noork,2024,2140,nan", "BU01640203,Noord,2024,inf,1"]
    with pytest.raises(ReleaseError) as error:
        build(source(), tmp_path / "releases", csv_file(tmp_path, rows))
    assert [(problem.row, problem.column, problem.found) for problem in error.value.problems] == [
        (3, "inwoners", "‘2.9oo’"),
        (4, "inkomen", "‘nan’"),
        (5, "inwoners", "‘inf’"),
    ]


def test_a_thousand_bad_cells_are_counted_not_all_told(tmp_path):
    rows = [f"BU0164{n:04},B,2024,fout,1" for n in range(1000)]
    with pytest.raises(ReleaseError) as error:
        build(source(), tmp_path / "releases", csv_file(tmp_path, rows))
    assert len(error.value.problems) == 51
    assert "nog 950 cellen" in str(error.value)


@pytest.mark.parametrize(
    ("written", "is_a_year"), [("2024", True), ("2024JJ00", True), ("", False), ("vorig jaar", False)]
)
def test_a_row_without_a_year_is_refused(tmp_path, written, is_a_year):
    path = csv_file(tmp_path, [f"GM0164,Hengelo,{written},1,1"])
    if is_a_year:
        assert ("GM0164", 2024, "inwoners") in cells(build(source(), tmp_path / "releases", path))
        return
    with pytest.raises(ReleaseError, match="regel 2, kolom jaar: gevonden geen jaartal"):
        build(source(), tmp_path / "releases", path)


@pytest.mark.parametrize(
    "content", [b"code,naam,jaar,inwoners,inkomen\nGM0164,Hengelo\n", b"\xff\xfecode\xfe,naam\n\x80,\x81\n", b""]
)
def test_what_is_no_such_table_is_refused_with_the_name_of_the_file(tmp_path, content):
    path = tmp_path / "kapot.csv"
    path.write_bytes(content)
    with pytest.raises(ReleaseError, match=r"kapot\.csv"):
        build(source(), tmp_path / "releases", path)


def test_filled_columns_that_nobody_described_are_told_and_empty_ones_are_not(tmp_path):
    path = csv_file(tmp_path, [row + ",7,,x" for row in ROWS], HEADER + ",nieuw,leeg,bekend")
    release = build(source(table(ignored={"bekend": "telt niet mee"})), tmp_path / "releases", path)
    assert release.record.unused == ("nieuw",)


def test_a_comma_and_a_line_break_in_quotes_belong_to_the_cell(tmp_path):
    path = csv_file(tmp_path, ['BU01640202,"Noork, De",2024,2140,'])
    release = build(source(), tmp_path / "releases", path)
    assert duckdb.execute(f"SELECT name FROM '{release.areas}'").fetchall() == [("Noork, De",)]


def test_a_column_with_ewkt_gives_borders(tmp_path):
    of = source(table(year=2022, period_column=None, columns={}, area_columns={"name": "naam", "geometry": "grens"}))
    path = csv_file(
        tmp_path,
        ['BU0363AE01,Kop Zeedijk,"SRID=28992;POLYGON ((121000 487000, 121100 487000, 121100 487100, 121000 487000))"'],
        "code,naam,grens",
    )
    release = build(of, tmp_path / "releases", path)
    [(code, year, border)] = duckdb.execute(f"FROM '{release.borders}'").fetchall()
    assert (code, year) == ("BU0363AE01", 2022)
    assert shapely.from_wkb(border).area == pytest.approx(5000)


@pytest.mark.shared
def test_the_key_figures_of_2024_arrive_whole(tmp_path, shared):
    """Compared with a plain reading of the file: every filled cell of every column, value by value."""
    of = load_catalogue(Path(settings.WIJKWERK_CATALOGUE)).sources["cbs_kwb"]
    kwb = next(each for each in of.tables if each.table == "85984NED")
    path = shared / "nl2024/kwb2024_85984NED_subset_nl.csv"
    release = build(source(kwb, id="cbs_kwb", missing=of.missing, variables=of.variables), tmp_path / "releases", path)
    with duckdb.connect() as con:
        columns = ", ".join(f'"{column}"::DOUBLE AS "{variable}"' for column, variable in kwb.columns.items())
        con.execute(
            f"""
            CREATE TABLE plain AS UNPIVOT (SELECT code AS area, {columns} FROM read_csv('{path}'))
            ON COLUMNS(* EXCLUDE (area)) INTO NAME variable VALUE value
            """
        )
        differences = con.execute(
            f"""
            SELECT count(*) FROM plain FULL JOIN (FROM '{release.observations}' WHERE value IS NOT NULL) o
            USING (area, variable) WHERE plain.value IS DISTINCT FROM o.value
            """
        ).fetchall()
        assert differences == [(0,)]
        assert con.execute("SELECT count(*) FROM plain").fetchall() == [(release.record.counts["value"],)]
    assert release.record.counts["areas"] == 18309
    assert release.record.unused == ()


def test_a_line_with_other_fields_is_told_in_dutch(tmp_path):
    with pytest.raises(ReleaseError) as error:
        build(source(), tmp_path / "releases", csv_file(tmp_path, [*ROWS, "BU01640204,De Berk"]))
    told = str(error.value)
    assert told.startswith("cijfers.csv: gevonden geen leesbare tabel, maar tekst die begint met ‘code,naam")
    assert "Error" not in told


def test_a_line_far_down_is_told_with_its_number(tmp_path):
    rows = [f"BU0164{number:04},B{number},2024,10,1" for number in range(9999)] * 5
    with pytest.raises(ReleaseError, match=r"^cijfers\.csv, regel 49997: gevonden geen leesbare tabel"):
        build(source(), tmp_path / "releases", csv_file(tmp_path, [*rows, "BU01640204,De Berk"]))
