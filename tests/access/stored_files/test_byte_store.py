"""The same bytes stand once on disk, whole or not at all, and stay while anybody needs them."""

import hashlib
import os
import threading
from types import SimpleNamespace

import pytest

from wijkwerk.access.stored_files.byte_store import ByteStore
from wijkwerk.lib import disk
from wijkwerk.lib.disk import DiskFullError
from wijkwerk.lib.handed_in import HandedIn

CONTENT = b"een verslag"
HASH = hashlib.sha256(CONTENT).hexdigest()


def put(store: ByteStore, content: bytes = CONTENT) -> str:
    with store.needed():
        return store.put(HandedIn("", content)).sha256


def test_bytes_stand_under_their_hash_for_their_owner_alone(tmp_path):
    store = ByteStore(tmp_path)
    assert put(store) == HASH
    path = tmp_path / "bestanden" / HASH[:2] / HASH
    assert path.read_bytes() == CONTENT
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_the_same_bytes_stand_once_and_mend_what_was_damaged(tmp_path):
    store = ByteStore(tmp_path)
    put(store)
    store.path(HASH).chmod(0o600)
    store.path(HASH).write_bytes(b"bedorven")
    put(store)
    assert list(store.names()) == [HASH]
    assert store.path(HASH).read_bytes() == CONTENT


def test_what_is_written_is_on_the_disk_before_it_has_its_name(tmp_path, monkeypatch):
    done: list[str] = []
    real_sync, real_rename = os.fsync, os.rename
    monkeypatch.setattr(os, "fsync", lambda file: (done.append("sync"), real_sync(file)))
    monkeypatch.setattr(os, "replace", lambda *paths: (done.append("name"), real_rename(*paths)))
    put(ByteStore(tmp_path))
    assert done == ["sync", "name", "sync", "sync"], "the file; its name; the folders that hold it"


def test_half_a_file_leaves_nothing(tmp_path, monkeypatch):
    def break_off(*paths: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", break_off)
    with pytest.raises(KeyboardInterrupt):
        put(ByteStore(tmp_path))
    assert [path for path in (tmp_path / "bestanden").rglob("*") if path.is_file()] == []


def test_a_full_disk_is_told_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda path: SimpleNamespace(free=5))
    with pytest.raises(DiskFullError, match="Te weinig ruimte"):
        put(ByteStore(tmp_path))


def test_nothing_goes_while_somebody_needs_the_bytes_and_several_may(tmp_path, monkeypatch):
    monkeypatch.setattr("wijkwerk.access.stored_files.byte_store._PATIENCE", 0.1)
    store = ByteStore(tmp_path)
    with store.needed(), store.undisturbed(), store.alone() as is_alone:
        assert not is_alone
    with store.alone() as is_alone:
        assert is_alone


def test_who_wants_to_be_alone_waits_a_moment_for_an_upload(tmp_path):
    store, let_go, held = ByteStore(tmp_path), threading.Event(), threading.Event()

    def upload() -> None:
        with store.needed():
            held.set()
            let_go.wait(5)

    other = threading.Thread(target=upload)
    other.start()
    held.wait(5)
    threading.Timer(0.2, let_go.set).start()
    with store.alone() as is_alone:
        assert is_alone
    other.join()


def test_a_store_that_is_not_there_yet_holds_nothing_and_is_not_made_to_look(tmp_path):
    store = ByteStore(tmp_path)
    with store.undisturbed(), store.alone() as is_alone:
        assert not is_alone
    assert list(store.names()) == []
    assert list(tmp_path.iterdir()) == []
