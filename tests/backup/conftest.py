from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from tests.backup.sites import small_site, wijkwerk
from tests.own_database import SERVER, postgresql_database
from wijkwerk.cli.postgresql_server import throwaway_server


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
def archive(site: Path) -> Path:
    """A backup of it."""
    file = site.parent / "site.zip"
    made = wijkwerk("backup", file, data=site)
    assert made.returncode == 0, made.stderr
    return file


def tables_of(url: str) -> int:
    with psycopg.connect(url) as server:
        row = server.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert row is not None
    return int(row[0])
