"""Something planted in a copy of the code, and what the net says of that copy."""

import os
import subprocess
import sys
from pathlib import Path

from tests.made_once import REPOSITORY


def plant(path: Path, old: str, new: str) -> None:
    """Put `new` in the place of `old`, which stands there once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def net(code: Path, part: str, match: str, state: Path) -> tuple[int, str]:
    """The exit code and what is printed, for the data folder `state` that this version of the code made."""
    environment = {
        **os.environ,
        "PYTHONPATH": f"{code}{os.pathsep}{REPOSITORY}",
        "NET_DEMONSTRATION": str(state),
    }
    command = [sys.executable, "-m", "tests.net", "--only", part, "--match", match]
    done = subprocess.run(command, env=environment, cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode in {0, 1}, done.stderr
    return done.returncode, done.stdout
