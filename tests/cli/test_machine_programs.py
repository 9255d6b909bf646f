"""What the tests need of the machine: found where it is, and brought where this user may."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

from wijkwerk.cli import machine_programs
from wijkwerk.cli.machine_programs import PANGO, chromium_here, install_missing, postgresql_here


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A machine of root with apt-get and nothing else; `programs` are on the path and `commands` were given."""
    programs, commands = {"apt-get"}, []

    def run(command, **options):
        commands.append(command)
        programs.update({"chromium": "chromium", "postgresql": "initdb"}.get(each, each) for each in command[7:])

    monkeypatch.delenv("WIJKWERK_CHROMIUM", raising=False)
    monkeypatch.setattr(machine_programs.shutil, "which", lambda name: f"/bin/{name}" if name in programs else None)
    monkeypatch.setattr(machine_programs.subprocess, "run", run)
    packages = {library: package for package, library in PANGO.items()}
    monkeypatch.setattr(machine_programs, "find_library", lambda name: name if packages[name] in programs else None)
    monkeypatch.setattr(machine_programs.os, "geteuid", lambda: 0)
    monkeypatch.setattr(machine_programs, "REPOSITORY", tmp_path)
    monkeypatch.setattr(machine_programs, "POSTGRESQL", ())
    return SimpleNamespace(programs=programs, commands=commands)


def test_a_chromium_that_is_there_is_used(machine):
    machine.programs.add("chromium-browser")
    assert chromium_here() == "/bin/chromium-browser"


def test_a_chromium_that_is_named_goes_first(machine, monkeypatch, tmp_path):
    own = tmp_path / "chrome"
    own.write_text("")
    own.chmod(0o755)
    machine.programs.add("chromium")
    monkeypatch.setenv("WIJKWERK_CHROMIUM", str(own))
    assert chromium_here() == str(own)


def test_the_newest_of_several_servers_is_taken(machine, monkeypatch, tmp_path):
    for version in ("9.6", "15", "17"):
        program = tmp_path / version / "bin" / "initdb"
        program.parent.mkdir(parents=True)
        program.touch()
    monkeypatch.setattr(machine_programs, "POSTGRESQL", (f"{tmp_path}/*/bin",))
    folder = postgresql_here()
    assert folder is not None
    assert folder.parent.name == "17"


def test_all_that_is_missing_comes_in_one_step(machine):
    install_missing()
    assert [command[1] for command in machine.commands] == ["update", "install"]
    assert machine.commands[1][-5:] == ("chromium", "postgresql", *PANGO)


def test_only_what_is_missing_is_installed(machine):
    machine.programs |= {"chromium", *PANGO}
    install_missing()
    assert machine.commands[1][-1:] == ("postgresql",)
    assert not {"chromium", *PANGO} & set(machine.commands[1])


@pytest.mark.parametrize("who", ["root who has everything", "somebody on Debian", "root elsewhere"])
def test_otherwise_nothing_is_installed(machine, monkeypatch, who):
    if who == "root who has everything":
        machine.programs.update({"chromium", "initdb", *PANGO})
    elif who == "somebody on Debian":
        monkeypatch.setattr(machine_programs.os, "geteuid", lambda: 1000)
    else:
        machine.programs.remove("apt-get")
    install_missing()
    assert machine.commands == []


def test_the_launcher_can_run_it_before_anything_is_installed():
    """By a Python without any package, on a machine where there is nothing left to do (this one: its tests run)."""
    command = [sys.executable, "-I", "-S", machine_programs.__file__]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
