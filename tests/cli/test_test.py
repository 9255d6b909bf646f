import argparse
import io
import subprocess
from contextlib import nullcontext

import pytest

from wijkwerk.cli import test as command
from wijkwerk.cli.test import BrowserMissingError, chromium

SERVER = "postgresql:///proef?host=/tmp/proef"


@pytest.fixture
def machine(monkeypatch):
    """A machine with these programs on it; `ran` is what was started, and apt-get brings chromium."""
    programs, ran, urls = set(), [], []

    def run(line, **options):
        ran.append(line)
        urls.append(options["env"].get("DATABASE_URL"))
        if "chromium" in line and "install" in line:
            programs.add("chromium")
        return subprocess.CompletedProcess(line, 1 if failing.intersection(line[-3:]) else 0)

    def begin(line, **options):
        done = run(line, **options)
        beside = io.StringIO("wat mypy meldde\n")
        return nullcontext(argparse.Namespace(communicate=lambda: (beside.read(), None), returncode=done.returncode))

    failing: set[str] = set()
    monkeypatch.delenv("WIJKWERK_CHROMIUM", raising=False)
    monkeypatch.setattr(command.shutil, "which", lambda name: f"/usr/bin/{name}" if name in programs else None)
    monkeypatch.setattr(command.subprocess, "run", run)
    monkeypatch.setattr(command.subprocess, "Popen", begin)
    monkeypatch.setattr(command.os, "geteuid", lambda: 0)
    monkeypatch.setattr(command, "throwaway_server", lambda: nullcontext(SERVER))
    monkeypatch.setenv("DATABASE_URL", "postgresql://die/van/de/site")
    return argparse.Namespace(programs=programs, ran=ran, failing=failing, urls=urls)


def test_a_chromium_that_is_there_is_used(machine):
    machine.programs.add("chromium-browser")
    assert chromium() == "/usr/bin/chromium-browser"
    assert machine.ran == []


def test_a_chromium_that_is_named_goes_first(machine, monkeypatch, tmp_path):
    own = tmp_path / "chrome"
    own.write_text("")
    own.chmod(0o755)
    monkeypatch.setenv("WIJKWERK_CHROMIUM", str(own))
    assert chromium() == str(own)


def test_where_we_are_root_on_debian_it_is_installed(machine):
    machine.programs.add("apt-get")
    assert chromium() == "/usr/bin/chromium"
    assert [line[1] for line in machine.ran] == ["update", "install"]


@pytest.mark.parametrize("who", ["somebody on Debian", "root elsewhere"])
def test_otherwise_it_says_exactly_what_to_install(machine, monkeypatch, who):
    if who == "somebody on Debian":
        machine.programs.add("apt-get")
        monkeypatch.setattr(command.os, "geteuid", lambda: 1000)
    with pytest.raises(BrowserMissingError, match="apt-get install chromium"):
        chromium()
    assert machine.ran == []


def test_everything_is_run_and_the_tests_come_last(machine, capsys):
    machine.programs.add("chromium")
    assert command.run(argparse.Namespace(pytest=["tests/access"], database=None)) == 0
    words = [line[2] for line in machine.ran]
    assert words == ["ruff", "ruff", "mypy", "pytest", "pytest"]
    on_the_server = machine.ran[-2]
    assert on_the_server[on_the_server.index("tests/access") :] == ["tests/access", *command.ALSO_ON_POSTGRESQL]
    assert machine.urls == [None, None, None, SERVER, None]
    assert machine.ran[-1][-3:] == [*command.THEN_ON_SQLITE, "tests/access"]
    assert "wat mypy meldde\nmypy (typen): goed\n" in capsys.readouterr().out


@pytest.mark.parametrize(("database", "urls"), [("sqlite", [None] * 4), ("postgresql", [None, None, None, SERVER])])
def test_everything_runs_on_the_one_database_that_is_asked_for(machine, database, urls):
    machine.programs.add("chromium")
    assert command.run(argparse.Namespace(pytest=[], database=database)) == 0
    assert machine.urls == urls
    assert "-m" not in machine.ran[-1][2:]


def test_nothing_left_to_run_on_postgresql_is_no_fault(machine, monkeypatch):
    monkeypatch.setattr(command, "_tests", lambda arguments, environment: 5 if "DATABASE_URL" in environment else 0)
    machine.programs.add("chromium")
    assert command.run(argparse.Namespace(pytest=["tests/engine"], database=None)) == 0


def test_nothing_left_to_run_at_all_is_a_fault(machine, monkeypatch):
    monkeypatch.setattr(command, "_tests", lambda arguments, environment: 5)
    machine.programs.add("chromium")
    assert command.run(argparse.Namespace(pytest=["-k", "nergens"], database=None)) == 1


@pytest.mark.parametrize("failing", ["wijkwerk", "mypy", "not once"])
def test_one_part_that_fails_fails_the_whole_and_the_others_still_run(machine, failing, capsys):
    machine.programs.add("chromium")
    machine.failing.add(failing)
    assert command.run(argparse.Namespace(pytest=[], database=None)) == 1
    assert len(machine.ran) == 5
    assert ("NIET GOED" in capsys.readouterr().out) == (failing != "not once")
