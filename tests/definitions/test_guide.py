"""What the guide and the glossary show is true."""

import re
import shutil
from pathlib import Path

import yaml

from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.definitions.documents import parse_document
from wijkwerk.definitions.vocabulary import Status

from .small_catalogue import messages

REPOSITORY = Path(__file__).parents[2]
GUIDE = (REPOSITORY / "docs" / "een-indicator-toevoegen.md").read_text(encoding="utf-8")


def test_the_example_of_the_guide_is_accepted(tmp_path: Path) -> None:
    example = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)[0]
    folder = copy_of_the_catalogue(tmp_path)
    (folder / "indicators" / "bijstand_per_1000.yaml").write_text(example, encoding="utf-8")
    shown = load_catalogue(folder).indicators["bijstand_per_1000"]
    assert shown.formula == load_catalogue(REPOSITORY / "catalogue").indicators["bijstand_per_1000"].formula


def test_the_message_of_the_guide_is_the_one_that_appears(tmp_path: Path) -> None:
    folder = copy_of_the_catalogue(tmp_path)
    path = folder / "indicators" / "misdrijven_per_1000.yaml"
    text = path.read_text(encoding="utf-8").replace("denominator: cbs_kwb.inwoners", "denominator: cbs_kwb.bewoners")
    path.write_text(text, encoding="utf-8")
    assert messages(folder)[0] in GUIDE


def test_every_piece_of_the_guide_is_yaml() -> None:
    for piece in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL):
        assert parse_document(piece, "guide").problems == []
        assert yaml.safe_load(piece)


def test_the_glossary_has_every_way_in_which_a_figure_can_be_missing() -> None:
    glossary = (REPOSITORY / "GLOSSARY.md").read_text(encoding="utf-8")
    assert [status for status in Status if f"\n| {status.value.replace('_', ' ')} |" not in glossary] == []


def copy_of_the_catalogue(folder: Path) -> Path:
    return Path(shutil.copytree(REPOSITORY / "catalogue", folder / "catalogue"))
