"""The health monitor of 2012, 2016 and 2020: a small delivery by hand, and the whole country cell by cell."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from django.conf import settings

from tests.data.deliveries import MOMENT, cells
from tests.lib.sheets.builders import save, workbook, write
from wijkwerk.data.building import build_from_files, table_of
from wijkwerk.data.release.folders import ReleaseFolder, list_releases
from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.definitions.sources import Source

CATALOGUE = Path(settings.WIJKWERK_CATALOGUE)
NOORK = "BU01640202"
YEARS = (2012, 2016, 2020)
# Age -> its table in the catalogue, and the filled cells of each year in all of the country.
GROUPS = {
    "18plus": ("50090NED-18plus", (329_620, 446_310, 530_304)),
    "65plus": ("50090NED-65plus", (302_660, 414_936, 498_432)),
}
# De Noork, 18 years and over, as the issue has them.
FIGURES = {
    "Eenzaam_28": ("45.3", "50.4", "56.8"),
    "Overgewicht_9": ("50.7", "52.5", "53.9"),
    "ErnstigOvergewicht_10": ("14.9", "16.2", "20.4"),
    "MoeiteMetRondkomen_38": ("34.0", "27.7", "20.4"),
}


@pytest.fixture(scope="module")
def monitor() -> Source:
    return load_catalogue(CATALOGUE).sources["rivm_gezondheidsmonitor"]


def build(monitor: Source, table: str, paths: list[Path], folder: Path) -> ReleaseFolder:
    return build_from_files(monitor, table_of(monitor, table), paths, folder, moment=MOMENT)[0]


def rows_of(monitor: Source, year: int, place: int) -> list[list[str]]:
    """The heads, and both groups of three areas, padded as they come; a topic without a figure is empty or a dot."""
    table = monitor.tables[0]
    heads = [*table.ignored, *table.dimensions, "WijkenEnBuurten", "Perioden", *table.columns]
    rows = [heads]
    for group, area in [(g, a) for g in ("20300", "80200") for a in ("NL01      ", NOORK, "BU01640700")]:
        own = {"Leeftijd": group, "Marges": "MW00000", "WijkenEnBuurten": area, "Perioden": f"{year}JJ00"}
        own |= dict.fromkeys(FIGURES, "       .") if area == "BU01640700" else {}
        if group == "20300" and area == NOORK:
            own |= {name: f"{figures[place]:>8}" for name, figures in FIGURES.items()}
        elif area != "BU01640700":
            own |= {"Eenzaam_28": "    47.0" if group == "20300" else "    49.5"}
        rows.append([own.get(head, "") for head in heads])
    return rows


def delivery(monitor: Source, folder: Path) -> list[Path]:
    """Two years as CSV and the last as the workbook that people pass on."""
    first, second, last = (rows_of(monitor, year, place) for place, year in enumerate(YEARS))
    csv = ["\n".join(";".join(row) for row in rows) + "\n" for rows in (first, second)]
    return [
        write(folder, csv[0], "2012_18+.csv"),
        write(folder, csv[1], "2016_18+.csv"),
        save(folder, workbook([[cell or None for cell in row] for row in last], "RIVM 18+"), "2020_18+.xlsx"),
    ]


def test_de_noork_through_the_years(monitor, tmp_path):
    found = cells(build(monitor, "50090NED-18plus", delivery(monitor, tmp_path), tmp_path / "releases"))
    for place, year in enumerate(YEARS):
        for column, figures in FIGURES.items():
            variable = monitor.tables[0].columns[column]
            assert found[NOORK, year, variable] == (float(figures[place]), "value")
    assert found["NL00", 2020, "eenzaam"] == (47.0, "value"), "the country is NL01 in this table"
    assert found["BU01640700", 2020, "eenzaam"] == (None, "unknown"), "a dot is no figure"
    assert {variable for *_, variable in found} == {monitor.tables[0].columns[column] for column in FIGURES}


def test_both_ages_are_told_apart_in_the_same_files(monitor, tmp_path):
    paths = delivery(monitor, tmp_path)
    found = cells(build(monitor, "50090NED-65plus", paths, tmp_path / "releases"))
    assert found["NL00", 2016, "eenzaam_65_plus"] == (49.5, "value")
    assert all(variable.endswith("_65_plus") for *_, variable in found)


def test_every_year_stands_on_the_areas_of_2020_and_on_its_own_line(monitor, tmp_path):
    release = build(monitor, "50090NED-18plus", delivery(monitor, tmp_path), tmp_path / "releases")
    lines = duckdb.execute(
        f"""
        SELECT period, area_year, file, line FROM '{release.observations}'
        WHERE area = '{NOORK}' AND variable = 'eenzaam' ORDER BY period
        """
    ).fetchall()
    assert lines == [(2012, 2020, 0, 3), (2016, 2020, 1, 3), (2020, 2020, 2, 3)]
    assert release.areas is None, "names come from the key figures of the same division"


@pytest.fixture(scope="module")
def plain(request) -> Iterator[duckdb.DuckDBPyConnection]:
    """file, area, period, column, cell: every filled cell of the six files, read without any of our code."""
    stored = Path(request.config.rootpath).parent / "shared/data/rivm_50090NED"
    con = duckdb.connect()
    for group in GROUPS:
        con.execute(
            f"""
            CREATE TABLE "{group}" AS
            UNPIVOT (SELECT CASE trim(WijkenEnBuurten) WHEN 'NL01' THEN 'NL00' ELSE trim(WijkenEnBuurten) END AS area,
                            left(Perioden, 4)::INTEGER AS period,
                            trim(COLUMNS(* EXCLUDE (ID, Leeftijd, Marges, WijkenEnBuurten, Perioden, Gemeentenaam_1,
                                                    SoortRegio_2, Codering_3)))
                     FROM '{stored}/50090NED_*_{group}.parquet')
            ON COLUMNS(* EXCLUDE (area, period)) INTO NAME "column" VALUE cell
            """
        )
    yield con
    con.close()


@pytest.mark.shared
@pytest.mark.rehearsal
@pytest.mark.parametrize("group", GROUPS)
def test_every_cell_of_the_country_is_in_the_release_and_no_other_is(monitor, plain, shared, tmp_path, group):
    table, filled = GROUPS[group]
    paths = [shared / f"rivm_50090NED/50090NED_{year}_{group}.parquet" for year in YEARS]
    release = build(monitor, table, paths, tmp_path / "releases")
    names = table_of(monitor, table).columns
    plain.execute('CREATE OR REPLACE TABLE named ("column" VARCHAR, variable VARCHAR)')
    plain.executemany("INSERT INTO named VALUES (?, ?)", list(names.items()))
    differences = plain.execute(
        f"""
        WITH p AS (SELECT area, period, variable, cell FROM "{group}" JOIN named USING ("column") WHERE cell <> '')
        SELECT count(*) FILTER (o.area IS NULL) AS lost, count(*) FILTER (p.area IS NULL) AS invented,
               count(*) FILTER (p.cell <> '.' AND TRY_CAST(p.cell AS DOUBLE) IS DISTINCT FROM o.value) AS altered,
               count(*) FILTER (p.cell = '.' AND (o.value IS NOT NULL OR o.status <> 'unknown')) AS misread
        FROM p FULL JOIN '{release.observations}' o USING (area, period, variable)
        """
    ).fetchall()
    assert differences == [(0, 0, 0, 0)]
    per_year = plain.execute(
        f"SELECT count(value) FROM '{release.observations}' GROUP BY period ORDER BY period"
    ).fetchall()
    assert tuple(count for (count,) in per_year) == filled
    in_the_files = plain.execute(f"SELECT count(*) FROM \"{group}\" WHERE cell NOT IN ('', '.')").fetchall()
    assert in_the_files == [(sum(filled),)]
    assert release.record.unused == ()


@pytest.mark.shared
@pytest.mark.rehearsal
def test_the_workbook_as_received_says_the_same_and_the_example_is_that_very_import(monitor, shared, tmp_path):
    folder = shared / "rivm_50090NED"
    earlier = [folder / f"50090NED_{year}_18plus.parquet" for year in (2012, 2016)]
    derived = build(monitor, "50090NED-18plus", [*earlier, folder / "50090NED_2020_18plus.parquet"], tmp_path / "a")
    received = build(
        monitor, "50090NED-18plus", [*earlier, folder / "50090NED_2020_18plus_as_received.xlsx"], tmp_path / "b"
    )
    assert received.record.key == derived.record.key
    releases = list_releases(Path(settings.WIJKWERK_EXAMPLES) / "hengelo/releases")
    [example] = [each for each in releases if each.record.source == "rivm_gezondheidsmonitor"]
    assert example.record.key == received.record.key
    assert [(file.name, file.sha256) for file in example.record.files] == [
        (file.name, file.sha256) for file in received.record.files
    ]
