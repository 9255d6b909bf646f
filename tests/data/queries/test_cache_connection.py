"""The caches of all editions in one DuckDB, which lets go of a file once nobody reads it, and not before."""

import os
import threading
from pathlib import Path

import duckdb
import pytest

from wijkwerk.data.queries.cache_connection import CacheConnection, read_caches
from wijkwerk.data.queries.room import POOL_BYTES

NUMBER = "SELECT number FROM numbers"


def made(folder: Path, name: str, number: int) -> Path:
    path = folder / f"{name}.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("CREATE TABLE numbers AS SELECT ? AS number", [number])
    return path


def attached() -> set[str]:
    """The files that this process has open in DuckDB."""
    read_caches().release()
    with read_caches()._root.cursor() as cursor:
        return {path for (path,) in cursor.execute("SELECT path FROM duckdb_databases()").fetchall() if path}


def test_each_reads_its_own_file_in_one_room(tmp_path: Path):
    caches = [CacheConnection(made(tmp_path, f"it's {number}", number)) for number in range(12)]
    assert [each.rows(NUMBER) for each in caches] == [[(number,)] for number in range(12)]
    assert len({each.rows("SELECT count(*) FROM duckdb_databases() WHERE path IS NOT NULL")[0] for each in caches}) == 1
    ((limit,),) = caches[0].rows("SELECT value FROM duckdb_settings() WHERE name = 'memory_limit'")
    assert float(limit.removesuffix(" MiB")) * 1024**2 <= POOL_BYTES * 1.01
    for each in caches:
        each.close()


def test_a_file_is_let_go_of_when_its_last_reader_is_gone(tmp_path: Path):
    path = made(tmp_path, "twice", 1)
    one, other = CacheConnection(path), CacheConnection(path)
    assert one.rows(NUMBER) == other.rows(NUMBER) == [(1,)]
    one.close()
    assert str(path) in attached()
    assert other.rows(NUMBER) == [(1,)]
    del other  # nobody closes it: nobody refers to it any more
    assert str(path) not in attached()


def test_who_reads_in_another_thread_reads_on_while_the_others_close(tmp_path: Path):
    path = made(tmp_path, "busy", 7)
    wrong: list[object] = []

    def read() -> None:
        for _ in range(60):
            cache = CacheConnection(path)
            if cache.rows(NUMBER) != [(7,)]:
                wrong.append("another number")
            cache.close()

    def run() -> None:
        try:
            read()
        except duckdb.Error as problem:
            wrong.append(problem)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert str(path) not in attached()


def test_what_was_closed_opens_again(tmp_path: Path):
    cache = CacheConnection(made(tmp_path, "again", 3))
    assert cache.rows(NUMBER) == [(3,)]
    cache.close()
    assert cache.rows(NUMBER) == [(3,)]
    cache.close()


def test_a_file_that_is_not_there_is_an_error_of_its_own(tmp_path: Path):
    with pytest.raises(duckdb.Error):
        CacheConnection(tmp_path / "none.duckdb").rows(NUMBER)


def test_a_child_that_was_forked_opens_its_own(tmp_path: Path):
    cache = CacheConnection(made(tmp_path, "parent", 5))
    assert cache.rows(NUMBER) == [(5,)]
    child = os.fork()
    if not child:
        os._exit(0 if cache.rows(NUMBER) == [(5,)] else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert cache.rows(NUMBER) == [(5,)]
    cache.close()
