import os
import re
import subprocess
import sys
import types

import pytest

from wijkwerk.cli import main as module
from wijkwerk.cli.main import COMMANDS, Entry, Needs, command_of, main

EXPECTED = [
    "demo",
    "dev",
    "serve",
    "worker",
    "fetch",
    "import",
    "check",
    "publish",
    "editions",
    "catalogue",
    "score",
    "export",
    "retention",
    "people",
    "prepare",
    "upgrade",
    "backup",
    "restore",
    "audit",
    "sbom",
    "test",
]
ENGLISH = re.compile(r"\b(usage|options|optional|arguments|show this|exit|default|choose|the|and|with|of the)\b", re.I)


class GatheredError(Exception):
    """Stands for a named exception of one of our packages."""

    __module__ = "wijkwerk.data.delivery_problems"


@pytest.fixture
def command(monkeypatch):
    """A command of this test alone: give it what it must do."""

    def install(work):
        fake = types.SimpleNamespace(HELP="Doe iets.", add_arguments=lambda parser: None, run=work)
        monkeypatch.setattr(module, "COMMANDS", (Entry("iets", "iets", Needs.NOTHING),))
        monkeypatch.setattr(module, "command_of", lambda entry: fake)

    return install


def raising(problem):
    def work(options):
        raise problem

    return work


def help_of(arguments: list[str], capsys) -> str:
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_there_is_one_vocabulary_of_commands():
    assert [entry.name for entry in COMMANDS] == EXPECTED


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_each_command_explains_itself_in_dutch(entry, capsys):
    text = help_of([entry.name], capsys)
    assert text.startswith(f"gebruik: wijkwerk {entry.name}")
    assert command_of(entry).HELP.endswith(".")
    assert not ENGLISH.findall(text), text


def test_the_overview_names_every_command_in_dutch(capsys):
    text = help_of([], capsys)
    assert all(re.search(rf"^    {name}\b", text, re.MULTILINE) for name in EXPECTED)
    assert not ENGLISH.findall(text), text


def test_without_a_command_the_overview_is_shown(capsys):
    assert main([]) == 2
    assert "publish" in capsys.readouterr().out


def test_a_mistyped_command_is_told_which_there_are(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["publiceer"])
    assert ended.value.code == 2
    assert "'publiceer' bestaat niet; kies uit" in capsys.readouterr().err


def test_a_mistyped_option_is_told_in_dutch(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["upgrade", "--snel"])
    assert ended.value.code == 2
    assert "onbekend: --snel" in capsys.readouterr().err


def test_the_exit_code_is_that_of_the_command(command):
    command(lambda options: 7)
    assert main(["iets"]) == 7


def test_a_named_problem_ends_in_its_message(command, capsys):
    command(raising(GatheredError("regel 3, kolom inwoners: '12,5a' gevonden; verwacht een getal.")))
    assert main(["iets"]) == 1
    assert capsys.readouterr().err == "regel 3, kolom inwoners: '12,5a' gevonden; verwacht een getal.\n"


def test_a_full_disk_says_what_to_do(command, capsys):
    command(raising(OSError(28, "No space left on device", "/var/lib/wijkwerk/editions")))
    assert main(["iets"]) == 1
    told = capsys.readouterr().err
    assert "De schijf is vol" in told
    assert "/var/lib/wijkwerk/editions" in told


def test_what_nobody_foresaw_keeps_its_traceback_in_a_file(command, capsys, data_folder):
    command(raising(ZeroDivisionError("division by zero")))
    assert main(["iets"]) == 1
    told = capsys.readouterr().err
    assert "Traceback" not in told
    [kept] = (data_folder / "log").glob("wijkwerk-fout-*.txt")
    assert str(kept) in told
    assert "Traceback" in kept.read_text(encoding="utf-8")


def test_a_broken_assertion_of_ours_is_not_told_as_a_message_for_the_user(command, capsys):
    command(raising(AssertionError("rows must be sorted")))
    assert main(["iets"]) == 1
    assert "niet had voorzien" in capsys.readouterr().err


def test_breaking_off_is_not_a_failure_to_explain(command, capsys):
    command(raising(KeyboardInterrupt()))
    assert main(["iets"]) == 130
    assert "Afgebroken" in capsys.readouterr().err


def test_a_reader_that_stops_reading_is_no_failure():
    done = subprocess.run(
        f"{sys.executable} -m wijkwerk.cli.main upgrade | true",
        shell=True,
        capture_output=True,
        text=True,
        env=os.environ,
    )
    assert "Traceback" not in done.stderr


def test_asking_for_help_needs_neither_django_nor_numerics():
    script = (
        "import sys, wijkwerk.cli.main as m\n"
        "try:\n    m.main(['--help'])\n"
        "except SystemExit:\n    pass\n"
        "heavy = {'django', 'numpy', 'duckdb', 'pydantic'} & set(sys.modules)\n"
        "sys.exit(','.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=os.environ)
    assert done.returncode == 0, done.stderr


def test_breaking_off_in_the_midst_of_a_question_to_duckdb_is_breaking_off(command, capsys):
    command(raising(RuntimeError("Query interrupted")))
    assert main(["iets"]) == 130
    assert "Afgebroken" in capsys.readouterr().err


def test_a_reader_that_leaves_before_the_end_is_no_fault():
    """`wijkwerk sbom | head`: for real, with a pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "wijkwerk.cli.main", "sbom"], stdout=pipe, stderr=subprocess.PIPE, env=os.environ
        )
    assert (done.returncode, done.stderr) == (0, b"")
