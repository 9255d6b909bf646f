"""The register as this installation has it: read again when a file changes, refused where it does not fit."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from wijkwerk.access.privacy.processings import RegisterError, ending_claims, processings


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    shutil.copytree(settings.WIJKWERK_CATALOGUE / "processings", tmp_path / "processings")
    settings.WIJKWERK_CATALOGUE = tmp_path
    return tmp_path / "processings"


def spoil(folder: Path, old: str, new: str, name: str = "aanmelden.yaml") -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_change_of_a_file_is_seen_at_once(folder):
    before = {each.id: each for each in processings()}
    spoil(folder, "title: Aanmelden en rollen van medewerkers", "title: Iets anders")
    assert {each.id: each for each in processings()}["aanmelden"].title == "Iets anders"
    assert before["aanmelden"].title == "Aanmelden en rollen van medewerkers"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kind: person", "kind: persoon", "soort 'persoon' bestaat niet"),
        ("starts: verlopen", "starts: afgesloten", "kent geen begin 'afgesloten'; wel: verlopen"),
        ("afterwards: wissen", "afterwards: anonimiseren", "soort 'signinlink' kan niet anoniem worden gemaakt"),
        ("kind: signinlink", "kind: release", "heeft geen regel om te bepalen wat aan de beurt is"),
    ],
)
def test_a_register_that_does_not_fit_this_version_is_refused_with_the_place(folder, old, new, told):
    spoil(folder, old, new)
    with pytest.raises(RegisterError, match=r"aanmelden\.yaml") as refused:
        ending_claims()
    assert told in str(refused.value)
