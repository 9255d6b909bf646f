"""The whole country in one table, compared cell by cell with a plain reading of the stored set."""

from pathlib import Path

import duckdb
import pytest
from django.conf import settings

from tests.data.deliveries import MOMENT, cells, named_areas
from wijkwerk.data.building import build_from_files, table_of
from wijkwerk.definitions.catalogue import load_catalogue

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def kwb():
    return load_catalogue(Path(settings.WIJKWERK_CATALOGUE)).sources["cbs_kwb"]


@pytest.fixture(scope="module")
def stored(request):
    return Path(request.config.rootpath).parent / "shared/data/kwb2020_v3"


@pytest.fixture(scope="module")
def release(kwb, stored, tmp_path_factory):
    paths = [
        stored / f"cbs.v3.84799NED_{name}.parquet" for name in ("TypedDataSet", "WijkenEnBuurten", "DataProperties")
    ]
    releases = tmp_path_factory.mktemp("releases")
    return build_from_files(kwb, table_of(kwb, "84799NED"), paths, releases, moment=MOMENT)[0]


@pytest.fixture(scope="module")
def plain(kwb, stored):
    """area, variable, cell: every non-empty cell of the filled topic columns, read without any of our code."""
    path = stored / "cbs.v3.84799NED_TypedDataSet.parquet"
    con = duckdb.connect()
    con.execute(f"CREATE TABLE wide AS FROM '{path}'")
    described = [row[0] for row in con.execute("DESCRIBE wide").fetchall()]
    topics = described[described.index("IndelingswijzigingWijkenEnBuurten_4") + 1 :]
    filled = [topic for topic in topics if con.execute(f'SELECT count("{topic}") FROM wide').fetchall() != [(0,)]]
    assert len(filled) == 44
    named = table_of(kwb, "84799NED").columns
    columns = ", ".join(f'trim("{topic}"::VARCHAR) AS "{named[topic]}"' for topic in filled)
    con.execute(
        f"""
        CREATE TABLE plain AS
        UNPIVOT (SELECT trim(WijkenEnBuurten) AS area, {columns} FROM wide)
        ON COLUMNS(* EXCLUDE (area)) INTO NAME variable VALUE cell
        """
    )
    yield con
    con.close()


def test_744_164_cells_are_delivered_of_which_3_611_say_that_there_is_no_postcode(plain):
    assert plain.execute("SELECT count(*), count(*) FILTER (cell = '.') FROM plain").fetchall() == [(744_164, 3_611)]
    assert plain.execute("SELECT DISTINCT variable FROM plain WHERE cell = '.'").fetchall() == [("postcode",)]


def test_every_delivered_cell_is_in_the_release_and_no_other_figure_is(plain, release):
    differences = plain.execute(
        f"""
        SELECT count(*) FILTER (o.area IS NULL) AS lost, count(*) FILTER (p.area IS NULL) AS invented,
               count(*) FILTER (p.cell <> '.' AND TRY_CAST(p.cell AS DOUBLE) IS DISTINCT FROM o.value) AS altered,
               count(*) FILTER (p.cell = '.' AND (o.value IS NOT NULL OR o.status <> 'unknown')) AS misread,
               count(*) AS compared
        FROM plain p FULL JOIN (FROM '{release.observations}' WHERE status <> 'too_few') o USING (area, variable)
        """
    ).fetchall()
    assert differences == [(0, 0, 0, 0, 744_164)]


def test_the_rows_beside_those_cells_are_the_explained_empty_ones(release):
    counts = release.record.counts
    assert counts["value"] + counts["unknown"] == 744_164
    assert counts["observations"] == 744_164 + counts["too_few"]
    assert counts["areas"] == 17_341
    assert release.record.unused == ()


def test_every_figure_leads_back_to_its_record(plain, release, stored):
    differences = plain.execute(
        f"""
        SELECT count(*), count(*) FILTER (trim(w.WijkenEnBuurten) <> o.area) FROM '{release.observations}' o
        JOIN read_parquet('{stored}/cbs.v3.84799NED_TypedDataSet.parquet', file_row_number = true) w
        ON w.file_row_number + 1 = o.line WHERE o.file = 0
        """
    ).fetchall()
    assert differences == [(release.record.counts["observations"], 0)]


def test_de_noork_and_its_wijk(release):
    found = cells(release)
    assert found["BU01640202", 2020, "inwoners"] == (2195.0, "value")
    assert found["BU01640202", 2020, "bijstand"] == (180.0, "value")
    assert found["WK016402", 2020, "inwoners"] == (10170.0, "value")
    assert found["GM0164", 2020, "inwoners"] == (81140.0, "value")
    assert found["NL00", 2020, "inwoners"] == (17407585.0, "value")


def test_the_division_of_2020_has_its_change_codes_and_short_names(release):
    areas = named_areas(release)
    levels = [level for level, *_ in areas.values()]
    assert [levels.count(level) for level in ("land", "gemeente", "wijk", "buurt")] == [1, 355, 3177, 13808]
    changes = [(level, change) for level, _, _, change in areas.values()]
    assert [changes.count(("wijk", code)) for code in (1, 2, 3)] == [3022, 2, 153]
    assert [changes.count(("buurt", code)) for code in (1, 2, 3)] == [13038, 134, 636]
    assert areas["WK016402"] == ("wijk", "Noord", "GM0164", 1)
    assert (areas["GM0893"][1], areas["GM0373"][1]) == ("Bergen (L.)", "Bergen (NH.)")


def test_counts_of_buurten_add_up_to_their_wijk_within_the_rounding(release):
    """Measured: buurten are rounded to 5 and mostly down, so a wijk may say up to 5 more per buurt, and little less."""
    worst = duckdb.execute(
        f"""
        SELECT max(abs(w.value - b.total) / b.parts) FROM '{release.observations}' w
        JOIN (SELECT 'WK' || substr(area, 3, 6) AS area, sum(value) AS total, count(*) AS parts
              FROM '{release.observations}' WHERE area LIKE 'BU%' AND variable = 'inwoners' GROUP BY 1) b USING (area)
        WHERE w.variable = 'inwoners'
        """
    ).fetchall()[0][0]
    assert 0 < worst <= 5
