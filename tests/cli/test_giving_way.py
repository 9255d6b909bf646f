"""The worker, and the commands that work for long, give way to the site of the same machine."""

import os
import subprocess
import sys

import pytest

from wijkwerk.cli.main import COMMANDS

PROBE = """
import os
from wijkwerk.cli.main import main
code = main({words})
print(code, os.getpriority(os.PRIO_PROCESS, 0))
"""


def test_who_works_for_long_beside_a_site_gives_way():
    assert {entry.name for entry in COMMANDS if entry.gives_way} == {"worker", "import", "check", "publish", "backup"}


@pytest.mark.slow  # starts two commands of the real program, with a database
@pytest.mark.parametrize(("words", "ended"), [(["worker", "--once"], 0), (["publish"], 1)])
def test_the_process_itself_gives_way(own_database, words: list[str], ended: int):
    """Publishing has nothing to publish here: it was already giving way when it said so."""
    environment = os.environ | {"WIJKWERK_NICENESS": "19", "DATABASE_URL": own_database.url}
    command = [sys.executable, "-c", PROBE.format(words=words)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == f"{ended} 19", done.stderr
