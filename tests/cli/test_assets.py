import json
import subprocess
import sys

import pytest

from wijkwerk.cli import assets, npm_packages
from wijkwerk.cli.assets import ASSETS, Asset, AssetError, copy_assets


@pytest.fixture
def packages(tmp_path):
    """Two packages as npm lays them down."""
    for name in ("@utrecht/table-css", "@utrecht/select-css"):
        (tmp_path / "node_modules" / name / "dist").mkdir(parents=True)
        (tmp_path / "node_modules" / name / "dist" / "index.min.css").write_text(
            f".{name[9:-4]}{{}}\n/*# sourceMappingURL=index.css.map */\n"
        )
        (tmp_path / "node_modules" / name / "LICENSE.md").write_text("EUPL")
    return tmp_path / "node_modules"


FAMILY = Asset("@utrecht/*-css", "dist/index.min.css", "utrecht/{component}.css")


def test_a_family_of_packages_is_copied_under_the_names_of_its_components(packages, tmp_path):
    copy_assets(packages, tmp_path / "vendor", [FAMILY])
    assert sorted(path.name for path in (tmp_path / "vendor" / "utrecht").iterdir()) == ["select.css", "table.css"]


def test_each_package_brings_its_licence(packages, tmp_path):
    copy_assets(packages, tmp_path / "vendor", [FAMILY])
    licence = tmp_path / "vendor" / "licences" / "@utrecht--table-css.txt"
    assert licence.read_text() == "EUPL"


def test_no_file_points_to_a_source_map_that_is_not_served(packages, tmp_path):
    copy_assets(packages, tmp_path / "vendor", [FAMILY])
    assert (tmp_path / "vendor" / "utrecht" / "table.css").read_text() == ".table{}\n\n"


def test_a_package_without_a_licence_is_not_used(packages, tmp_path):
    (packages / "@utrecht" / "table-css" / "LICENSE.md").unlink()
    with pytest.raises(AssetError, match="table-css heeft geen licentietekst"):
        copy_assets(packages, tmp_path / "vendor", [FAMILY])


def test_every_file_that_is_not_there_is_named(packages, tmp_path):
    wanted = [Asset("htmx.org", "dist/htmx.min.js", "htmx.min.js"), Asset("@utrecht/table-css", "weg.css", "weg.css")]
    with pytest.raises(AssetError, match=r"htmx\.org/dist/htmx\.min\.js, @utrecht/table-css/weg\.css"):
        copy_assets(packages, tmp_path / "vendor", wanted)


def test_what_is_in_place_for_this_lock_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "VENDOR", tmp_path)
    assert not assets.is_in_place(tests=False)
    (tmp_path / assets.STAMP).write_text(json.dumps(assets._stamp()))
    assert assets.is_in_place(tests=False)
    (tmp_path / assets.STAMP).write_text(json.dumps({"lock": "an older one"}))
    assert not assets.is_in_place(tests=False)
    (tmp_path / assets.STAMP).write_text("{half")
    assert not assets.is_in_place(tests=False)


def test_checking_says_by_its_exit_code_whether_there_is_something_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "VENDOR", tmp_path)
    assert assets.main(["--check"]) == 1
    (tmp_path / assets.STAMP).write_text(json.dumps(assets._stamp()))
    assert assets.main(["--check"]) == 0


def test_fetching_that_fails_says_what_to_do_and_leaves_what_was_there(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(assets, "VENDOR", tmp_path)
    (tmp_path / "old.css").write_text("x")
    monkeypatch.setattr(npm_packages, "PACKAGES", tmp_path / "node_modules")
    monkeypatch.setattr(npm_packages, "_npm", lambda: ["sh", "-c", "echo ENOTFOUND >&2; exit 1"])
    assert assets.main([]) == 1
    told = capsys.readouterr().err
    assert "Controleer het netwerk" in told
    assert "ENOTFOUND" in told
    assert (tmp_path / "old.css").exists()


def test_without_npm_the_launcher_is_pointed_to(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(assets, "VENDOR", tmp_path)
    monkeypatch.setattr(npm_packages, "PACKAGES", tmp_path / "node_modules")
    monkeypatch.setattr(npm_packages.shutil, "which", lambda name: None)
    monkeypatch.setattr(npm_packages.sys, "prefix", str(tmp_path))
    assert assets.main([]) == 1
    assert "./wijkwerk" in capsys.readouterr().err


def test_what_came_beside_the_environment_is_not_fetched_again(monkeypatch, tmp_path):
    runs = tmp_path / "runs"
    monkeypatch.setattr(npm_packages, "PACKAGES", tmp_path)
    monkeypatch.setattr(npm_packages, "_npm", lambda: ["sh", "-c", f'echo "$@" >> {runs}', "npm"])
    npm_packages.fetch(tests=False)
    npm_packages.fetch(tests=False)
    assert len(runs.read_text().splitlines()) == 1
    npm_packages.fetch(tests=True)  # has more
    npm_packages.fetch(tests=False)
    assert ["--omit=dev" in line for line in runs.read_text().splitlines()] == [True, False]


def test_a_lock_that_changed_is_fetched_anew(monkeypatch, tmp_path):
    (tmp_path / "package-lock.json").write_text("{}")
    monkeypatch.setattr(npm_packages, "REPOSITORY", tmp_path)
    monkeypatch.setattr(npm_packages, "PACKAGES", tmp_path)
    monkeypatch.setattr(npm_packages, "_npm", lambda: ["sh", "-c", f"echo >> {tmp_path}/runs"])
    npm_packages.fetch(tests=True)
    (tmp_path / "package-lock.json").write_text('{"packages": {}}')
    npm_packages.fetch(tests=True)
    assert len((tmp_path / "runs").read_text().splitlines()) == 2


def test_the_script_needs_nothing_but_python(tmp_path):
    """The launcher runs it before anything is installed; here with no npm to be found, which it leaves to others."""
    command = [sys.executable, "-I", "-S", npm_packages.__file__]
    done = subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert (done.returncode, done.stderr) in {(0, ""), (1, "")}


def test_every_package_that_is_used_is_named_in_package_json_or_comes_with_one_that_is():
    named = json.loads((npm_packages.REPOSITORY / "package.json").read_text())["dependencies"]
    locked = json.loads((npm_packages.REPOSITORY / "package-lock.json").read_text())["packages"]
    for asset in ASSETS:
        if "*" not in asset.package:
            assert asset.package in named, asset
            assert "hasInstallScript" not in locked[f"node_modules/{asset.package}"]
