"""The names and the clearing away of `backup --into`; what is in a backup, tests/backup tells."""

import argparse
import types
from pathlib import Path

import pytest

from wijkwerk.backup import making
from wijkwerk.cli import backup


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    files: list[Path] = []

    def make(data, file, progress):
        file.write_text("nieuw")
        files.append(file)
        return types.SimpleNamespace(file=file, bytes=5, rows=0, files=0, manifest_sha256="0", damaged=damaged)

    damaged: list[str] = []
    monkeypatch.setattr(making, "make_backup", make)
    return files


def test_the_newest_are_kept_and_nothing_else_is_touched(made, tmp_path):
    for name in ("wijkwerk-20260101-020000.zip", "wijkwerk-20260102-020000.zip", "brief.zip", "wijkwerk-oud.zip"):
        (tmp_path / name).write_text("x")
    assert backup.run(argparse.Namespace(file=None, into=tmp_path, keep=2)) == 0
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"wijkwerk-20260102-020000.zip", "brief.zip", "wijkwerk-oud.zip", made[0].name}


def test_without_a_number_all_are_kept(made, tmp_path):
    (tmp_path / "wijkwerk-20260101-020000.zip").write_text("x")
    assert backup.run(argparse.Namespace(file=None, into=tmp_path, keep=None)) == 0
    assert len(list(tmp_path.iterdir())) == 2


def test_a_file_that_is_named_gets_that_name_and_is_told_to_be_a_secret(made, tmp_path, capsys):
    assert backup.run(argparse.Namespace(file=tmp_path / "k.zip", into=None, keep=None)) == 0
    assert made == [tmp_path / "k.zip"]
    assert "wachtwoorden (als hash) staan erin: bewaar het bestand versleuteld" in capsys.readouterr().out
