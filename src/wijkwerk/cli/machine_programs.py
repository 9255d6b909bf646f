"""What the tests need of the machine and Python packages cannot bring: a browser, a database server and Pango.

On Debian, as root, they are installed. The launcher runs this file by itself while the environment is still being made
(`python machine_programs.py`), so that it imports nothing of ours and nothing that has to be installed first.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# Where Debian and Fedora put the programs of a PostgreSQL server, which is not on the path.
POSTGRESQL = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")
# What a PDF is drawn with, in three packages of Debian and the library that each of them brings.
PANGO = {
    "libpango-1.0-0": "pango-1.0",
    "libpangoft2-1.0-0": "pangoft2-1.0",
    "libharfbuzz-subset0": "harfbuzz-subset",
}
_UPDATE = ("apt-get", "update")
# Not written to disk file by file: a machine that falls while a test run prepares itself starts again.
_INSTALL = ("apt-get", "install", "-y", "--no-install-recommends", "-o", "Dpkg::Options::=--force-unsafe-io")


def chromium_here() -> str | None:
    """The path of a Chromium: the one that WIJKWERK_CHROMIUM names, or one on the path."""
    named = os.environ.get("WIJKWERK_CHROMIUM")
    if named and os.access(named, os.X_OK):
        return named
    return next((path for path in map(shutil.which, CHROMIUM) if path), None)


def postgresql_here() -> Path | None:
    """The folder with `initdb` and `postgres`, of the newest version that stands on the machine."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    programs = [path for place in POSTGRESQL for path in Path("/").glob(f"{place.lstrip('/')}/initdb")]
    return max(programs, key=_version).parent if programs else None


def install_missing() -> None:
    """Bring what is missing where this user may; elsewhere, and where it fails, nothing happens.

    Who needs a program looks for it afterwards and says what to install. A second process waits for the first.
    """
    if os.geteuid() != 0 or not shutil.which("apt-get") or not _missing_packages():
        return
    lock = REPOSITORY / ".venv" / ".programs.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        packages = _missing_packages()
        if packages:
            print(f"Installeren voor de tests: {' en '.join(packages)} ...", file=sys.stderr, flush=True)
            for command in (_UPDATE, (*_INSTALL, *packages)):
                subprocess.run(
                    command, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, stdout=subprocess.DEVNULL
                )


def _missing_packages() -> list[str]:
    present = {"chromium": chromium_here(), "postgresql": postgresql_here()}
    missing = [package for package, place in present.items() if place is None]
    return [*missing, *(package for package, library in PANGO.items() if find_library(library) is None)]


def _version(initdb: Path) -> tuple[int, ...]:
    digits = "".join(sign if sign.isdigit() else " " for sign in str(initdb.parent))
    return tuple(map(int, digits.split()))


if __name__ == "__main__":
    install_missing()
