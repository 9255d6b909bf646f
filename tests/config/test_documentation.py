"""What an administrator can set is written down, and what is written down can be set."""

import re
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
GUIDE = REPOSITORY / "docs" / "beheer.md"
CONFIG = REPOSITORY / "src" / "wijkwerk" / "config"
# Of the demonstration itself, which chooses it.
NOT_FOR_ADMINISTRATORS = {"WIJKWERK_DEMO"}


def settings_read() -> set[str]:
    text = "".join(path.read_text(encoding="utf-8") for path in CONFIG.glob("*.py"))
    return set(re.findall(r"\"(WIJKWERK_[A-Z_]+|DATABASE_URL)\"", text)) - NOT_FOR_ADMINISTRATORS


def test_every_setting_stands_in_the_table_and_no_other():
    told = set(re.findall(r"^\| `(WIJKWERK_[A-Z_]+|DATABASE_URL)` \|", GUIDE.read_text(encoding="utf-8"), re.M))
    assert told == settings_read()


def test_every_file_that_the_guides_name_is_there():
    for guide in (GUIDE, REPOSITORY / "docs" / "in-een-gemeente-draaien.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", guide.read_text(encoding="utf-8")):
            assert (guide.parent / target).exists(), f"{guide.name}: {target}"
