import dataclasses
import random

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.data.deliveries import MOMENT, ROWS, build, csv_file, source, table
from wijkwerk.data.building import build_from_files
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.data.release.folders import list_releases, read_release, verify_release
from wijkwerk.data.release.hashes import hash_observations
from wijkwerk.lib.durable import UNFINISHED

COLUMNS = (
    "area VARCHAR, area_year SMALLINT, period SMALLINT, variable VARCHAR, value DOUBLE, status VARCHAR, "
    "low DOUBLE, high DOUBLE, n DOUBLE, file SMALLINT, line INTEGER"
)


def hash_of(rows):
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE observations ({COLUMNS})")
        if rows:
            con.executemany(f"INSERT INTO observations VALUES ({', '.join('?' * 11)})", [list(row) for row in rows])
        return hash_observations(con, "observations")


ROW = ("BU01640202", 2024, 2024, "inwoners", 2140.0, "value", None, None, None, 0, 4)


def test_a_release_holds_rows_in_order_and_says_where_each_was_found(tmp_path):
    release = build(source(), tmp_path / "releases", csv_file(tmp_path))
    rows = duckdb.execute(f"FROM '{release.observations}'").fetchall()
    assert rows[0] == ("BU01640202", 2024, 2024, "inkomen", None, "too_few", None, None, None, 0, 4)
    assert [(row[3], row[2], row[0]) for row in rows] == sorted((row[3], row[2], row[0]) for row in rows)


def test_the_record_counts_what_the_release_holds(tmp_path):
    record = build(source(), tmp_path / "releases", csv_file(tmp_path)).record
    assert record.counts == {"observations": 10, "too_few": 3, "value": 7, "areas": 6}
    assert record.periods == (2024,)
    assert record.ingestor == "flat_csv"
    assert [file.name for file in record.files] == ["cijfers.csv"]


def test_the_key_ends_in_the_hash_of_the_content(tmp_path):
    release = build(source(), tmp_path / "releases", csv_file(tmp_path))
    assert release.path.name == release.record.key == f"bron-T1-{release.record.content_sha256[:8]}"


def test_the_same_content_again_is_the_same_release_and_nothing_is_written(tmp_path):
    first = build(source(), tmp_path / "releases", csv_file(tmp_path))
    before = {path: path.stat().st_mtime_ns for path in first.path.iterdir()}
    again, is_new = build_from_files(
        source(), source().tables[0], [csv_file(tmp_path, name="kopie.csv")], tmp_path / "releases", moment=MOMENT
    )
    assert not is_new
    assert again == first
    assert {path: path.stat().st_mtime_ns for path in first.path.iterdir()} == before


def test_the_order_of_the_file_does_not_change_the_content(tmp_path):
    first = build(source(), tmp_path / "releases", csv_file(tmp_path))
    turned = build(source(), tmp_path / "releases", csv_file(tmp_path, rows=ROWS[::-1]))
    assert turned.record.key == first.record.key


def test_other_values_are_another_release(tmp_path):
    first = build(source(), tmp_path / "releases", csv_file(tmp_path))
    other = build(source(), tmp_path / "releases", csv_file(tmp_path, [row.replace("2140", "2145") for row in ROWS]))
    assert other.record.key != first.record.key
    assert len(list(list_releases(tmp_path / "releases"))) == 2


def test_another_name_of_an_area_is_another_release(tmp_path):
    first = build(source(), tmp_path / "releases", csv_file(tmp_path))
    other = build(source(), tmp_path / "releases", csv_file(tmp_path, [row.replace("Noork", "Nork") for row in ROWS]))
    assert other.record.observations_sha256 == first.record.observations_sha256
    assert other.record.key != first.record.key


def test_a_release_read_back_is_the_release_written(tmp_path):
    release = build(source(), tmp_path / "releases", csv_file(tmp_path))
    assert read_release(release.path) == release
    verify_release(release)


def test_packing_a_release_otherwise_does_not_change_its_hash(tmp_path):
    release = build(source(), tmp_path / "releases", csv_file(tmp_path))
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE o AS FROM '{release.observations}' ORDER BY area DESC")
        con.execute(f"COPY o TO '{release.observations}' (FORMAT parquet, COMPRESSION gzip)")
    verify_release(release)


def test_a_release_whose_bytes_are_as_written_is_not_hashed_row_by_row(tmp_path, monkeypatch):
    release = build(source(), tmp_path / "releases", csv_file(tmp_path))

    def fail(con, relation):
        raise RefusedInTestError

    monkeypatch.setattr("wijkwerk.data.release.folders.hash_observations", fail)
    verify_release(release)


def test_a_record_that_no_longer_fits_its_key_is_found(tmp_path):
    release = build(source(), tmp_path / "releases", csv_file(tmp_path))
    changed = dataclasses.replace(release.record, observations_sha256="0" * 64)
    with pytest.raises(ReleaseError, match=r"release\.json"):
        verify_release(dataclasses.replace(release, record=changed))


@pytest.mark.parametrize("part", ["observations.parquet", "areas.parquet"])
def test_a_changed_part_is_found_and_named(tmp_path, part):
    release = build(source(), tmp_path / "releases", csv_file(tmp_path))
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE t AS FROM '{release.path / part}' LIMIT 3")
        con.execute(f"COPY t TO '{release.path / part}' (FORMAT parquet)")
    with pytest.raises(ReleaseError, match=part):
        verify_release(release)


def test_a_lost_part_is_found(tmp_path):
    release = build(source(), tmp_path / "releases", csv_file(tmp_path))
    (release.path / "areas.parquet").unlink()
    with pytest.raises(ReleaseError, match=r"areas\.parquet"):
        verify_release(release)
    release.observations.unlink()
    with pytest.raises(ReleaseError, match=r"geen observations\.parquet"):
        read_release(release.path)


def test_half_made_releases_are_not_listed(tmp_path):
    release = build(source(), tmp_path / "releases", csv_file(tmp_path))
    release.path.rename(release.path.parent / f"{UNFINISHED}abc")
    assert list(list_releases(tmp_path / "releases")) == []


def test_who_judges_may_refuse_before_anything_is_written(tmp_path):
    def refuse(key, periods):
        assert periods == (2024,)
        raise RefusedInTestError

    with pytest.raises(RefusedInTestError):
        build(source(), tmp_path / "releases", csv_file(tmp_path), judge=refuse)
    assert not (tmp_path / "releases").exists()


def test_a_failure_while_writing_leaves_nothing(tmp_path, monkeypatch):
    def fail(path, text):
        raise OSError("schijf vol")

    monkeypatch.setattr("wijkwerk.data.release.writing.write_durably", fail)
    with pytest.raises(OSError, match="schijf vol"):
        build(source(), tmp_path / "releases", csv_file(tmp_path))
    assert list((tmp_path / "releases").iterdir()) == []


def test_a_release_without_names_has_no_area_list(tmp_path):
    nameless = source(table(area_columns={}, ignored={"naam": "niet nodig"}))
    release = build(nameless, tmp_path / "releases", csv_file(tmp_path))
    assert release.areas is None
    assert release.record.areas_sha256 is None


@pytest.mark.slow  # writes the same release in many orders
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_change_the_hash(rng: random.Random):
    rows = [
        (f"BU0164020{n}", 2024, year, "inwoners", float(n), "value", None, None, None, 0, n)
        for n in range(5)
        for year in (2023, 2024)
    ]
    shuffled = rows.copy()
    rng.shuffle(shuffled)
    assert hash_of(shuffled) == hash_of(rows)


@pytest.mark.parametrize("place", range(9))
def test_every_column_but_file_and_line_is_in_the_hash(place):
    other = ["BU01640203", 2023, 2023, "mannen", 2145.0, "provisional", 1.0, 2.0, 3.0]
    changed = [*ROW]
    changed[place] = other[place]
    assert hash_of([changed]) != hash_of([ROW])


def test_file_and_line_say_where_a_figure_was_found_not_what_it_is():
    assert hash_of([(*ROW[:9], 3, 99)]) == hash_of([ROW])


def test_low_and_high_are_not_taken_for_each_other():
    assert hash_of([(*ROW[:6], 1.0, None, None, 0, 4)]) != hash_of([(*ROW[:6], None, 1.0, None, 0, 4)])


def test_a_missing_value_is_not_a_zero_and_minus_zero_is_zero():
    empty, zero, minus = ((*ROW[:4], value, *ROW[5:]) for value in (None, 0.0, -0.0))
    assert hash_of([empty]) != hash_of([zero])
    assert hash_of([minus]) == hash_of([zero])


def test_a_release_of_borders_alone_still_has_a_hash_of_no_rows():
    assert hash_of([]) == hash_of([])
    assert hash_of([]) != hash_of([ROW])


def test_a_record_is_frozen(tmp_path):
    release = build(source(), tmp_path / "releases", csv_file(tmp_path))
    with pytest.raises(dataclasses.FrozenInstanceError):
        release.record.key = "anders"  # type: ignore[misc]


class RefusedInTestError(Exception):
    pass
