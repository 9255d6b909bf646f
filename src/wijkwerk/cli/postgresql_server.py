"""A PostgreSQL server for as long as a test run lasts: in a folder of its own, on a Unix socket, without a network."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .machine_programs import install_missing, postgresql_here
from .processes import end_with_parent

DATABASE = "wijkwerk"
# What a crash would cost does not matter here: the folder is thrown away.
_CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")
_PATIENCE = 30.0


class ServerMissingError(Exception):
    """There is no PostgreSQL on this machine, or it does not start; says what to install or what it said."""


@contextmanager
def throwaway_server() -> Iterator[str]:
    """The DATABASE_URL of a server that is stopped and removed at the end. Raises ServerMissingError."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="wijkwerk-postgresql-"))
    try:
        account = _account(folder)
        _prepare(programs, folder, account)
        with _running(programs, folder, account):
            yield f"postgresql://{DATABASE}@/{DATABASE}?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """The folder with `initdb` and `postgres`; installed first where we are root on Debian."""
    install_missing()
    programs = postgresql_here()
    if programs is None:
        raise ServerMissingError(
            "De tests op PostgreSQL hebben een PostgreSQL-server nodig, en die is er niet. Vraag uw beheerder om\n"
            "  apt-get install postgresql\n"
            "Er hoeft geen server te draaien: de tests starten er zelf een, en ruimen hem weer op."
        )
    return programs


def _account(folder: Path) -> str | None:
    """The user that runs the server. PostgreSQL refuses root, so that there an account without rights does."""
    if os.geteuid() != 0:
        return None
    names = {account.pw_name for account in pwd.getpwall()}
    name = "postgres" if "postgres" in names else "nobody"
    shutil.chown(folder, name)
    return name


def _prepare(programs: Path, folder: Path, account: str | None) -> None:
    command = [str(programs / "initdb"), "--pgdata", str(folder / "data"), "--username", DATABASE, "--auth", "trust"]
    command += ["--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    done = subprocess.run(command, capture_output=True, text=True, user=account, cwd=folder)
    if done.returncode:
        raise ServerMissingError(f"PostgreSQL kon geen database maken in {folder}:\n{done.stderr.strip()}")


@contextmanager
def _running(programs: Path, folder: Path, account: str | None) -> Iterator[None]:
    command = [str(programs / "postgres"), "-D", str(folder / "data"), "-k", str(folder), "-h", ""]
    command += [word for setting in _CARELESS for word in ("-c", setting)]
    with (
        (folder / "server.log").open("wb") as log,
        subprocess.Popen(
            command, stdout=log, stderr=log, user=account, cwd=folder, preexec_fn=end_with_parent
        ) as server,
    ):
        try:
            _wait_for(programs, folder, server)
            yield
        finally:
            server.send_signal(2)  # SIGINT: end now, without waiting for those who are connected
            server.wait(_PATIENCE)


def _wait_for(programs: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    create = [str(programs / "createdb"), "-h", str(folder), "-U", DATABASE, DATABASE]
    give_up = time.monotonic() + _PATIENCE
    while subprocess.run(create, capture_output=True).returncode != 0:
        if server.poll() is not None or time.monotonic() > give_up:
            log = (folder / "server.log").read_text(encoding="utf-8", errors="replace")
            raise ServerMissingError(f"PostgreSQL start niet:\n{log[-2000:].strip()}")
        time.sleep(0.1)
