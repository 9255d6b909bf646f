"""`wijkwerk prepare`: what an administrator gives as the owner of the code, who is not the user of the site."""

import argparse
from pathlib import Path

import pytest

from wijkwerk.cli import prepare


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "iets.py").write_text("een = 1\n")
    monkeypatch.setattr(prepare, "SOURCE", tmp_path / "src")
    monkeypatch.setattr(prepare.sys, "prefix", str(tmp_path / "env"))
    return tmp_path / "src"


def test_it_compiles_the_code_and_makes_no_data_folder(source, data_folder, monkeypatch, capsys):
    data_folder.rmdir()
    monkeypatch.setattr(prepare, "is_in_place", lambda tests: True)
    assert prepare.run(argparse.Namespace()) == 0
    assert list((source / "__pycache__").glob("iets.*.pyc"))
    assert not data_folder.exists()
    assert "Alles staat klaar" in capsys.readouterr().out


def test_without_the_launcher_it_says_what_to_give(source, monkeypatch):
    monkeypatch.setattr(prepare, "is_in_place", lambda tests: False)
    with pytest.raises(prepare.NotPreparedError, match=r"als \./wijkwerk prepare"):
        prepare.run(argparse.Namespace())
    assert not (source / "__pycache__").exists()
