"""Take one part in a process of its own, for Django starts once in each.

python -m tests.net.taking pages FOLDER MATCH
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.made_once import REPOSITORY

from .kept_readings import read_kept, write_readings
from .parts import Part, Readings, part


class TakingError(Exception):
    """A part broke off; what it printed stands above."""


def taken(which: Part, match: str) -> Readings:
    with tempfile.TemporaryDirectory(prefix="wijkwerk-net-") as folder:
        command = [sys.executable, "-m", "tests.net.taking", which.name, folder, match]
        if subprocess.run(command, cwd=REPOSITORY).returncode:
            raise TakingError(f"{which.name} could not be read")
        return read_kept(Path(folder))


if __name__ == "__main__":
    name, folder, match = sys.argv[1:]
    write_readings(part(name).take(match), Path(folder))
