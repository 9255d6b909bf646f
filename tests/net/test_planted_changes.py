"""The net itself, end to end: what somebody changes in the code is named, and without a change it is quiet."""

import re
from pathlib import Path

import pytest

from tests.made_once import REPOSITORY

from .planting import net, plant
from .starting_state import starting_state

pytestmark = [pytest.mark.rehearsal, pytest.mark.xdist_group("net")]
TEMPLATES = "wijkwerk/pages/methods/templates/methods"
NOTES = "wijkwerk/pages/notes/forms.py"
PERMISSIONS = "wijkwerk/access/permissions.csv"


def pages(code: Path, match: str) -> tuple[int, str]:
    return net(code, "pages", match, starting_state())


def test_without_a_change_it_is_quiet(code: Path) -> None:
    status, printed = pages(code, "/mensen/nieuw/")
    assert (status, "nothing differs" in printed) == (0, True), printed


def test_a_field_that_is_gone_from_a_form_is_named(code: Path) -> None:
    plant(code / NOTES, '    title = FreeText("Titel", 200)\n', "")
    status, printed = pages(code, "/notities/nieuw/")
    assert status == 1
    assert '- field `title` text "Titel" required\n    on /notities/nieuw/' in printed
    assert "beleidsadviseur" in printed


def test_a_permission_that_is_wider_names_the_role_that_gets_more(code: Path) -> None:
    narrow = "Mensen en rollen;manage;person;*;nee;nee;"
    plant(code / PERMISSIONS, narrow, narrow.replace(";nee;nee;", ";nee;ja;"))
    status, printed = pages(code, "/mensen/")
    assert status == 1
    [who] = re.findall(r"- status 403\n\+ status 200\n    on (?:/mensen/\S*,? ?)+\n    for ([^\n]+)\n", printed)
    assert who == "raad"
    assert "/mensen/#/, /mensen/mensen.csv," in printed


def test_a_heading_of_another_level_is_named(code: Path) -> None:
    heading = "<h1>Toegankelijkheid</h1>"
    plant(code / TEMPLATES / "accessibility.html", heading, heading.replace("h1", "h2"))
    status, printed = pages(code, "/toegankelijkheid/")
    assert status == 1
    assert "- h1 Toegankelijkheid\n+ h2 Toegankelijkheid\n    on /toegankelijkheid/\n    for everybody\n" in printed


def test_a_heading_that_moved_on_the_screen_is_shown(code: Path) -> None:
    style = code / "wijkwerk" / "web" / "static" / "css" / "site.css"
    style.write_text(style.read_text(encoding="utf-8") + "\nh1 { padding-top: 40px; }\n", encoding="utf-8")
    status, printed = net(code, "screens", "/mensen/gremia/", starting_state())
    assert status == 1
    assert "    on beheerder/gremia-1360.png\n" in printed
    assert "px from the top" in printed
    shown = printed.partition("kept | now | difference: ")[2].partition("\n")[0]
    assert (REPOSITORY / shown).is_file()
