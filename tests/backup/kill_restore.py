"""A restore that is killed at every kind of moment. `test_killing` starts it and reads its report.

`main` gets the archive, a folder to work in, the URL of an empty PostgreSQL database, or nothing for SQLite, and how
many moments are wanted.
Django is set up by whoever starts this.

A first child does it undisturbed and counts what it asks of the machine: every file or folder opened, made, renamed
or removed. Then a child is killed just before one of those, for a spread of them and for each of the last ones, where
everything is put in place. After every kill nothing may show or all of it; the same command again then finishes.
"""

import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import psycopg

from tests.backup.sites import file_hashes, row_hashes
from wijkwerk.backup.making import make_backup
from wijkwerk.backup.restoring import restore_backup
from wijkwerk.backup.work_folder import is_unfinished
from wijkwerk.lib.database_url import DatabaseAddress, read_database_url, sqlite_address

TOUCHING = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "sqlite3.connect"}


# Moments spread over a run, and the last ones, at which everything is put in place.
SPREAD, MANY_LAST = 6, 12


def main(archive: Path, folder: Path, url: str = "") -> None:
    data = folder / "data"
    address = read_database_url(url) if url else sqlite_address(data / "wijkwerk.sqlite3")
    moments = undisturbed(archive, data, address, folder)
    spread = range(1, moments, max(1, moments // SPREAD))
    whole = []
    for moment in sorted({*spread, *range(moments - MANY_LAST, moments)}):
        clear(data, address)
        whole.append(killed(archive, data, address, moment))
        finish(archive, data, address)
    print(json.dumps({"moments": moments, "killed": len(whole), "whole": sum(whole)}))


def killed(archive: Path, data: Path, address: DatabaseAddress, moment: int) -> bool:
    """Whether the site shows after a kill just before that moment."""
    assert child(lambda: restore(archive, data, address, moment)) == -signal.SIGKILL, moment
    return look_around(data)


def finish(archive: Path, data: Path, address: DatabaseAddress) -> None:
    """What the same command does after that."""
    assert child(lambda: restore(archive, data, address)) == 0
    assert look_around(data), "an undisturbed run puts everything in place"
    assert child(lambda: require_same(archive, data)) == 0


def undisturbed(archive: Path, data: Path, address: DatabaseAddress, folder: Path) -> int:
    told = folder / "moments.txt"
    assert child(lambda: told.write_text(str(restore(archive, data, address)))) == 0
    return int(told.read_text())


def restore(archive: Path, data: Path, address: DatabaseAddress, killed_at: int = 0) -> int:
    """How often it touched the disk; killed just before the given time. Does nothing where it was finished."""
    touched = 0

    def watch(event: str, details: tuple[object, ...]) -> None:
        nonlocal touched
        if event in TOUCHING and str(data) in str(details[0]):
            touched += 1
            if touched == killed_at:
                os.kill(os.getpid(), signal.SIGKILL)

    if is_unfinished(data) or not (data / "editions").exists():
        sys.addaudithook(watch)
        restore_backup(archive, data, address, lambda done, total, text: None)
    return touched


def look_around(data: Path) -> bool:
    """Whether the site is back. It is, with all its rooms, or it is not, and then every command says so."""
    rooms = [(data / name).exists() for name in ("raw", "releases", "editions")]
    assert all(rooms) or not any(rooms) or is_unfinished(data), rooms
    return all(rooms) and not is_unfinished(data)


def require_same(archive: Path, data: Path) -> None:
    second = data / "tweede.zip"
    make_backup(data, second, lambda done, total, text: None)
    assert row_hashes(second) == row_hashes(archive)
    assert file_hashes(second) == file_hashes(archive)
    assert not [path for path in data.rglob("*") if "unfinished" in path.name]


def clear(data: Path, address: DatabaseAddress) -> None:
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir()
    if address.is_postgresql:
        with psycopg.connect(dbname=address.name, user=address.user, host=address.host, autocommit=True) as server:
            server.execute("DROP SCHEMA public CASCADE")
            server.execute("CREATE SCHEMA public")


def child(work: Callable[[], object]) -> int:
    """Its exit code, or minus the signal that ended it. Only children touch a database."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        finally:
            failed = sys.exc_info()[0] is not None
            if failed:
                traceback.print_exc()
            os._exit(int(failed))  # nothing of the parent is closed twice
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
