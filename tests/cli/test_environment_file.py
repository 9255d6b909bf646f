"""A command by hand works on the database and the folder that the services work on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from wijkwerk.cli.environment_file import EnvironmentFileError, read_environment, take_environment
from wijkwerk.cli.main import MISUSED, main

REPOSITORY = Path(__file__).parents[2]
EXAMPLE = """
# de omgeving
; ook dit
WIJKWERK_HOSTS=monitor.gemeente.example
DATABASE_URL=postgresql://wijkwerk:a&b$c#d=e@/wijkwerk?host=/run/postgresql
WIJKWERK_NAAM="een naam met spaties"
LEEG=
ENKEL='a "b" c'
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "omgeving"
    path.write_text(EXAMPLE, encoding="utf-8")
    return path


def test_values_come_through_as_they_stand(file: Path):
    assert read_environment(file) == {
        "WIJKWERK_HOSTS": "monitor.gemeente.example",
        "DATABASE_URL": "postgresql://wijkwerk:a&b$c#d=e@/wijkwerk?host=/run/postgresql",
        "WIJKWERK_NAAM": "een naam met spaties",
        "LEEG": "",
        "ENKEL": 'a "b" c',
    }


def test_the_example_for_administrators_can_be_read():
    found = read_environment(REPOSITORY / "deploy" / "omgeving.voorbeeld")
    assert found["WIJKWERK_DATA"] == "/srv/wijkwerk/gegevens"


@pytest.mark.parametrize("joined", [True, False])
def test_the_file_goes_before_the_environment_and_off_the_arguments(file: Path, joined: bool):
    environment = {"WIJKWERK_HOSTS": "anders", "BLIJFT": "staan"}
    given = [f"--env-file={file}"] if joined else ["--env-file", str(file)]
    assert take_environment([*given, "upgrade", "--check"], environment) == ["upgrade", "--check"]
    assert environment["WIJKWERK_HOSTS"] == "monitor.gemeente.example"
    assert environment["BLIJFT"] == "staan"


def test_without_the_option_nothing_happens():
    environment: dict[str, str] = {}
    assert take_environment(["people", "--env-file", "x"], environment) == ["people", "--env-file", "x"]
    assert take_environment([], environment) == []
    assert environment == {}


@pytest.mark.parametrize("line", ["geheim", "=x", "1A=x", 'A="open', "A='x' 'y'", "A B=geheim"])
def test_a_line_that_is_no_setting_is_told_by_its_number_and_not_by_what_it_says(tmp_path: Path, line: str):
    path = tmp_path / "omgeving"
    path.write_text(f"GOED=1\n{line}\n", encoding="utf-8")
    environment: dict[str, str] = {}
    with pytest.raises(EnvironmentFileError, match=r"omgeving, regel 2: verwacht NAAM=waarde") as raised:
        take_environment(["--env-file", str(path), "upgrade"], environment)
    assert "geheim" not in str(raised.value)
    assert environment == {}, "nothing half"


def test_a_file_that_is_not_there_or_not_named_is_told(tmp_path: Path, capsys):
    assert main(["--env-file", str(tmp_path / "weg"), "upgrade"]) == MISUSED
    assert "is niet te lezen" in capsys.readouterr().err
    assert main(["--env-file"]) == MISUSED
    assert "vraagt een bestand" in capsys.readouterr().err


@pytest.mark.rehearsal
def test_a_command_works_in_the_folder_that_the_file_names(tmp_path: Path):
    path = tmp_path / "omgeving"
    path.write_text(f"WIJKWERK_DATA={tmp_path / 'gegevens'}\n", encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("WIJKWERK_", "DATABASE"))}
    command = [sys.executable, "-m", "wijkwerk.cli.main", "--env-file", str(path), "upgrade"]
    done = subprocess.run(command, env=environment, cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "gegevens" / "wijkwerk.sqlite3").exists()
