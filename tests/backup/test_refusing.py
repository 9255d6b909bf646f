"""Archives that were cut off, altered or are of something else: refused by name, and nothing of them is put back."""

import json
import random
import re
import zipfile
from pathlib import Path

import pytest

from tests.backup.forging import quiet, refused, rewritten, with_manifest
from tests.backup.sites import wijkwerk
from tests.backup.somebody_else import as_somebody_else
from wijkwerk.backup.archive import open_archive
from wijkwerk.backup.errors import BackupError, RestoreError
from wijkwerk.backup.making import make_backup

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("backup")]


@pytest.mark.parametrize("share", [0.0, 0.5, 0.999])
def test_what_is_cut_off_is_refused(archive, tmp_path, share):
    whole = archive.read_bytes()
    cut = tmp_path / "half.zip"
    cut.write_bytes(whole[: int(len(whole) * share)])
    assert "of zij is afgebroken: het einde ontbreekt" in refused(cut, tmp_path / "data")


def test_one_byte_that_differs_is_found_or_says_nothing_of_the_content(archive, tmp_path):
    """Such as the moment of an entry: then every part is read as it was."""
    whole, parts = archive.read_bytes(), content(archive)
    chance = random.Random(4)
    told = []
    for number in range(60):
        place = chance.randrange(len(whole))
        spoiled = tmp_path / f"{number}.zip"
        spoiled.write_bytes(whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :])
        try:
            assert content(spoiled) == parts, place
        except RestoreError as problem:
            told.append(str(problem))
    assert len(told) > 30
    assert all("r is niets teruggezet" in text for text in told)


def content(file: Path) -> dict[str, bytes]:
    with open_archive(file) as opened:
        return {part.name: b"".join(opened.pieces(part)) for part in opened.manifest.parts}


@pytest.mark.parametrize("name", ["rows/access_auditevent.jsonl", "files/editions/2026-1/figures.parquet"])
def test_a_part_that_was_altered_is_named(archive, tmp_path, name):
    file = rewritten(archive, tmp_path / "a.zip", lambda parts: parts.update({name: parts[name][:-2] + b"x\n"}))
    assert f"Het deel {name} van deze reservekopie is veranderd" in refused(file, tmp_path / "data")


@pytest.mark.parametrize(
    "name",
    [
        "../buiten.txt",
        "/etc/buiten",
        "files/../../buiten",
        "files/log/x",
        "rows/a/b.jsonl",
        "files",
        ".",
        "files/editions/current.json",
        "files/releases/x",
        f"files/raw/{'a' * 256}",
        f"files/raw{'/a' * 1200}",
    ],
)
def test_a_part_that_leads_elsewhere_is_refused_also_where_the_manifest_names_it(archive, tmp_path, name):
    def change(parts: dict[str, bytes]) -> None:
        listed = json.loads(parts["manifest.json"])["parts"]
        with_manifest(parts, parts=[*listed, {"name": name, "sha256": "0" * 64, "bytes": 1}])
        parts[name] = b"x"

    told = refused(rewritten(archive, tmp_path / "a.zip", change), tmp_path / "data")
    assert re.search(r"manifest van deze reservekopie klopt niet \(parts\.\d+\.name\)", told), told
    assert not (tmp_path / "buiten.txt").exists()


@pytest.mark.parametrize(
    "change", [lambda parts: parts.update({"files/raw/extra/x": b"x"}), lambda parts: parts.popitem()]
)
def test_more_or_fewer_parts_than_the_manifest_tells_are_refused(archive, tmp_path, change):
    assert "r is niets teruggezet" in refused(rewritten(archive, tmp_path / "a.zip", change), tmp_path / "data")


def test_another_archive_than_the_one_that_was_meant_is_refused(archive, tmp_path):
    assert "andere reservekopie dan die met dit kenmerk" in refused(archive, tmp_path / "data", digest="0" * 64)
    with open_archive(archive) as opened:
        digest = opened.manifest_sha256
    assert "niet dit" not in digest


def test_a_backup_of_another_version_says_which(archive, tmp_path):
    file = rewritten(archive, tmp_path / "a.zip", lambda parts: with_manifest(parts, migrations=["data 0001_initial"]))
    assert "gemaakt met een andere versie van wijkwerk (0.1.0, 1 stappen" in refused(file, tmp_path / "data")
    later = rewritten(archive, tmp_path / "b.zip", lambda parts: with_manifest(parts, format=4))
    assert "andere versie van wijkwerk (vorm 4)" in refused(later, tmp_path / "data")


def test_a_backup_of_before_the_numbers_were_told_is_read(archive, tmp_path):
    def as_it_was(parts: dict[str, bytes]) -> None:
        told = json.loads(parts["manifest.json"])
        del told["numbers"]
        parts["manifest.json"] = json.dumps({**told, "format": 1}).encode()

    with open_archive(rewritten(archive, tmp_path / "a.zip", as_it_was)) as opened:
        assert (opened.manifest.format, opened.manifest.numbers) == (1, {})


def test_a_backup_of_before_there_were_stored_files_is_read(archive, tmp_path):
    def as_it_was(parts: dict[str, bytes]) -> None:
        told = json.loads(parts["manifest.json"])
        del told["lost"]
        stored = {part["name"] for part in told["parts"] if part["name"].startswith("files/bestanden/")}
        for name in stored:
            del parts[name]
        kept = [part for part in told["parts"] if part["name"] not in stored]
        parts["manifest.json"] = json.dumps({**told, "format": 2, "parts": kept}).encode()

    with open_archive(rewritten(archive, tmp_path / "a.zip", as_it_was)) as opened:
        assert (opened.manifest.lost, opened.manifest.stored) == ((), {})


def test_something_else_than_a_backup_is_refused(tmp_path):
    text, other = tmp_path / "brief.txt", tmp_path / "ander.zip"
    text.write_text("geen reservekopie")
    with zipfile.ZipFile(other, "w") as opened:
        opened.writestr("a.txt", "a")
    for file in (text, other):
        assert "Dit is geen reservekopie van wijkwerk" in refused(file, tmp_path / "data")


def test_a_file_that_is_not_there_or_is_none_is_told_apart_from_a_damaged_one(tmp_path):
    (tmp_path / "map").mkdir()
    (tmp_path / "brief").write_text("x")
    for name in ("weg.zip", "map/weg.zip", "brief/weg.zip"):
        assert "Er is geen bestand" in refused(tmp_path / name, tmp_path / "data")
    assert "is geen bestand. Noem het bestand van de reservekopie zelf" in refused(tmp_path / "map", tmp_path / "data")
    told = refused(tmp_path / ("a" * 300), tmp_path / "data")
    assert "kan niet worden gelezen" in told
    assert "andere reservekopie" not in told


def test_a_backup_that_somebody_may_not_read_is_not_called_broken(archive, tmp_path):
    (tmp_path / "k.zip").write_bytes(archive.read_bytes())
    (tmp_path / "k.zip").chmod(0o000)
    told = as_somebody_else(tmp_path, lambda: open_archive(Path("k.zip")).__enter__())
    assert told.startswith("RestoreError: U mag k.zip niet lezen. Geef de opdracht als wie de reservekopie maakte")
    assert "andere reservekopie" not in told


def test_a_backup_is_never_written_over_anything(tmp_path):
    file = tmp_path / "k.zip"
    file.write_text("van gisteren")
    with pytest.raises(BackupError, match="wordt nooit overschreven"):
        make_backup(tmp_path / "data", file, quiet)
    assert file.read_text() == "van gisteren"
    with pytest.raises(BackupError, match="bestaat niet"):
        make_backup(tmp_path / "data", tmp_path / "weg" / "k.zip", quiet)


@pytest.mark.rehearsal
def test_an_empty_site_is_a_backup_too(tmp_path):
    made = wijkwerk("backup", tmp_path / "leeg.zip", data=tmp_path / "leeg")
    assert "0 rijen van de database, 0 bestanden" in made.stdout, made.stderr
    assert wijkwerk("restore", tmp_path / "leeg.zip", data=tmp_path / "terug").returncode == 0
