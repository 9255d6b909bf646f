"""The names and the clearing away of `backup --into`; what is in a backup, tests/backup tells."""

import argparse
from pathlib import Path

import pytest

from wijkwerk.backup import making
from wijkwerk.backup.errors import BackupError
from wijkwerk.backup.making import Made
from wijkwerk.cli import backup


@pytest.fixture
def damaged() -> list[str]:
    """Editions that are found to be other than they were published."""
    return []


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, damaged: list[str]) -> list[Path]:
    files: list[Path] = []

    def make(data, file, progress):
        file.write_text("nieuw")
        files.append(file)
        return Made(file, bytes=5, rows=0, files=0, manifest_sha256="0", damaged=tuple(damaged))

    monkeypatch.setattr(making, "make_backup", make)
    return files


def test_the_newest_are_kept_and_nothing_else_is_touched(made, tmp_path):
    for name in ("wijkwerk-20260101-020000.zip", "wijkwerk-20260102-020000.zip", "brief.zip", "wijkwerk-oud.zip"):
        (tmp_path / name).write_text("x")
    assert backup.run(argparse.Namespace(file=None, into=tmp_path, keep=2)) == 0
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"wijkwerk-20260102-020000.zip", "brief.zip", "wijkwerk-oud.zip", made[0].name}


def test_while_an_edition_is_damaged_no_older_backup_goes(made, damaged, tmp_path, capsys):
    damaged.append("2026-1")
    for day in range(1, 4):
        (tmp_path / f"wijkwerk-2026010{day}-020000.zip").write_text("heel")
    assert backup.run(argparse.Namespace(file=None, into=tmp_path, keep=1)) == 1
    assert len(list(tmp_path.iterdir())) == 4
    assert "Oudere reservekopieën blijven staan" in capsys.readouterr().out


def test_the_one_that_was_just_made_stays_also_where_the_clock_went_back(made, tmp_path):
    (tmp_path / "wijkwerk-20991025-025900.zip").write_text("x")
    assert backup.run(argparse.Namespace(file=None, into=tmp_path, keep=1)) == 0
    assert list(tmp_path.iterdir()) == made


@pytest.mark.parametrize("number", ["0", "-3", "veel", "1.5"])
def test_how_many_to_keep_is_a_number_of_at_least_one(number, tmp_path, capsys):
    parser = argparse.ArgumentParser()
    backup.add_arguments(parser)
    with pytest.raises(SystemExit):
        parser.parse_args(["--into", str(tmp_path), f"--keep={number}"])
    assert f"‘{number}’ is geen aantal van ten minste 1" in capsys.readouterr().err


def test_keeping_some_goes_with_a_folder_alone(made, tmp_path):
    with pytest.raises(BackupError, match="--keep hoort bij --into"):
        backup.run(argparse.Namespace(file=tmp_path / "k.zip", into=None, keep=3))
    assert made == []


def test_without_a_number_all_are_kept(made, tmp_path):
    (tmp_path / "wijkwerk-20260101-020000.zip").write_text("x")
    assert backup.run(argparse.Namespace(file=None, into=tmp_path, keep=None)) == 0
    assert len(list(tmp_path.iterdir())) == 2


def test_a_file_that_is_named_gets_that_name_and_is_told_to_be_a_secret(made, tmp_path, capsys):
    assert backup.run(argparse.Namespace(file=tmp_path / "k.zip", into=None, keep=None)) == 0
    assert made == [tmp_path / "k.zip"]
    assert "wachtwoorden (als hash) staan erin: bewaar het bestand versleuteld" in capsys.readouterr().out
