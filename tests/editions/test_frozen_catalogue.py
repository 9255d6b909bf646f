"""The catalogue that an edition keeps: read back, an indicator has the hash that it had when it was published."""

import json
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.editions.small_country import WOZ, small_catalogue
from tests.web.small_site import catalogue
from wijkwerk.definitions.indicators import AwaitedLevels, OtherSeries
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.frozen_catalogue import CATALOGUE, definition_hashes, read_catalogue
from wijkwerk.editions.manifest import MANIFEST

# As an edition wrote it down before `awaited_levels` was there.
BEFORE = "abdc9974ae40bf8ff614670861ab5cb4e970477cb56798ad3bbb94b57547f558"
FOLDERS = Path(__file__).parents[1] / "fixtures" / "data_folders"


def edition_of(version: str, folder: Path) -> Path:
    """An edition of an earlier version, as it was published then."""
    with tarfile.open(FOLDERS / version) as archive:
        names = [name for name in archive.getnames() if name.endswith((CATALOGUE, MANIFEST))]
        archive.extractall(folder, members=[archive.getmember(name) for name in names], filter="data")
    return sorted(folder.rglob(MANIFEST))[0].parent


@pytest.mark.parametrize("version", sorted(path.name for path in FOLDERS.glob("*.tar.xz")))
def test_a_key_that_came_later_changes_no_definition_of_before(tmp_path: Path, version: str):
    edition = edition_of(version, tmp_path)
    published = json.loads((edition / MANIFEST).read_text(encoding="utf-8"))["indicators"]
    assert len(published) > 40
    assert definition_hashes(read_catalogue(edition)) == published


def test_naming_another_series_is_a_change_of_the_definition():
    known = catalogue()
    bare = replace(known.indicators["inwoners"], other_series=None)
    named = replace(bare, other_series=OtherSeries("huishoudens", "Een andere telling van hetzelfde."))
    hashes = [definition_hashes(replace(known, indicators={"inwoners": each})) for each in (bare, named)]
    assert hashes[0] != hashes[1]


def test_a_key_that_came_later_changes_no_definition_that_does_not_use_it() -> None:
    assert definition_hashes(small_catalogue(WOZ)) == {"woz": BEFORE}


def test_awaiting_a_level_is_another_definition() -> None:
    waiting = replace(WOZ, awaited_levels=AwaitedLevels((Level.BUURT,), "cbs_kwb", "later", "Nog niet."))
    assert definition_hashes(small_catalogue(waiting))["woz"] != BEFORE
