"""What a web worker must not load before somebody asks for it: memory per worker is bounded (docs/prestaties.md)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# scipy.special takes 18 MB, openpyxl 6; the others are small, and a public page needs none of them.
HEAVY = ("scipy", "openpyxl", "httpx", "fontTools", "resvg_py", "PIL", "pypdf")
REPOSITORY = Path(__file__).parents[2]
LOADED = """
import sys, django
django.setup()
from django.urls import get_resolver
assert get_resolver().url_patterns
print(" ".join(sorted({name.partition(".")[0] for name in sys.modules})))
"""


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """The packages that are in memory once every view and presenter is."""
    settings = {"DJANGO_SETTINGS_MODULE": "wijkwerk.config.settings", "WIJKWERK_DEMO": "ja", "PYTHONPATH": "src"}
    command = [sys.executable, "-c", LOADED]
    done = subprocess.run(
        command, cwd=REPOSITORY, env=os.environ | settings, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_every_view_is_loaded(loaded: set[str]) -> None:
    assert {"django", "duckdb", "numpy", "wijkwerk"} <= loaded


@pytest.mark.parametrize("package", HEAVY)
def test_what_few_pages_need_is_loaded_when_one_of_them_is_asked_for(loaded: set[str], package: str) -> None:
    assert package not in loaded
