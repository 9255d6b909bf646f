import argparse
import io
import subprocess
from contextlib import nullcontext

import pytest

from wijkwerk.cli import test as command
from wijkwerk.cli.test import BrowserMissingError, chromium
from wijkwerk.cli.touched_tests import PURE

SERVER = "postgresql:///proef?host=/tmp/proef"


@pytest.fixture
def machine(monkeypatch):
    """A machine with a Chromium; `commands` are what was started, each beside its database in `urls`.

    `failing`  words: a command that has one of them among its last three ends with 1
    """
    commands, urls, failing = [], [], set()

    def run(line, **options):
        commands.append(line)
        urls.append(options["env"].get("DATABASE_URL"))
        return subprocess.CompletedProcess(line, 1 if failing.intersection(line[-3:]) else 0)

    def begin(line, **options):
        done = run(line, **options)
        output = io.StringIO("wat mypy meldde\n")
        return nullcontext(argparse.Namespace(communicate=lambda: (output.read(), None), returncode=done.returncode))

    monkeypatch.setattr(command.subprocess, "run", run)
    monkeypatch.setattr(command.subprocess, "Popen", begin)
    monkeypatch.setattr(command, "install_missing", lambda: None)
    monkeypatch.setattr(command, "chromium_here", lambda: "/usr/bin/chromium")
    monkeypatch.setattr(command, "touched_tests", lambda repository: ["tests/web/test_site.py"])
    monkeypatch.setattr(command, "throwaway_server", lambda: nullcontext(SERVER))
    monkeypatch.setenv("DATABASE_URL", "postgresql://die/van/de/site")
    return argparse.Namespace(commands=commands, urls=urls, failing=failing)


def options(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return parser.parse_args(words)


def programs(machine) -> list[str]:
    return [line[2] for line in machine.commands]


def test_a_machine_without_a_browser_is_told_exactly_what_to_install(machine, monkeypatch):
    monkeypatch.setattr(command, "chromium_here", lambda: None)
    with pytest.raises(BrowserMissingError, match="apt-get install chromium"):
        chromium()


def test_the_daily_run_asks_postgresql_what_is_about_the_database_and_leaves_rehearsals_out(machine, capsys):
    assert command.run(options("tests/access")) == 0
    assert programs(machine) == ["ruff", "ruff", "mypy", "pytest", "pytest"]
    assert machine.urls == [None, None, None, SERVER, None]
    assert machine.commands[-2][-3:] == ["-m", "postgresql and not rehearsal", "tests/access"]
    assert machine.commands[-1][-3:] == ["-m", "not rehearsal and not postgresql", "tests/access"]
    assert "wat mypy meldde\nruff (regels): goed\n" in capsys.readouterr().out


def test_the_daily_run_reads_for_postgresql_the_files_that_name_it_alone(machine):
    assert command.run(options()) == 0
    files = [word for word in machine.commands[-2] if word.startswith("tests/")]
    assert "tests/access/jobs/test_running.py" in files
    assert "tests/engine/test_ranks.py" not in files
    assert not [word for word in machine.commands[-1] if word.startswith("tests/")]


def test_the_run_of_everything_has_both_databases_whole_and_the_net(machine):
    assert command.run(options("--all")) == 0
    assert programs(machine) == ["ruff", "ruff", "mypy", "pytest", "pytest", "tests.net"]
    assert machine.commands[-3][-2:] == ["-m", "database and not browser"]
    assert machine.commands[-2][-2:] == ["--hypothesis-profile", "thorough"]


@pytest.mark.parametrize(("database", "urls"), [("sqlite", [None] * 4), ("postgresql", [None, None, None, SERVER])])
def test_everything_runs_on_the_one_database_that_is_asked_for(machine, database, urls):
    assert command.run(options("--database", database)) == 0
    assert machine.urls == urls
    assert "-m" not in machine.commands[-1][2:]


def test_the_quick_run_has_the_pure_tests_and_those_that_the_change_touches(machine):
    assert command.run(options("--quick")) == 0
    assert programs(machine) == ["ruff", "ruff", "mypy", "pytest"]
    assert machine.commands[-1][-len(PURE) - 1 :] == [*PURE, "tests/web/test_site.py"]
    assert "not rehearsal and not browser" in machine.commands[-1]


def test_the_net_runs_by_itself_and_takes_the_reason_of_what_is_accepted(machine):
    assert command.run(options("--net")) == 0
    assert command.run(options("--net", "--accept", "een kop verplaatst")) == 0
    assert [line[1:] for line in machine.commands] == [
        ["-m", "tests.net"],
        ["-m", "tests.net", "--accept", "een kop verplaatst"],
    ]


def test_nothing_left_to_run_on_one_database_is_no_fault_and_on_both_it_is(machine, monkeypatch):
    def ends_with(postgresql, sqlite):
        codes = {None: sqlite, SERVER: postgresql}
        monkeypatch.setattr(
            command,
            "_python",
            lambda line, environment: codes[environment.get("DATABASE_URL")] if "pytest" in line else 0,
        )
        return command.run(options("tests/engine"))

    assert ends_with(postgresql=5, sqlite=0) == 0
    assert ends_with(postgresql=5, sqlite=5) == 1
    assert ends_with(postgresql=1, sqlite=0) == 1


@pytest.mark.parametrize("failing", ["wijkwerk", "mypy", "database and not browser", "tests.net"])
def test_one_part_that_fails_fails_the_whole_and_the_others_still_run(machine, failing, capsys):
    machine.failing.add(failing)
    assert command.run(options("--all")) == 1
    assert len(machine.commands) == 6
    assert "NIET GOED" in capsys.readouterr().out
