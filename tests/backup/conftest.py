import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.backup.sites import small_site, wijkwerk
from tests.own_database import SERVER, postgresql_database
from wijkwerk.cli.postgresql_server import throwaway_server


@dataclass(frozen=True)
class Moved:
    """A site whose database is on a server, and what the command said that moved it there."""

    data: Path
    url: str
    told: str


@pytest.fixture(scope="package")
def server() -> Iterator[str]:
    """A PostgreSQL server: that of the run, or one for these tests."""
    with ExitStack() as stack:
        yield SERVER or stack.enter_context(throwaway_server())


@pytest.fixture
def postgresql(server: str) -> Iterator[str]:
    with postgresql_database(server) as url:
        yield url


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder to read only."""
    return small_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="package")
def made(site: Path) -> subprocess.CompletedProcess[str]:
    """What the command said that made a backup of it."""
    done = wijkwerk("backup", site.parent / "site.zip", data=site)
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="package")
def archive(made: subprocess.CompletedProcess[str], site: Path) -> Path:
    """A backup of it."""
    return site.parent / "site.zip"


# A restore takes every migration, which is most of what these tests cost: one on each kind of database serves all who
# only look. Who writes takes a copy.
@pytest.fixture(scope="package")
def in_sqlite(archive: Path) -> Path:
    """A data folder to read only, put back from the backup."""
    data = archive.parent / "terug"
    done = wijkwerk("restore", archive, data=data)
    assert done.returncode == 0, done.stderr
    return data


@pytest.fixture(scope="package")
def in_postgresql(archive: Path, server: str) -> Iterator[Moved]:
    """The same on a server, to read only."""
    data = archive.parent / "server"
    with postgresql_database(server) as url:
        done = wijkwerk("restore", archive, "--to", url, data=data)
        assert done.returncode == 0, done.stderr
        yield Moved(data, url, done.stdout + done.stderr)


def tables_of(url: str) -> int:
    with psycopg.connect(url) as server:
        row = server.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert row is not None
    return int(row[0])
