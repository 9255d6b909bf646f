import shutil
from pathlib import Path

import pytest

from tests.made_once import REPOSITORY


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """A copy of `src` to plant something in, beside what it looks for."""
    copy = tmp_path / "copy" / "src"
    shutil.copytree(REPOSITORY / "src", copy, ignore=shutil.ignore_patterns("__pycache__"))
    for beside in ("catalogue", "examples"):
        (copy.parent / beside).symlink_to(REPOSITORY / beside)
    return copy
