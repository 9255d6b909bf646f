"""The site of the demonstration in this process, with an edition of the whole country."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]


@cache
def example_site(work: Path) -> None:
    """Publish the example in `work` and set Django up on it, once. Wants the example to load."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("WIJKWERK_", "DJANGO_"))}
    own = {"WIJKWERK_DATA": str(work / "site"), "WIJKWERK_OPEN_SCORES": "ja", "WIJKWERK_DEMO": "ja"}
    subprocess.run(
        [sys.executable, "-m", "wijkwerk.cli.main", "demo", "--no-serve"],
        cwd=REPOSITORY,
        env=environment | own | {"PYTHONPATH": "src"},
        check=True,
        capture_output=True,
    )
    os.environ |= own
    os.environ["DJANGO_SETTINGS_MODULE"] = "wijkwerk.config.settings"

    import django  # its settings read the environment, which was not there before

    django.setup()
