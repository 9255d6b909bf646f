from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def data(settings, tmp_path: Path) -> Path:
    """A data folder of this test alone."""
    settings.WIJKWERK_DATA = tmp_path
    return tmp_path
