"""What somebody handed in is theirs: it stands in the export of that person, and goes with them."""

import dataclasses
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.staff_site import person
from wijkwerk.access.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.access.privacy.person_actions import erase_person
from wijkwerk.access.privacy.person_data import erasure_answer, everything_about
from wijkwerk.access.privacy.personal_rows import withheld_reasons
from wijkwerk.pages.own_file import box as upload_box
from wijkwerk.pages.own_file.box import Upload
from wijkwerk.pages.own_file.personal_data import uploads_of

pytestmark = pytest.mark.django_db
WORDS = {
    "name": "bestand", "source": "bron", "table": "tabel", "gemeente": "gemeente", "new_version": "nieuwe versie",
    "reason": "reden", "trial": "proef met eigen indicator",
}  # fmt: skip


@pytest.fixture(autouse=True)
def box(settings, tmp_path: Path) -> Path:
    settings.WIJKWERK_DATA = tmp_path
    return tmp_path / "uploads"


def handed_in(by: Person, name: str = "groen.csv") -> Upload:
    return upload_box.put(SimpleUploadedFile(name, b"Gebied;Groen"), by, "groentelling", "groen", "GM0164")


def naming(folder: Path, number: int) -> list[str]:
    """Every file of the data folder in which the number of a person stands."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(path.parent.name for path in files if str(number) in path.read_text(encoding="utf-8"))


def test_every_field_of_an_upload_is_exported_or_the_reason_why_not_is_told():
    found, other = Person.objects.create(pk=987654321, account="eva", name="Eva"), person("piet")
    handed_in(found)
    handed_in(other, "van-piet.csv")
    (row,) = uploads_of(found)
    assert row["bestand"] == "groen.csv"
    told = {field.name for field in dataclasses.fields(Upload)}
    assert told == set(WORDS) | set(withheld_reasons("upload"))
    assert set(WORDS.values()) <= set(row)
    parts = {part.kind: part.title for part in everything_about(found)}
    assert parts["upload"] == "aangeleverde bestanden die nog niet zijn geleverd"


def test_what_somebody_handed_in_goes_when_the_person_is_erased_and_of_another_it_stays(box: Path):
    found, other, officer = (
        Person.objects.create(pk=987654321, account="eva", name="Eva"),
        person("piet"),
        person("fg", Role.PRIVACY_OFFICER),
    )
    mine, theirs = handed_in(found), handed_in(other)
    assert naming(box, found.pk) == [mine.token]
    answer = erasure_answer(found)
    assert ("upload", 1) in {(part.kind, part.count) for part in answer.goes}
    assert "upload" not in {part.title for part in answer.stays}
    erase_person(found, by=officer)
    assert naming(box, found.pk) == []
    assert [folder.name for folder in box.iterdir()] == [theirs.token]


def test_a_person_whose_files_cannot_be_taken_away_is_not_said_to_be_erased(box: Path):
    found, officer = person("eva"), person("fg", Role.PRIVACY_OFFICER)
    folder = handed_in(found).folder
    folder.rename(box / "elders")
    folder.symlink_to(box / "elders")  # what lies behind a link is not taken away
    with pytest.raises(OSError):  # 3.13 has no words for it
        erase_person(found, by=officer)
    found.refresh_from_db()
    assert found.name == "Eva"
