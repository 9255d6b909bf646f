import datetime
import hashlib
import json

import pytest

from tests.data.deliveries import MOMENT, csv_file
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.data.raw import keep_raw, open_raw, read_raw
from wijkwerk.definitions.vocabulary import Protocol
from wijkwerk.lib.durable import INCOMING, UNFINISHED, sweep_unfinished


def opened(*paths):
    return open_raw("bron", "T1", Protocol.FLAT_CSV, paths)


def test_files_are_kept_as_received_with_their_hash(tmp_path):
    path = csv_file(tmp_path)
    kept = keep_raw(opened(path), tmp_path / "raw", MOMENT)
    assert kept.folder == tmp_path / "raw/bron/T1/20261123T120000000000"
    [file] = kept.files
    assert file.path.read_bytes() == path.read_bytes()
    assert file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert file.fetched_at == "2026-11-23T12:00:00+00:00"


def test_the_same_files_are_kept_once(tmp_path):
    path = csv_file(tmp_path)
    first = keep_raw(opened(path), tmp_path / "raw", MOMENT)
    second = keep_raw(opened(path), tmp_path / "raw", MOMENT + datetime.timedelta(days=1))
    assert second.folder == first.folder


def test_a_raw_folder_is_read_where_it_lies(tmp_path):
    kept = keep_raw(opened(csv_file(tmp_path)), tmp_path / "raw", MOMENT)
    assert opened(kept.folder) == kept
    assert keep_raw(kept, tmp_path / "raw", MOMENT) is kept


def test_every_file_that_was_altered_or_lost_is_named(tmp_path):
    kept = keep_raw(
        opened(csv_file(tmp_path, name="a.csv"), csv_file(tmp_path, name="b.csv"), csv_file(tmp_path, name="c.csv")),
        tmp_path / "raw",
        MOMENT,
    )
    (kept.folder / "a.csv").write_text("anders")
    (kept.folder / "c.csv").unlink()
    with pytest.raises(ReleaseError) as error:
        read_raw(kept.folder)
    assert [problem.file for problem in error.value.problems] == ["a.csv", "c.csv"]


def test_files_that_do_not_exist_are_all_named(tmp_path):
    with pytest.raises(ReleaseError) as error:
        opened(tmp_path / "weg.csv", tmp_path / "ook_weg.csv")
    assert len(error.value.problems) == 2


def test_a_half_made_folder_is_swept_and_a_whole_one_stays(tmp_path):
    kept = keep_raw(opened(csv_file(tmp_path)), tmp_path / "raw", MOMENT)
    half = kept.folder.parent / f"{UNFINISHED}x"
    half.mkdir()
    (half / "cijfers.csv").write_text("half")
    assert sweep_unfinished(tmp_path / "raw") == 1
    assert not half.exists()
    assert kept.folder.is_dir()
    assert sweep_unfinished(tmp_path / "nergens") == 0


@pytest.mark.parametrize("half", [f"{UNFINISHED}half", INCOMING])
def test_a_half_made_copy_of_the_same_files_is_not_taken_for_the_kept_one(tmp_path, half):
    path = csv_file(tmp_path)
    kept = keep_raw(opened(path), tmp_path / "raw", MOMENT)
    kept.folder.rename(kept.folder.parent / half)
    assert keep_raw(opened(path), tmp_path / "raw", MOMENT).folder.name == "20261123T120000000000"


def test_a_fetcher_s_folder_keeps_address_and_etag(tmp_path):
    path = csv_file(tmp_path)
    record = {
        "source": "bron",
        "table": "T1",
        "protocol": "flat_csv",
        "marker": "2021-03-26",
        "files": [
            {
                "name": path.name,
                "url": "https://example.org/a",
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
                "bytes": path.stat().st_size,
                "etag": "abc",
                "fetched_at": "2026-01-01T00:00:00+00:00",
            }
        ],
    }
    (tmp_path / "raw.json").write_text(json.dumps(record))
    [file] = read_raw(tmp_path).files
    assert (file.url, file.etag, file.fetched_at) == ("https://example.org/a", "abc", "2026-01-01T00:00:00+00:00")
