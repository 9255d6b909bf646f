import dataclasses
import datetime
import json
import shutil
from pathlib import Path

import duckdb
import pytest
import shapely
from django.conf import settings

from tests.data.deliveries import ROWS, catalogue, csv_file, source
from tests.data.divisions import BUURTEN, boundaries, signed
from wijkwerk.access.people.account_actions import add_person, give_role
from wijkwerk.access.people.roles import Role
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.data.example import example_gemeente, load_example, read_settings
from wijkwerk.data.example_writing import write_example
from wijkwerk.data.models import Area, Release, ReleaseState, StadsdeelMembership
from wijkwerk.data.release.folders import list_releases, read_release, verify_release
from wijkwerk.data.release.imports import import_files
from wijkwerk.definitions.catalogue import load_catalogue

pytestmark = pytest.mark.django_db

EXAMPLES = Path(settings.WIJKWERK_EXAMPLES)
SETTINGS = """
code = "GM0164"
stadsdelen_vanaf = 2024-01-01
[[stadsdelen]]
naam = "Noord (voorbeeld)"
wijken = ["WK016402", "WK016403"]
"""


@pytest.fixture
def people():
    made = {account: add_person(by=None, account=account, name=account) for account in ("deliverer", "signer")}
    for person in made.values():
        give_role(person, Role.ONDERZOEKER, by=None)
    return made


@pytest.fixture
def example(tmp_path, data_folder):
    """A small example folder, made from an import as the command does."""
    signed(import_files(catalogue(), "bron", None, [csv_file(tmp_path, ROWS)], None).folder)
    signed(boundaries(tmp_path))
    folder = tmp_path / "example"
    folder.mkdir()
    (folder / "gemeente.toml").write_text(SETTINGS)
    write_example(data_folder / "releases", folder, "GM0164")
    return folder


@pytest.fixture
def fresh(example, data_folder):
    """The same, as a new installation meets it: nothing loaded."""
    shutil.rmtree(data_folder / "releases")
    Release.objects.all().delete()
    Area.objects.all().delete()
    return example


def load(folder, data_folder, people):
    return load_example(folder, data_folder / "releases", catalogue(source()), **people)


def test_an_example_is_packed_smaller_and_still_has_its_hash(example, data_folder):
    [original] = list(list_releases(data_folder / "releases"))
    [packed] = list(list_releases(example / "releases"))
    assert dataclasses.replace(packed.record, parts=original.record.parts) == original.record
    verify_release(packed)
    verify_release(dataclasses.replace(packed, record=original.record))


def test_a_release_in_an_example_names_no_place_of_the_machine_it_was_made_on(example, tmp_path):
    for path in example.rglob("*.json"):
        assert str(tmp_path) not in path.read_text()


def test_borders_of_the_gemeente_itself_are_kept_as_they_are(example):
    rows = duckdb.execute(f"SELECT code, geometry, source FROM '{example}/borders.parquet'").fetchall()
    shapes = {code: shapely.from_wkb(geometry) for code, geometry, _ in rows}
    assert set(BUURTEN) <= set(shapes)
    assert shapes["WK016402"].area == pytest.approx(1_000_000)


def test_loading_leaves_signed_releases_areas_borders_and_stadsdelen(fresh, data_folder, people):
    [release] = load(fresh, data_folder, people)
    assert (release.state, release.delivered_by, release.signed_by) == (
        ReleaseState.SIGNED, people["deliverer"], people["signer"],
    )  # fmt: skip
    assert Area.objects.get(code="BU01640202").geometry is not None
    assert StadsdeelMembership.objects.count() == 2
    assert Area.objects.get(level="stadsdeel").name == "Noord (voorbeeld)"


def test_loading_again_changes_nothing(fresh, data_folder, people):
    load(fresh, data_folder, people)
    before = list(Area.objects.values_list()), list(Release.objects.values_list())
    load(fresh, data_folder, people)
    assert (list(Area.objects.values_list()), list(Release.objects.values_list())) == before


def test_what_a_municipality_changed_is_not_put_back(fresh, data_folder, people):
    load(fresh, data_folder, people)
    Area.objects.filter(level="stadsdeel").update(name="Noord en omgeving")
    load(fresh, data_folder, people)
    assert Area.objects.get(level="stadsdeel").name == "Noord en omgeving"


def test_an_example_that_was_tampered_with_is_refused(fresh, data_folder, people):
    [path] = fresh.glob("releases/*/release.json")
    record = json.loads(path.read_text())
    path.write_text(json.dumps(record | {"observations_sha256": "0" * 64}))
    with pytest.raises(ReleaseError, match="een andere inhoud"):
        load(fresh, data_folder, people)
    assert Release.objects.count() == 0


def test_a_replaced_or_rejected_release_does_not_go_into_an_example(tmp_path, data_folder, example):
    import_files(catalogue(), "bron", None, [csv_file(tmp_path, [row.replace("2140", "2145") for row in ROWS])], None)
    write_example(data_folder / "releases", example, "GM0164")
    [packed] = list(list_releases(example / "releases"))
    assert packed.record.replaces is not None


def test_an_example_without_stadsdelen_or_a_day_has_defaults(tmp_path):
    (tmp_path / "gemeente.toml").write_text('code = "GM0363"\n')
    found = read_settings(tmp_path)
    assert (found.code, dict(found.stadsdelen), found.stadsdelen_since) == ("GM0363", {}, datetime.date(2024, 1, 1))


def test_the_gemeente_of_a_fresh_install_is_the_one_its_example_names(tmp_path):
    assert example_gemeente(tmp_path) is None
    assert example_gemeente(EXAMPLES) == "GM0164"


def test_the_embedded_example_is_small_whole_and_holds_the_main_figures():
    folder = EXAMPLES / "hengelo"
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) < 8_000_000
    releases = {release.record.table: release for release in list_releases(folder / "releases")}
    main = {"84799NED", "85984NED", "85984NED-land", "47022NED", "50150NED", "50150NED-land"}
    assert set(releases) == main | {"50090NED-18plus", "81528NED"}
    for release in releases.values():
        verify_release(release)

    def figure(table, area, period, variable):
        return duckdb.execute(
            f"""
            SELECT value, status FROM '{releases[table].observations}'
            WHERE area = ? AND period = ? AND variable = ?
            """,
            [area, period, variable],
        ).fetchall()[0]

    assert figure("84799NED", "BU01640202", 2020, "inwoners") == (2195, "value")
    assert figure("84799NED", "BU01640202", 2020, "bijstand") == (180, "value")
    assert figure("85984NED", "BU01640202", 2024, "inwoners") == (2140, "value")
    assert figure("85984NED", "BU01640202", 2024, "inkomen_per_inwoner") == (None, "too_few")
    assert figure("85984NED", "WK016402", 2024, "inkomen_per_inwoner") == (28.5, "value")
    assert figure("85984NED-land", "NL00", 2024, "inkomen_per_inwoner") == (34.9, "value")
    assert figure("47022NED", "BU01640202", 2025, "misdrijven") == (104, "provisional")
    assert figure("50150NED", "BU01640202", 2024, "goed_ervaren_gezondheid") == (67.2, "value")
    assert figure("50090NED-18plus", "BU01640202", 2012, "eenzaam") == (45.3, "value")
    assert figure("50090NED-18plus", "BU01640202", 2020, "eenzaam") == (56.8, "value")
    assert figure("50090NED-18plus", "GM0164", 2020, "moeite_met_rondkomen") == (13.7, "value")
    assert figure("50090NED-18plus", "NL00", 2020, "eenzaam") == (47.0, "value")
    assert figure("81528NED", "GM0164", 2010, "gas") == (2000, "value")
    buurten = duckdb.execute(
        f"""
        SELECT count(*), count(*) FILTER (gemeente = 'GM0164') FROM '{releases["85984NED"].areas}'
        WHERE level = 'buurt'
        """
    ).fetchall()
    assert buurten == [(14_574, 62)]


def test_the_embedded_example_belongs_to_the_catalogue_of_today():
    """A release holds what the catalogue said when it was made: a changed rule or correction asks for a new example."""
    known = load_catalogue(Path(settings.WIJKWERK_CATALOGUE))
    for release in list_releases(EXAMPLES / "hengelo/releases"):
        record = read_release(release.path).record
        [table] = [each for each in known.sources[record.source].tables if each.table == record.table]
        variables = {
            row[0] for row in duckdb.execute(f"SELECT DISTINCT variable FROM '{release.observations}'").fetchall()
        }
        assert variables == set(table.columns.values())
        corrections = {
            each.id for each in known.corrections if (each.source, each.table) == (record.source, record.table)
        }
        assert {each.id for each in record.corrections} == corrections
        assert all(each.removed for each in record.corrections), "what the source had is kept, for the checks"


def test_the_borders_of_hengelo_in_the_example_are_one_coverage():
    rows = duckdb.execute(
        f"SELECT code, geometry FROM '{EXAMPLES}/hengelo/borders.parquet' WHERE regexp_matches(code, '^(BU|WK)0164')"
    ).fetchall()
    for level, count in (("BU", 62), ("WK", 10)):
        shapes = [shapely.from_wkb(geometry) for code, geometry in rows if code.startswith(level)]
        assert len(shapes) == count
        assert shapely.coverage_is_valid(shapes)
