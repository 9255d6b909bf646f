"""The launcher, which must work before anything of ours is installed: it is loaded here as a plain file."""

import errno
import importlib.machinery
import importlib.metadata
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import namedtuple
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).parents[1]
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def launcher(tmp_path, monkeypatch):
    """The launcher as if the checkout stood in an empty folder, with locks of two lines."""
    loader = importlib.machinery.SourceFileLoader("launcher", str(REPOSITORY / "wijkwerk"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # no compiled copy beside the launcher
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("launcher", loader))
    loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "run_beside", lambda script, *arguments: None)
    (tmp_path / "src").mkdir()
    (tmp_path / "requirements.lock").write_text("een==1 \\\n    --hash=sha256:00\n")
    (tmp_path / "requirements-test.lock").write_text("een==1 \\\n    --hash=sha256:00\ntwee==2\n")
    return module


@pytest.fixture
def quick(launcher, monkeypatch):
    """A launcher whose environments are made in no time; `made` and `installed` tell what was done."""

    def make_bare(folder):
        launcher.made.append(folder)
        site = folder / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
        site.mkdir(parents=True)
        (folder / "bin").mkdir()
        (folder / "bin" / "python").write_text("")

    launcher.made, launcher.installed = [], []
    monkeypatch.setattr(launcher, "make_bare", make_bare)
    monkeypatch.setattr(launcher, "install", lambda folder, lock: launcher.installed.append(lock.name))
    return launcher


def test_an_environment_is_made_once(quick):
    python = quick.environment(wants_tests=False)
    assert quick.environment(wants_tests=False) == python
    assert len(quick.made) == 1
    assert quick.installed == ["requirements.lock"]


def test_the_package_is_found_from_src_without_being_built(quick, tmp_path):
    quick.environment(wants_tests=False)
    [pth] = tmp_path.glob(".venv/*/lib/*/site-packages/wijkwerk.pth")
    assert pth.read_text() == f"{tmp_path / 'src'}\n"


def test_the_tests_add_their_packages_to_the_same_environment(quick):
    quick.environment(wants_tests=False)
    quick.environment(wants_tests=True)
    quick.environment(wants_tests=False)
    assert len(quick.made) == 1
    assert quick.installed == ["requirements.lock", "requirements-test.lock"]


def test_an_interrupted_environment_is_made_again(quick, monkeypatch):
    def interrupted(folder, lock):
        raise KeyboardInterrupt

    monkeypatch.setattr(quick, "install", interrupted)
    with pytest.raises(KeyboardInterrupt):
        quick.environment(wants_tests=False)
    monkeypatch.setattr(quick, "install", lambda folder, lock: quick.installed.append(lock.name))
    quick.environment(wants_tests=False)
    assert len(quick.made) == 2
    assert quick.installed == ["requirements.lock"]


def test_an_environment_whose_python_is_gone_is_made_again(quick):
    quick.environment(wants_tests=False).unlink()
    quick.environment(wants_tests=False)
    assert len(quick.made) == 2


def test_a_lock_that_changed_makes_a_new_environment(quick, tmp_path):
    quick.environment(wants_tests=False)
    (tmp_path / "requirements.lock").write_text("een==3\n")
    quick.environment(wants_tests=False)
    assert len(quick.made) == 2


def test_a_checkout_that_was_moved_makes_a_new_environment(quick, tmp_path):
    python = quick.environment(wants_tests=False)
    stamp = python.parents[1] / "stamp.json"
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "root": "/elders"}))
    quick.environment(wants_tests=False)
    assert len(quick.made) == 2


@pytest.mark.parametrize("damage", ["", "{", "[]", '"tekst"'])
def test_a_stamp_that_cannot_be_read_counts_as_none(quick, damage):
    python = quick.environment(wants_tests=False)
    (python.parents[1] / "stamp.json").write_text(damage)
    quick.environment(wants_tests=False)
    assert len(quick.made) == 2


def test_a_disk_without_room_is_told_before_anything_is_made(quick, monkeypatch, tmp_path):
    monkeypatch.setattr(quick.shutil, "disk_usage", lambda path: Usage(0, 0, 40_000_000))
    with pytest.raises(quick.CannotStart, match="40 MB vrij, 1000 MB nodig"):
        quick.environment(wants_tests=False)
    assert quick.made == []


def test_a_python_that_cannot_make_environments_is_told_what_to_install(launcher, monkeypatch, tmp_path):
    monkeypatch.setattr(launcher, "has_module", lambda name: False)
    monkeypatch.setattr(launcher.shutil, "which", lambda name: None)
    with pytest.raises(launcher.CannotStart, match=r"apt install python3\.\d+-venv"):
        launcher.make_bare(tmp_path / ".venv" / "x")


def test_a_python_without_ensurepip_uses_its_own_pip_for_the_environment(launcher, monkeypatch, tmp_path):
    monkeypatch.setattr(launcher, "has_module", lambda name: name == "pip")
    launcher.make_bare(tmp_path / "env")
    assert (tmp_path / "env" / "bin" / "python").exists()
    command = launcher.pip_for(tmp_path / "env")
    assert command[:4] == [sys.executable, "-P", "-m", "pip"]
    assert command[command.index("--python") + 1] == str(tmp_path / "env" / "bin" / "python")
    assert "--only-binary" in command


def test_a_python_without_any_pip_uses_uv_alone(launcher, monkeypatch, tmp_path):
    monkeypatch.setattr(launcher, "has_module", lambda name: False)
    monkeypatch.setattr(launcher.shutil, "which", lambda name: "/usr/bin/uv")
    assert [command[:3] for command in launcher.installers(tmp_path)] == [["/usr/bin/uv", "pip", "install"]]


@pytest.fixture
def with_pip(launcher, monkeypatch):
    """A launcher that has pip and no uv yet, whose commands `told` tells; what a command gives is up to the test."""
    launcher.told, launcher.outcome = [], lambda command: True

    def run_installer(command, many):
        launcher.told.append(command)
        return launcher.outcome(command), "wat het meldde"

    monkeypatch.setattr(launcher, "has_module", lambda name: name == "pip")
    monkeypatch.setattr(launcher.shutil, "which", lambda name: None)
    monkeypatch.setattr(launcher, "has_own_index", lambda pip: False)
    monkeypatch.setattr(launcher, "run_installer", run_installer)
    return launcher


def test_uv_comes_by_its_hash_beside_the_packages_and_installs_them(with_pip, tmp_path):
    with_pip.install(tmp_path / "env", tmp_path / "requirements.lock")
    bring, install = with_pip.told
    assert bring[bring.index("--target") + 1] == str(tmp_path / "env" / "uv")
    assert bring[-3:] == ["--require-hashes", "-r", str(tmp_path / "requirements-uv.lock")]
    assert install[0] == str(tmp_path / "env" / "uv" / "bin" / "uv")
    assert install[-3:] == ["--require-hashes", "-r", str(tmp_path / "requirements.lock")]


@pytest.mark.parametrize("failing", ["requirements-uv.lock", "uv pip"], ids=["uv cannot be had", "uv fails"])
def test_what_uv_cannot_do_pip_does(with_pip, tmp_path, failing):
    with_pip.outcome = lambda command: failing not in " ".join(command)
    with_pip.install(tmp_path / "env", tmp_path / "requirements.lock")
    assert "pip" in with_pip.told[-1][:4]
    assert str(tmp_path / "requirements.lock") in with_pip.told[-1]


def test_where_nothing_can_install_the_last_one_is_quoted(with_pip, tmp_path):
    with_pip.outcome = lambda command: False
    with pytest.raises(with_pip.CannotStart, match="wat het meldde"):
        with_pip.install(tmp_path / "env", tmp_path / "requirements.lock")


@pytest.mark.rehearsal  # each makes an environment
@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("PIP_INDEX_URL", True),
        ("PIP_NO_INDEX", True),
        ("PIP_TIMEOUT", False),
    ],
)
def test_an_index_of_the_organisation_is_pips_to_read(launcher, tmp_path, monkeypatch, name, own):
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv(name, "1")
    launcher.make_bare(tmp_path / "env")
    assert launcher.has_own_index(launcher.pip_for(tmp_path / "env")) is own


@pytest.mark.rehearsal
def test_an_environment_that_can_be_made_has_pip_and_installs_by_hash_only(launcher, tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setattr(launcher.shutil, "which", lambda name: None)  # no uv of this machine
    launcher.make_bare(tmp_path / "env")
    empty = tmp_path / "requirements.lock"
    empty.write_text("# nothing\n")
    launcher.install(tmp_path / "env", empty)
    empty.write_text("wijkwerk-bestaat-niet==1\n")
    with pytest.raises(launcher.CannotStart, match="konden niet worden geïnstalleerd"):
        launcher.install(tmp_path / "env", empty)


@pytest.mark.parametrize(
    ("told", "advice"),
    [
        ("OSError: [Errno 28] No space left on device", "De schijf is vol"),
        ("NewConnectionError: Temporary failure in name resolution", "geen verbinding met de pakketbron"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "niet wat het moet zijn"),
        ("ERROR: No matching distribution found for numpy", "niet voor deze Python"),
        ("PermissionError: [Errno 13] Permission denied", "Geen recht om te schrijven"),
        ("something new", "wat het hulpprogramma meldde"),
    ],
)
def test_what_pip_says_is_explained_in_dutch_with_its_own_words_below(launcher, told, advice):
    text = launcher.explained(told, "De pakketten konden niet worden geïnstalleerd.")
    assert advice in text.splitlines()[0]
    assert f"  | {told}" in text


def test_two_launchers_wait_for_each_other(launcher, tmp_path):
    """The second says that it waits, and goes on when the first is done or dies."""
    lock = tmp_path / ".venv" / ".lock"
    script = (
        "import importlib.machinery, importlib.util, sys\n"
        "sys.dont_write_bytecode = True\n"
        f"loader = importlib.machinery.SourceFileLoader('launcher', {str(REPOSITORY / 'wijkwerk')!r})\n"
        "module = importlib.util.module_from_spec(importlib.util.spec_from_loader('launcher', loader))\n"
        "loader.exec_module(module)\n"
        "from pathlib import Path\n"
        f"with module.only_one(Path({str(lock)!r}), 'de omgeving'):\n    print('held')\n"
    )
    with launcher.only_one(lock, "de omgeving"):
        second = subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
        )
        assert second.stderr is not None
        assert "even wachten" in second.stderr.readline()
        time.sleep(0.1)
        assert second.poll() is None
    told, _ = second.communicate(timeout=20)
    assert told == "held\n"


def test_a_python_that_is_too_old_hands_over_to_a_newer_one(launcher, monkeypatch):
    handed = []
    monkeypatch.setattr(launcher.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(launcher.shutil, "which", lambda name: "/usr/bin/python3.12" if name == "python3.12" else None)

    def execv(path, arguments):
        handed.append((path, arguments[1:]))
        raise SystemExit(0)

    monkeypatch.setattr(launcher.os, "execv", execv)
    with pytest.raises(SystemExit):
        launcher.use_newer_python_where_this_is_too_old(["demo"])
    assert handed == [("/usr/bin/python3.12", [str(launcher.ROOT / "wijkwerk"), "demo"])]


def test_a_python_that_is_too_old_and_alone_says_what_to_install(launcher, monkeypatch, capsys):
    monkeypatch.setattr(launcher.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(launcher.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit) as ended:
        launcher.use_newer_python_where_this_is_too_old(["demo"])
    assert ended.value.code == 1
    assert "Python 3.11 of nieuwer nodig; dit is Python 3.9" in capsys.readouterr().err


def test_an_older_python_can_still_read_the_launcher():
    """Otherwise it stops on the syntax before it can say that it is too old."""
    import ast

    ast.parse((REPOSITORY / "wijkwerk").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_only_the_standard_library_is_needed():
    import ast

    tree = ast.parse((REPOSITORY / "wijkwerk").read_text(encoding="utf-8"))
    names = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module])
    }
    assert names <= set(sys.stdlib_module_names)


def test_pages_that_are_dressed_are_left_alone_and_others_are_dressed(launcher, monkeypatch, tmp_path):
    asked = []

    def run(command, env):
        asked.append(command[-1])
        return subprocess.CompletedProcess(command, returncode=1 if command[-1] == "--check" else 0)

    monkeypatch.setattr(launcher.subprocess, "run", run)
    monkeypatch.setattr(launcher, "has_npm", lambda: True)
    launcher.dress_pages(tmp_path / "bin" / "python", wants_tests=True)
    assert asked == ["--check", "--tests"]


def test_where_there_is_no_npm_it_comes_as_a_package(launcher, monkeypatch, tmp_path):
    installed = []
    results = iter([1, 0])
    monkeypatch.setattr(
        launcher.subprocess, "run", lambda command, env: subprocess.CompletedProcess(command, next(results))
    )
    monkeypatch.setattr(launcher, "has_npm", lambda: False)
    monkeypatch.setattr(launcher, "install", lambda folder, lock: installed.append((folder, lock.name)))
    launcher.dress_pages(tmp_path / "env" / "bin" / "python", wants_tests=False)
    assert installed == [(tmp_path / "env", "requirements-node.lock")]


def test_what_the_environment_runs_is_not_led_astray_by_the_callers_own_python_paths(launcher, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/elders")
    monkeypatch.setenv("WIJKWERK_DATA", "/srv/wijkwerk")
    assert "PYTHONPATH" not in launcher.clean_environment()
    assert launcher.clean_environment()["WIJKWERK_DATA"] == "/srv/wijkwerk"


@pytest.fixture
def started(quick, monkeypatch):
    """A launcher of which `dressed` and `handed` tell what it did before the command, and which command it ran."""
    quick.dressed, quick.handed = [], []
    monkeypatch.setattr(quick, "dress_pages", lambda python, wants_tests: quick.dressed.append(wants_tests))
    monkeypatch.setattr(quick.os, "execve", lambda path, command, environment: quick.handed.append(command) or 0)
    return quick


def test_the_programs_of_the_tests_come_while_the_environment_is_made(started, monkeypatch):
    beside = record_what_runs_beside(started, monkeypatch)
    started.main(["test", "--quick"])
    assert beside[0] == ("machine_programs.py",)
    assert beside.index(("machine_programs.py",)) < beside.index("environment")
    started.main(["test", "--help"])
    started.main(["demo"])
    assert beside.count(("machine_programs.py",)) == 1


def test_the_packages_of_the_pages_come_beside_an_environment_that_is_made(started, monkeypatch):
    beside = record_what_runs_beside(started, monkeypatch)
    monkeypatch.setattr(started, "has_npm", lambda: True)
    started.main(["demo"])
    started.main(["demo"])  # it stands
    assert beside == [("npm_packages.py",), "environment", "packages there"]
    started.main(["test"])
    assert ("npm_packages.py", "--tests") in beside


def test_without_npm_nothing_comes_beside_the_environment(started, monkeypatch):
    beside = record_what_runs_beside(started, monkeypatch)
    monkeypatch.setattr(started, "has_npm", lambda: False)
    started.main(["demo"])
    assert beside == ["environment"]


def record_what_runs_beside(launcher, monkeypatch):
    """In the order in which it happens: scripts with their options, and the making of the environment."""
    beside = []

    class Running:
        def wait(self):
            beside.append("packages there")

    def run_beside(script, *options):
        beside.append((script, *options))
        return Running()

    install = launcher.install
    monkeypatch.setattr(launcher, "run_beside", run_beside)
    monkeypatch.setattr(launcher, "install", lambda *given: (beside.append("environment"), install(*given)))
    return beside


@pytest.mark.parametrize(
    "before", [[], ["--env-file", "/etc/wijkwerk/omgeving"], ["--env-file=/etc/wijkwerk/omgeving"]]
)
@pytest.mark.parametrize(
    ("command", "dressed", "packages"),
    [("serve", [False], 1), ("prepare", [False], 1), ("test", [True], 2), ("upgrade", [], 1)],
)
def test_a_command_finds_what_it_needs_whether_or_not_an_env_file_stands_before_it(
    started, before, command, dressed, packages
):
    assert started.main([*before, command]) == 0
    assert started.dressed == dressed
    assert started.installed == ["requirements-test.lock" if packages == 2 else "requirements.lock"]
    assert started.handed[0][-len(before) - 1 :] == [*before, command]


def test_nothing_in_the_folder_where_somebody_stands_is_run(launcher, tmp_path):
    """Also not with the secrets of the site: `--env-file` is read after these imports."""
    for name in ("argparse", "structlog", "django", "wijkwerk"):
        (tmp_path / f"{name}.py").write_text("print('kwaad')\n")
    command = launcher.module(sys.executable, "wijkwerk.cli.main", "upgrade", "--help")
    done = subprocess.run(
        command, cwd=tmp_path, env=launcher.clean_environment() | {"PYTHONPATH": str(REPOSITORY / "src")},
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "kwaad" not in done.stdout + done.stderr
    assert "gebruik: wijkwerk upgrade" in done.stdout


def test_no_process_starts_a_module_without_that_protection():
    """By looking: `-m` stands in one place of the launcher, and behind `-P` in the package."""
    places = [REPOSITORY / "wijkwerk", *(REPOSITORY / "src").rglob("*.py")]
    bare = [
        f"{path.name}: {line.strip()}"
        for path in places
        for line in path.read_text(encoding="utf-8").splitlines()
        if '"-m"' in line and '"-P", "-m"' not in line and path.name != "test.py"  # which runs in the checkout
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.EACCES, "mag niet schrijven in"),
        (errno.EROFS, "wijkwerk prepare"),
        (errno.ENOSPC, "De schijf is vol"),
        (errno.EIO, r"Het systeem weigert .*/\.venv \(EIO\)"),
        (errno.ENOENT, "ontbreekt. Zet de code van wijkwerk opnieuw neer"),
    ],
)
def test_what_the_machine_refuses_is_told_in_dutch(started, monkeypatch, capsys, number, says):
    def refused(path, what):
        raise OSError(number, "in English", str(path.parent))

    monkeypatch.setattr(started, "only_one", refused)
    assert started.main(["upgrade"]) == 1
    told = capsys.readouterr().err
    assert re.search(says, told)
    assert "English" not in told
    assert started.handed == []


def test_a_user_who_may_not_write_beside_the_code_is_told_what_to_let_do():
    """For real: code of root, and a first command of somebody else."""
    with tempfile.TemporaryDirectory() as made:
        app = Path(made) / "app"
        app.mkdir()
        for name in ("wijkwerk", "requirements.lock", "requirements-test.lock"):
            shutil.copy(REPOSITORY / name, app / name)
        for folder in (app, app.parent):
            folder.chmod(0o555)
        somebody = {"user": "nobody"} if os.geteuid() == 0 else {}
        done = subprocess.run(
            ["/usr/bin/env", "python3", str(app / "wijkwerk"), "upgrade"],
            capture_output=True, text=True, cwd="/", **somebody,
        )  # fmt: skip
        app.parent.chmod(0o755)
        app.chmod(0o755)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert f"{app / 'wijkwerk'} prepare" in done.stderr


def extras_wanted() -> set[tuple[str, str]]:
    """(package, extra) that something installed here asks for, of what the lock pins."""
    wanted = set()
    for distribution in importlib.metadata.distributions():
        for text in distribution.requires or ():
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                wanted |= {(canonicalize_name(requirement.name), extra) for extra in requirement.extras}
    return wanted


def test_the_lock_pins_what_is_asked_for_with_its_extras():
    """pip looks for a newer one of `fonttools[woff]` where only `fonttools` is pinned, and refuses what it finds."""
    lock = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")
    pinned = {
        canonicalize_name(name): {extra.strip() for extra in extras.split(",") if extra}
        for name, extras in re.findall(r"^([A-Za-z0-9._-]+)(?:\[([^\]]*)\])?==", lock, re.MULTILINE)
    }
    assert "woff" in pinned["fonttools"]
    assert {(name, extra) for name, extra in extras_wanted() if name in pinned and extra not in pinned[name]} == set()
