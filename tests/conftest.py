"""What protects every test: no network, its own data folder, and a seed that can be given again."""

import itertools
import os
import random
import shutil
import sys
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import core as hypothesis_core

from tests.access.permission.truth_table import how_many

from .long_tests import write_long_tests
from .own_database import SERVER, OwnDatabase, migrated_template
from .own_database import own_database as database_in

REPOSITORY = Path(__file__).parents[1]
SHARED = REPOSITORY.parent / "shared" / "data"
_SEED = "WIJKWERK_TEST_SEED"
_FOLDERS = itertools.count()
# By these a test says that it touches the database.
_OF_DATABASE = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "live_server",
    "own_database",
    "migrated_database",
}


class NetworkInTestError(AssertionError):
    """A test asked for something outside this machine."""


def pytest_configure(config: pytest.Config) -> None:
    """The seed goes through the environment, so that every xdist worker has the same."""
    seed = os.environ.setdefault(_SEED, str(random.randrange(2**32)))
    hypothesis_core.global_force_seed = int(seed)
    for name, examples in (("quick", 5), ("daily", 15), ("thorough", 100)):
        hypothesis.settings.register_profile(name, deadline=None, print_blob=True, database=None, max_examples=examples)
    hypothesis.settings.load_profile(config.getoption("--hypothesis-profile") or "daily")
    sys.addaudithook(_refuse_network)


def pytest_report_header() -> list[str]:
    database = "PostgreSQL" if SERVER else "SQLite"
    return [
        f"seed: {os.environ[_SEED]} (repeat with {_SEED}={os.environ[_SEED]})",
        f"database: {database}",
        f"permission table: {how_many()} cells, each asked of the deciding function (tests/access)",
    ]


@pytest.hookimpl(tryfirst=True)  # xdist reads the groups in this same hook
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what reads ../shared where that is not there; give all that need the demonstration to one worker."""
    away = [item for item in items if _reads_shared(item) and not SHARED.is_dir()]
    if away:
        config.hook.pytest_deselected(items=away)
        items[:] = [item for item in items if item not in set(away)]
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))
        if item.get_closest_marker("django_db") or _OF_DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)
        if item.get_closest_marker("postgresql") and not item.get_closest_marker("database"):
            raise pytest.UsageError(f"{item.nodeid} is marked postgresql and touches no database")
    # The long ones first: begun last, one of them keeps a whole processor waiting.
    items.sort(key=lambda item: item.get_closest_marker("rehearsal") is None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    write_long_tests(terminalreporter)


def pytest_unconfigure() -> None:
    from django.conf import settings

    if settings.configured and "wijkwerk-tests-" in str(settings.WIJKWERK_DATA):
        shutil.rmtree(settings.WIJKWERK_DATA, ignore_errors=True)


@pytest.fixture
def shared() -> Path:
    """The larger real figures that lie beside a developer's checkout."""
    return SHARED


@pytest.fixture(autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder for this test alone, in the settings and for the processes it starts."""
    # pytest's own `mktemp` looks through the folders of all tests before, for the next number.
    folder = tmp_path_factory.getbasetemp() / "wijkwerk-data" / str(next(_FOLDERS))
    folder.mkdir(parents=True)
    settings.WIJKWERK_DATA = folder
    monkeypatch.setenv("WIJKWERK_DATA", str(folder))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "wijkwerk.config.settings")
    # The server of the run is not theirs to write in; `own_database` gives them one.
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return folder


@pytest.fixture
def own_database(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnDatabase]:
    """An empty database for the processes that a test starts, of the kind that this run is about."""
    with database_in(data_folder) as database:
        monkeypatch.setenv("DATABASE_URL", database.url)
        yield database


@pytest.fixture
def migrated_database(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnDatabase]:
    """The same after every migration, where it is on a server; a file gets them of the first process that opens it."""
    with database_in(data_folder, like=migrated_template() if SERVER else "") as database:
        monkeypatch.setenv("DATABASE_URL", database.url)
        yield database


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """On a server the database of each worker is a copy: migrations take longer there than half of its tests."""
    if SERVER:
        from django.db import connections

        connections["default"].settings_dict["TEST"]["TEMPLATE"] = migrated_template()


@pytest.fixture(autouse=True)
def whole_sign_in() -> Iterator[None]:
    """`client.force_login` stands for all of signing in, with the second factor passed a moment ago."""
    from django.contrib.auth.signals import user_logged_in

    user_logged_in.connect(_pass_second_factor, dispatch_uid="tests")
    yield
    user_logged_in.disconnect(dispatch_uid="tests")


@pytest.fixture(autouse=True)
def flushable_log(request: pytest.FixtureRequest, _django_db_helper: None) -> Iterator[None]:
    """A test with real transactions empties every table at its end, which on SQLite is a DELETE like any other.

    Django's own signal after that closes the log again (`append_only.close_again`).
    """
    yield
    marker = request.node.get_closest_marker("django_db")
    if "transactional_db" in request.fixturenames or (marker is not None and marker.kwargs.get("transaction")):
        from django.db import connection

        from wijkwerk.access.log.append_only import open_log

        open_log(connection)


def _pass_second_factor(request: Any, user: Any, **more: Any) -> None:
    if not hasattr(request, "allauth"):  # a request that came through the middleware really signs in
        from allauth.account.internal.flows.login import record_authentication

        record_authentication(request, user, "mfa")


def _reads_shared(item: pytest.Item) -> bool:
    return item.get_closest_marker("shared") is not None or "shared" in getattr(item, "fixturenames", ())


def _refuse_network(event: str, details: tuple[Any, ...]) -> None:
    if event == "socket.connect":
        address = details[1]
        if isinstance(address, tuple) and not _is_here(address[0]):
            raise NetworkInTestError(f"a test may not connect to {address}")
    elif event == "socket.getaddrinfo" and not _is_here(details[0]):
        raise NetworkInTestError(f"a test may not look up {details[0]}")


def _is_here(host: object) -> bool:
    if host in {None, "", b"", "localhost", b"localhost"}:
        return True
    try:
        address = ip_address(host.decode() if isinstance(host, bytes) else str(host))
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
