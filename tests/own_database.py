"""A database for the processes that one test starts: a file, or on PostgreSQL a database of its own."""

import fcntl
import os
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import ConnectionHandler, connections

from wijkwerk.lib.database_url import sqlite_address

# What the run was started with, where that is a server; the tests' own processes get it only by `own_database`, which
# in such a process may be a file.
SERVER = os.environ.get("DATABASE_URL", "")
if SERVER.startswith("sqlite:"):
    SERVER = ""


@dataclass(frozen=True)
class OwnDatabase:
    url: str

    @property
    def is_postgresql(self) -> bool:
        return not self.url.startswith("sqlite:")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        if self.is_postgresql:
            with psycopg.connect(self.url, autocommit=True) as server:
                return server.execute(query.encode()).fetchall()
        with closing(sqlite3.connect(self._file)) as file:
            return file.execute(query).fetchall()

    def execute(self, *statements: str) -> None:
        if self.is_postgresql:
            with psycopg.connect(self.url) as server:
                for statement in statements:
                    server.execute(statement.encode())
            return
        with closing(sqlite3.connect(self._file)) as file:
            for statement in statements:
                file.execute(statement)
            file.commit()

    def has_table(self, name: str) -> bool:
        catalogue = "pg_tables WHERE tablename" if self.is_postgresql else "sqlite_master WHERE name"
        if not self.is_postgresql and not self._file.exists():
            return False
        return bool(self.rows(f"SELECT 1 FROM {catalogue} = '{name}'"))

    @property
    def _file(self) -> Path:
        return Path(urlsplit(self.url).path)


@contextmanager
def own_database(folder: Path, like: str = "template1") -> Iterator[OwnDatabase]:
    """An empty database of the kind that this run is about; a file is the usual one in the data folder.

    like   on a server, the database that it is a copy of
    """
    if not SERVER:
        yield file_database(folder)
        return
    with postgresql_database(like=like) as url:
        yield OwnDatabase(url)


def migrated_template() -> str:
    """A database on the server of this run that took every migration, to copy; the first worker that asks makes it."""
    name = "took_every_migration"
    lock_file = Path(tempfile.gettempdir()) / f"wijkwerk-{uuid.uuid5(uuid.NAMESPACE_URL, SERVER)}.lock"
    with lock_file.open("w") as lock, tempfile.TemporaryDirectory() as data:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with psycopg.connect(SERVER, autocommit=True) as server:
            if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                return name
            making = f"{name}_making"
            server.execute(f"DROP DATABASE IF EXISTS {making}".encode())
            server.execute(f"CREATE DATABASE {making}".encode())
            places = {"DATABASE_URL": _on_server(SERVER, making), "WIJKWERK_DATA": data}
            subprocess.run(
                [sys.executable, "-m", "wijkwerk.cli.main", "upgrade"],
                env=os.environ | places | {"DJANGO_SETTINGS_MODULE": "wijkwerk.config.settings"},
                stdout=subprocess.DEVNULL,
                check=True,
            )
            server.execute(f"ALTER DATABASE {making} RENAME TO {name}".encode())
    return name


def _on_server(server_url: str, name: str) -> str:
    return urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))


def file_database(folder: Path) -> OwnDatabase:
    """The usual file in a data folder, whatever this run is about."""
    return OwnDatabase(f"sqlite://{folder / 'wijkwerk.sqlite3'}")


@contextmanager
def queries_go_to(file: Path, blocker: Any) -> Iterator[None]:
    """This test's queries go to a SQLite file that is there already, whatever this run is about.

    blocker   pytest-django's, which keeps queries away from a test that did not ask for a database
    """
    of_the_tests = connections["default"]
    with blocker.unblock():
        connections["default"] = ConnectionHandler({"default": sqlite_address(file).django()})["default"]
        try:
            yield
        finally:
            connections["default"].close()
            connections["default"] = of_the_tests


@contextmanager
def postgresql_database(server_url: str = SERVER, like: str = "template1") -> Iterator[str]:
    """The URL of an empty database on the server of this run, or on another one; or of a copy of one there."""
    name = f"own_{uuid.uuid4().hex}"
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {like}".encode())
        try:
            yield _on_server(server_url, name)
        finally:
            for made in (name, f"{name}_start"):  # the second by the kill rehearsal, to begin again from
                server.execute(f"DROP DATABASE IF EXISTS {made} WITH (FORCE)".encode())
