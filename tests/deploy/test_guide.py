"""The guide for a municipality says what the units and the console can do, in an order that works."""

import re
import shlex
from pathlib import Path

from wijkwerk.cli.main import COMMANDS

from .test_units import DEPLOY, LAUNCHER, SERVICES, settings_of

GUIDE = (DEPLOY.parent / "docs" / "in-een-gemeente-draaien.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\w*\n(.*?)^```$", GUIDE, re.M | re.S)
OURS = "/srv/wijkwerk/"


def part(heading: str) -> str:
    found = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", GUIDE, re.M | re.S)
    assert found, heading
    return found[1]


def commands(text: str) -> list[list[str]]:
    """Of each line or piece in quotes with a command of wijkwerk: its words, from the command on."""
    pieces = [piece for piece in re.findall(r"[^`\n]+", text) if "alias" not in piece]
    found = [re.match(rf"(?:umask \d+; )?(?:wijkwerk-hier|{LAUNCHER}) ([a-z].*)", piece) for piece in pieces]
    return [shlex.split(each[1]) for each in found if each]


def test_every_command_in_it_exists():
    assert {words[0] for words in commands(GUIDE)} <= {entry.name for entry in COMMANDS}
    assert {"prepare", "upgrade", "backup", "restore"} <= {words[0] for words in commands(GUIDE)}


def test_what_a_command_writes_lies_where_its_user_may_write():
    writable = {path for unit in SERVICES for path in dict(settings_of(unit))["ReadWritePaths"].split()}
    places = [word for words in commands(GUIDE) for word in words if word.startswith(OURS)]
    assert places
    assert {str(Path(place).parent) for place in places} <= writable


def test_the_data_folder_keeps_the_name_that_the_units_know_and_gets_its_owner_back():
    moves = [block for block in BLOCKS if "mv /srv/wijkwerk/gegevens " in block]
    assert len(moves) == 2
    for block in moves:
        away = block.index("mv /srv/wijkwerk/gegevens ")
        assert block.index("systemctl stop") < away
        assert block.index("install -d -o wijkwerk -g wijkwerk -m 0750 /srv/wijkwerk/gegevens\n") > away
    assert "WIJKWERK_DATA=/srv" not in GUIDE


def test_what_stands_beside_the_code_is_made_before_the_site_needs_it():
    for heading in ("Met systemd", "Bijwerken"):
        given = [words[0] for words in commands(part(heading))]
        assert given.index("prepare") < given.index("upgrade"), heading
    assert "wijkwerk serve" not in part("Met systemd") + part("Bijwerken")
