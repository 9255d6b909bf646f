"""The checks on the real figures of the whole country: what they must find, and that they find nothing else."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection as Connection

from wijkwerk.data.building import build_from_files, table_of
from wijkwerk.data.checks.release_views import open_release
from wijkwerk.data.checks.remarks import CheckRemark
from wijkwerk.data.checks.run import run_checks
from wijkwerk.data.release.folders import ReleaseFolder, read_release
from wijkwerk.definitions.catalogue import Catalogue, load_catalogue

pytestmark = pytest.mark.shared

Build = Callable[[str, str, Sequence[Path]], ReleaseFolder]

REPOSITORY = Path(__file__).parents[3]
FIGURES = REPOSITORY.parent / "shared" / "data"
KWB2020 = [
    FIGURES / "kwb2020_v3" / name
    for name in (
        "cbs.v3.84799NED_TypedDataSet.parquet",
        "cbs.v3.84799NED_WijkenEnBuurten.parquet",
        "DataProperties_84799NED.csv",
    )
]
KWB2024 = [FIGURES / "nl2024" / "kwb2024_85984NED_subset_nl.csv"]
CRIMES = [FIGURES / "nl2024" / "misdrijven_47022NED_totaal_nl.csv"]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(REPOSITORY / "catalogue")


@pytest.fixture(scope="module")
def build(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Make a release of a source's table, once for this module and without the catalogue's corrections."""
    folder, moment = tmp_path_factory.mktemp("releases"), datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)

    def make(source: str, table: str, files: Sequence[Path]) -> ReleaseFolder:
        definition = catalogue.sources[source]
        return build_from_files(definition, table_of(definition, table), files, folder, moment=moment)[0]

    return make


@pytest.fixture(scope="module")
def kwb2020(build: Build) -> ReleaseFolder:
    return build("cbs_kwb", "84799NED", KWB2020)


@pytest.fixture(scope="module")
def kwb2024(build: Build) -> ReleaseFolder:
    return build("cbs_kwb", "85984NED", KWB2024)


@pytest.fixture(scope="module")
def crimes(build: Build) -> ReleaseFolder:
    return build("politie_misdrijven", "47022NED", CRIMES)


@contextmanager
def opened(release: ReleaseFolder, areas: ReleaseFolder, previous: ReleaseFolder | None = None) -> Iterator[Connection]:
    assert areas.areas is not None
    earlier = [] if previous is None or previous.areas is None else [previous.areas]
    observations = [] if previous is None else [previous.observations]
    with open_release(release.observations, areas.areas, observations, earlier) as connection:
        yield connection


def run(connection: Connection, catalogue: Catalogue, release: ReleaseFolder, **more: object) -> list[CheckRemark]:
    return run_checks(connection, catalogue.sources[release.record.source], release.record.table, **more)


def altered(connection: Connection, query: str) -> None:
    """Put a query over `delivered` in the place of the delivered observations."""
    connection.execute("ALTER VIEW observations RENAME TO delivered")
    connection.execute(f"CREATE VIEW observations AS {query}")


def test_the_key_figures_of_2020_give_no_false_alarm(catalogue: Catalogue, kwb2020: ReleaseFolder) -> None:
    """Two notes: the columns that this partial release leaves empty, and the changes of the division."""
    with opened(kwb2020, kwb2020) as connection:
        found = run(connection, catalogue, kwb2020)
    assert [(remark.check, remark.severity, remark.count) for remark in found] == [
        ("lege_kolom", "note", 68),
        ("indelingswijziging", "note", 2 + 134 + 153 + 636),
    ]
    assert "alleen een andere code (2): 2 wijken en 134 buurten" in found[1].found
    assert "andere grens (3): 153 wijken en 636 buurten" in found[1].found


@pytest.mark.rehearsal
def test_the_file_of_one_gemeente_does_not_wipe_the_country(
    catalogue: Catalogue, build: Build, kwb2020: ReleaseFolder
) -> None:
    one = build("cbs_kwb", "84799NED", [FIGURES / "kwb2020_v3" / "RECONSTRUCTED_odata3_TypedDataSet_GM0164.json"])
    assert kwb2020.areas is not None
    with open_release(one.observations, kwb2020.areas, kwb2020.observations, (), kwb2020.observations) as connection:
        found = run(connection, catalogue, one)
    lost = {remark.place.rpartition(", ")[2]: remark for remark in found if remark.check == "verloren_gebied"}
    assert {remark.severity for remark in lost.values()} == {"blocking"}
    assert {level: remark.count for level, remark in lost.items()} == {
        "landen": 1, "gemeenten": 354, "wijken": 3167, "buurten": 13746,
    }  # fmt: skip
    assert not any(remark.explanation for remark in lost.values())


@pytest.mark.rehearsal
def test_the_same_figures_again_lose_nothing(catalogue: Catalogue, kwb2020: ReleaseFolder) -> None:
    assert kwb2020.areas is not None
    before = kwb2020.observations
    with open_release(before, kwb2020.areas, before, kwb2020.areas, before) as connection:
        found = run(connection, catalogue, kwb2020)
    assert [remark.check for remark in found] == ["lege_kolom", "indelingswijziging"]


@pytest.mark.rehearsal
@pytest.mark.parametrize(
    ("alteration", "gemeente_severity"),
    [
        ("SELECT * REPLACE (if({this}, 21950, value) AS value) FROM delivered", "blocking"),
        ("SELECT * REPLACE (if({this}, 219, value) AS value) FROM delivered", "warning"),
        ("SELECT * FROM delivered WHERE NOT ({this})", "warning"),
    ],
    ids=["ten times too high", "ten times too low", "without a row"],
)
def test_one_wrong_buurt_among_13808_is_found_in_its_wijk_and_its_gemeente(
    catalogue: Catalogue, kwb2020: ReleaseFolder, alteration: str, gemeente_severity: str
) -> None:
    """De Noork, 2.195 inhabitants, of wijk Noord in Hengelo."""
    with opened(kwb2020, kwb2020) as connection:
        altered(connection, alteration.format(this="area = 'BU01640202' AND variable = 'inwoners'"))
        found = [remark for remark in run(connection, catalogue, kwb2020) if remark.check == "telt_op"]
    assert {(remark.area, remark.variable) for remark in found} == {("WK016402", "inwoners"), ("GM0164", "inwoners")}
    assert {remark.severity for remark in found if remark.area == "GM0164"} == {gemeente_severity}


@pytest.mark.rehearsal
def test_two_columns_that_changed_places_are_found_by_their_parts(catalogue: Catalogue, kwb2020: ReleaseFolder) -> None:
    swap = "CASE variable WHEN 'mannen' THEN 'gehuwd' WHEN 'gehuwd' THEN 'mannen' ELSE variable END"
    with opened(kwb2020, kwb2020) as connection:
        altered(connection, f"SELECT * REPLACE ({swap} AS variable) FROM delivered")
        found = [remark for remark in run(connection, catalogue, kwb2020) if remark.check == "delen_van_geheel"]
    assert [(remark.variable, remark.severity) for remark in found] == [("inwoners", "blocking")] * 2


def test_the_rounding_of_2020_is_what_the_tolerance_says(kwb2020: ReleaseFolder) -> None:
    """The 30 gemeenten that are one wijk show the error of a rounded count: the wijk against the exact gemeente."""
    with opened(kwb2020, kwb2020) as connection:
        rows = connection.execute("""
            WITH one AS (
                SELECT gemeente, min(code) AS wijk FROM areas WHERE level = 'wijk' GROUP BY 1 HAVING count(*) = 1
            )
            SELECT w.variable, count(*), avg(w.value - g.value), min(w.value - g.value), max(w.value - g.value)
            FROM one JOIN observations w ON w.area = one.wijk
            JOIN observations g ON g.area = one.gemeente AND g.variable = w.variable AND g.value IS NOT NULL
            WHERE w.value IS NOT NULL
            GROUP BY 1
        """).fetchall()
    errors = {variable: (count, round(mean, 1), low, high) for variable, count, mean, low, high in rows}
    assert errors["inwoners"] == (30, -1.4, -4, 1)
    assert errors["mannen"] == (30, -1.5, -4, 1)
    assert errors["vrouwen"] == (30, -1.6, -4, 1)
    assert errors["huishoudens"] == (30, -1.9, -4, 1)
    assert all(-4 <= errors[name][2] <= errors[name][3] <= 4 for name in ("inwoners_65_plus", "gehuwd"))


@pytest.mark.rehearsal
def test_the_join_loss_of_the_crime_table_is_found_by_gemeente_and_nobody_else_is_named(
    catalogue: Catalogue, crimes: ReleaseFolder, kwb2024: ReleaseFolder
) -> None:
    with opened(crimes, kwb2024) as connection:
        found = run(connection, catalogue, crimes)
    sums = {remark.area: remark for remark in found if remark.check == "telt_op"}
    assert {(remark.place.split(",")[0], str(remark.severity)) for remark in sums.values()} == {
        ("Best (GM0753)", "blocking"),
        ("Voorst (GM0285)", "blocking"),
        ("Zoetermeer (GM0637)", "blocking"),
        ("Heeze-Leende (GM1658)", "blocking"),
        ("Staphorst (GM0180)", "warning"),
        ("Groningen (GM0014)", "warning"),
        ("Woudenberg (GM0351)", "warning"),
        ("Valkenswaard (GM0858)", "warning"),
    }
    assert "geen van de 19 buurten heeft een waarde, zodat 100 % ontbreekt" in sums["GM0753"].found
    assert "(2021–2025: 92 % tot 96 %)" in sums["GM0285"].found
    assert "(2021–2025: 88 % tot 90 %)" in sums["GM0637"].found
    assert "(2021–2025: 84 % tot 85 %)" in sums["GM1658"].found
    assert "9,4 % ontbreekt" in sums["GM0180"].found
    assert "5,1 % ontbreekt" in sums["GM0014"].found
    assert "3,6 % ontbreekt" in sums["GM0351"].found
    assert "3,4 % ontbreekt" in sums["GM0858"].found
    assert not [remark for remark in found if remark.check == "onbekend_gebied"]  # not one code fails to join


@pytest.mark.rehearsal
def test_the_catalogues_corrections_explain_what_blocks(
    catalogue: Catalogue, crimes: ReleaseFolder, kwb2024: ReleaseFolder
) -> None:
    with opened(crimes, kwb2024) as connection:
        found = run(connection, catalogue, crimes, corrections=catalogue.corrections)
    blocking = {remark.area: remark for remark in found if remark.severity == "blocking"}
    assert set(blocking) == {"GM0753", "GM0285", "GM0637", "GM1658"}
    assert blocking["GM0753"].explanation.startswith("Correctie ‘politie_buurten_best’: ")
    assert all(remark.explanation for remark in found if remark.severity == "blocking")


@pytest.mark.rehearsal
def test_the_remarks_on_the_corrected_crime_table_say_what_the_source_itself_lacked(
    catalogue: Catalogue, kwb2024: ReleaseFolder, tmp_path: Path
) -> None:
    """As the site has it: corrected, so that no buurt of these gemeenten has a value any more."""
    definition = catalogue.sources["politie_misdrijven"]
    moment = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    corrected, _ = build_from_files(
        definition,
        table_of(definition, "47022NED"),
        CRIMES,
        tmp_path,
        corrections=catalogue.corrections,
        moment=moment,
    )
    removed = [each for correction in read_release(corrected.path).record.corrections for each in correction.removed]
    assert {(each.gemeente, each.period) for each in removed} == {
        (gemeente, year)
        for gemeente in ("GM0753", "GM0285", "GM0637", "GM1658")
        for year in (2021, 2022, 2023, 2024, 2025)
    }
    with opened(corrected, kwb2024) as connection:
        found = run(connection, catalogue, corrected, corrections=catalogue.corrections, removed=removed)
    sums = {remark.area: remark for remark in found if remark.check == "telt_op"}
    assert "in de bron heeft geen van de 19 buurten een waarde, zodat 100 % ontbreekt" in sums["GM0753"].found
    assert "(2021–2025: 92 % tot 96 %)" in sums["GM0285"].found
    assert "(2021–2025: 88 % tot 90 %)" in sums["GM0637"].found
    assert "(2021–2025: 84 % tot 85 %)" in sums["GM1658"].found
    assert {str(sums[each].severity) for each in ("GM0753", "GM0285", "GM0637", "GM1658")} == {"blocking"}
    assert all(remark.explanation for remark in found if remark.severity == "blocking")


@pytest.mark.rehearsal
def test_675_buurt_codes_of_2024_mean_another_name_than_in_2020(
    catalogue: Catalogue, kwb2024: ReleaseFolder, kwb2020: ReleaseFolder
) -> None:
    with opened(kwb2024, kwb2024, kwb2020) as connection:
        found = [r for r in run(connection, catalogue, kwb2024) if r.check == "hergebruikte_code"]
        ((buurten,),) = connection.execute("SELECT count(*) FROM check_reused WHERE level = 'buurt'").fetchall()
    assert buurten == 675
    assert all("(in het hele land 675 buurtcodes)" in remark.found for remark in found)
    assert len({remark.place for remark in found}) == len(found)  # one for each gemeente
    amersfoort = next(remark for remark in found if remark.area == "GM0307")
    assert amersfoort.found.startswith("75 buurtcodes en 12 wijkcodes met een andere naam dan in 2020")
    noordwijk = next(remark for remark in found if remark.area == "GM0575")
    assert "BU05750000: ‘Dorpskern’ werd ‘De Zuid’" in noordwijk.found
    assert "GM0164" not in {remark.area for remark in found}  # Hengelo's codes and names are the same


@pytest.mark.rehearsal
def test_an_answer_that_is_a_thousand_times_too_large_is_blocked_by_every_column(
    catalogue: Catalogue, kwb2024: ReleaseFolder, kwb2020: ReleaseFolder
) -> None:
    with opened(kwb2024, kwb2024, kwb2020) as connection:
        altered(connection, "SELECT * REPLACE (1000 * value AS value) FROM delivered")
        found = [r for r in run(connection, catalogue, kwb2024) if r.check == "factor" and r.severity == "blocking"]
    assert {"inwoners", "huishoudens", "bevolkingsdichtheid"} <= {remark.variable for remark in found}
    assert all("1.000 keer zo groot als in 2020" in remark.found for remark in found)
