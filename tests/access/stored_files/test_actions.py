"""Adding, removing and reading back: the row and the bytes belong together, whatever happens in between."""

import logging

import pytest
from django.db import transaction

from tests.lib.files.builders import fit, pdf
from wijkwerk.access.jobs.running import ask_for_the_day, work_once
from wijkwerk.access.log import audit
from wijkwerk.access.models import AuditEvent, Job, Person, StoredFile
from wijkwerk.access.people.account_actions import add_person, give_role
from wijkwerk.access.people.roles import Role
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.permission.refusals import RefusedError
from wijkwerk.access.stored_files import actions
from wijkwerk.access.stored_files.actions import (
    DamagedFileError,
    FileRefusedError,
    add_file,
    byte_store,
    open_whole,
    remove_file,
    storing,
    sweep_files,
)
from wijkwerk.access.stored_files.byte_store import Bytes
from wijkwerk.access.stored_files.models import StoredFileError
from wijkwerk.governance.models import Document
from wijkwerk.lib.disk import DiskFullError

from .builders import document, on_disk, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser() -> Person:
    made = add_person(by=None, account="adviseur", name="Beleidsadviseur 1")
    give_role(made, Role.BELEIDSADVISEUR, by=None)
    return made


def read(file: StoredFile) -> bytes:
    with open_whole(file) as content:
        return content.read()


def events() -> list[tuple[str, str]]:
    return list(AuditEvent.objects.filter(kind="storedfile").values_list("verb", "reason"))


def test_a_file_is_kept_with_what_its_content_shows_and_an_event_without_its_name(adviser):
    file = stored(document(), pdf(2), by=adviser, name="Verslag van de wijk")
    assert (file.format, file.seen, file.size) == ("pdf", "PDF, 2 bladzijden", len(pdf(2)))
    assert read(file) == pdf(2)
    ((verb, reason),) = events()
    assert verb == "add"
    assert reason == f"pdf, 1 kB, intern; bij document {file.key}"


def test_a_file_is_never_less_confidential_than_its_record():
    assert stored(document("vertrouwelijk"), level="openbaar").confidentiality == "vertrouwelijk"
    assert stored(document("openbaar"), level="strikt").confidentiality == "strikt"


def test_a_stored_file_does_not_change():
    file = stored(document())
    file.name = "Anders"
    with pytest.raises(StoredFileError):
        file.save()


def test_a_size_that_reads_like_a_number_of_a_citizen_is_no_fault(monkeypatch, settings):
    """123456782 and 11122230 pass the test for such numbers."""
    settings.WIJKWERK_RECORD_FILE_BYTES = 10**12
    for size in (11_122_230, 123_456_782):
        monkeypatch.setattr(actions.ByteStore, "put", lambda self, content, size=size: Bytes("ab" * 32, size))
        assert stored(document()).size == size


def test_two_files_of_the_same_bytes_share_them_and_one_goes_without_the_other(
    adviser, django_capture_on_commit_callbacks
):
    first, second = stored(document()), stored(document())
    assert on_disk() == [first.sha256]
    with django_capture_on_commit_callbacks(execute=True):
        remove_file(first, by=adviser, reason="dubbel")
    assert read(second) == pdf()
    with django_capture_on_commit_callbacks(execute=True):
        remove_file(second, by=adviser, reason="toch niet nodig")
    assert on_disk() == []
    assert [verb for verb, _ in events()] == ["add", "add", "remove", "remove"]
    assert events()[-1][1] == f"bij document {second.key}; toch niet nodig"


def test_bytes_stay_where_the_removal_is_undone(adviser, django_capture_on_commit_callbacks):
    file = stored(document())

    def remove_and_fail() -> None:
        with transaction.atomic():
            remove_file(file, by=adviser, reason="weg")
            raise ZeroDivisionError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError):
        remove_and_fail()
    assert StoredFile.objects.filter(pk=file.pk).exists()
    assert on_disk() == [file.sha256]


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_removal_says_why(adviser, reason):
    file = stored(document())
    with pytest.raises(FileRefusedError, match="Zeg waarom"):
        remove_file(file, by=adviser, reason=reason)
    assert read(file) == pdf()


def test_what_another_removed_meanwhile_is_told(adviser):
    file = stored(document())
    StoredFile.objects.get(pk=file.pk).delete()
    with pytest.raises(FileRefusedError, match="er niet meer"):
        remove_file(file, by=adviser, reason="weg")


def test_who_may_not_add_a_document_removes_none_of_its_files():
    council = add_person(by=None, account="raad", name="Raadslid")
    give_role(council, Role.RAAD, by=None)
    file = stored(document("openbaar"), level="openbaar")
    with pytest.raises(RefusedError):
        remove_file(file, by=council, reason="weg")


def test_an_upload_that_fails_leaves_no_bytes_and_no_row(monkeypatch):
    on = document()

    def fail(**more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(actions, "record", fail)
    with pytest.raises(ZeroDivisionError):
        stored(on)
    assert (on_disk(), StoredFile.objects.count()) == ([], 0)


def test_an_upload_that_fails_leaves_the_bytes_that_another_file_has(monkeypatch):
    other = stored(document())
    monkeypatch.setattr(actions, "_require_space", lambda *told: (_ for _ in ()).throw(FileRefusedError("vol")))
    with pytest.raises(FileRefusedError):
        stored(document())
    assert read(other) == pdf()


def test_a_record_holds_so_much_and_no_more(settings):
    settings.WIJKWERK_RECORD_FILE_BYTES = 2 * len(pdf())
    on = document()
    stored(on)
    stored(on)
    with pytest.raises(FileRefusedError, match="Verwijder een bestand dat niet meer nodig is"):
        stored(on)
    assert StoredFile.objects.filter(key=str(on.pk)).count() == 2
    stored(document())


def test_a_full_disk_is_told_to_who_uploads(monkeypatch):
    def full(*told: object) -> None:
        raise DiskFullError("Te weinig ruimte op de schijf.")

    monkeypatch.setattr("wijkwerk.access.stored_files.byte_store.require_room", full)
    with pytest.raises(FileRefusedError, match="geen ruimte meer voor dit bestand"):
        stored(document())


def test_a_record_that_went_while_somebody_chose_a_file_gets_none():
    gone = Document(pk=99, confidentiality="intern")
    chosen = fit(pdf())
    with pytest.raises(FileRefusedError, match="is er niet meer"):
        add_file(gone, chosen, name="x", level=Confidentiality.INTERN, by=None)


def test_damaged_and_missing_bytes_are_given_to_nobody_and_stand_in_the_log(caplog):
    file = stored(document())
    path = byte_store().path(file.sha256)
    path.write_bytes(pdf() + b" ")
    for is_there in (True, False):
        with caplog.at_level(logging.ERROR), pytest.raises(DamagedFileError):
            open_whole(file)
        assert f"'is_there': {is_there}" in caplog.text or f'"is_there": {str(is_there).lower()}' in caplog.text
        caplog.clear()
        path.unlink(missing_ok=True)


def test_the_daily_sweep_takes_bytes_without_a_row_and_what_was_half_made_and_nothing_else():
    kept = stored(document())
    with storing(fit(pdf(3))) as under_way:
        lost = under_way.stored
    root = byte_store().root
    (root / ".unfinished-x").write_bytes(b"half")
    (root / kept.sha256[:2] / "LEESMIJ").write_text("van de beheerder")
    ask_for_the_day()
    assert work_once()
    job = Job.objects.get(kind="sweep_files")
    assert (job.state, job.text) == ("done", "2 losse bestanden weggehaald")
    assert on_disk() == [kept.sha256]
    assert not byte_store().path(lost.sha256).exists()
    assert not (root / ".unfinished-x").exists()
    assert (root / kept.sha256[:2] / "LEESMIJ").exists()
    assert sweep_files() == 0


def test_a_sweep_leaves_everything_while_an_upload_is_under_way(monkeypatch):
    monkeypatch.setattr("wijkwerk.access.stored_files.byte_store._PATIENCE", 0.1)
    with storing(fit(pdf())):
        assert sweep_files() == 0
        assert len(on_disk()) == 1
    assert sweep_files() == 1


def test_the_log_of_acts_has_neither_the_name_nor_the_hash_of_a_file(adviser):
    file = stored(document(), name="Vertrouwelijk verslag", by=adviser)
    remove_file(file, by=adviser, reason="oud")
    told = " ".join(event.reason + event.key for event in audit.AuditEvent.objects.all())
    assert "verslag" not in told
    assert file.sha256 not in told
