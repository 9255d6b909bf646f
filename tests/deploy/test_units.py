"""What `deploy/` holds is checked as far as it can be without the machine it is for."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from wijkwerk.cli.main import COMMANDS, command_of
from wijkwerk.cli.main import main as command_line

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = sorted(DEPLOY.glob("*.service")) + sorted(DEPLOY.glob("*.timer"))
SERVICES = sorted(DEPLOY.glob("*.service"))
LAUNCHER = "/srv/wijkwerk/app/wijkwerk"


def settings_of(unit: Path) -> list[tuple[str, str]]:
    lines = unit.read_text(encoding="utf-8").splitlines()
    return [
        (name, value)
        for line in lines
        if "=" in line and line[0] not in "#["
        for name, _, value in [line.partition("=")]
    ]


def command_in(unit: Path) -> list[str]:
    [command] = [value for name, value in settings_of(unit) if name == "ExecStart"]
    program, *arguments = command.split()
    assert program == LAUNCHER
    return arguments


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this machine")
def test_systemd_understands_every_line(tmp_path):
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace(LAUNCHER, "/bin/true")
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / unit.name) for unit in UNITS)],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "SYSTEMD_LOG_LEVEL": "warning"},
    )
    told = [line for line in done.stderr.splitlines() if "wijkwerk" in line]
    assert told == []


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.stem)
def test_a_unit_gives_a_command_that_exists_with_options_that_exist(unit, monkeypatch):
    name, *options = command_in(unit)
    [entry] = [entry for entry in COMMANDS if entry.name == name]
    ran = []
    monkeypatch.setattr(command_of(entry), "run", lambda given: ran.append(given) or 0)
    monkeypatch.setattr("wijkwerk.cli.main.set_up_database", lambda: None)
    assert command_line([name, *options]) == 0
    assert len(ran) == 1


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.stem)
def test_a_unit_runs_without_rights_and_writes_only_where_it_must(unit):
    told = dict(settings_of(unit))
    assert told["User"] == told["Group"] == "wijkwerk"
    assert told["NoNewPrivileges"] == told["ProtectHome"] == told["PrivateTmp"] == "yes"
    assert (told["ProtectSystem"], told["CapabilityBoundingSet"]) == ("strict", "")
    assert set(told["ReadWritePaths"].split()) <= {"/srv/wijkwerk/gegevens", "/srv/wijkwerk/reservekopieen"}


def test_no_secret_stands_in_a_file_that_is_committed():
    for path in DEPLOY.iterdir():
        for name, value in re.findall(
            r"^(?:Environment=|ENV )?([A-Z_]+)=(.*)$", path.read_text(encoding="utf-8"), re.M
        ):
            if name == "DATABASE_URL" or re.search("KEY|SECRET|PASSWORD|TOKEN", name):
                assert value == "", f"{path.name}: {name}"
