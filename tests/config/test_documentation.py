"""What an administrator can set is written down, and what is written down can be set."""

import re
from pathlib import Path

from wijkwerk.config.known_settings import KNOWN, OF_TESTS

REPOSITORY = Path(__file__).parents[2]
GUIDE = REPOSITORY / "docs" / "beheer.md"
CONFIG = REPOSITORY / "src" / "wijkwerk" / "config"
# Of the demonstration itself, which chooses it.
NOT_FOR_ADMINISTRATORS = {"WIJKWERK_DEMO"}


def settings_read() -> set[str]:
    files = [path for path in CONFIG.glob("*.py") if path.name != "known_settings.py"]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    return set(re.findall(r"\"(WIJKWERK_[A-Z_]+|DATABASE_URL)\"", text)) - NOT_FOR_ADMINISTRATORS


def test_every_setting_stands_in_the_table_and_no_other():
    told = set(re.findall(r"^\| `(WIJKWERK_[A-Z_]+|DATABASE_URL)` \|", GUIDE.read_text(encoding="utf-8"), re.M))
    assert told == settings_read()


def test_every_setting_is_known_by_name_and_no_other():
    assert settings_read() | NOT_FOR_ADMINISTRATORS == KNOWN | {"DATABASE_URL"}
    tests = "".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "tests").rglob("*.py"))
    assert all(name in tests for name in OF_TESTS)


def test_every_file_that_the_guides_name_is_there():
    for guide in (GUIDE, REPOSITORY / "docs" / "in-een-gemeente-draaien.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", guide.read_text(encoding="utf-8")):
            assert (guide.parent / target).exists(), f"{guide.name}: {target}"
