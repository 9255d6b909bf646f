"""Who may read and keep the files of a record, and that they go with it."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.lib.files.builders import pdf
from wijkwerk.access.models import Person, Scope, StoredFile
from wijkwerk.access.people.account_actions import add_person, give_role
from wijkwerk.access.people.models import Visitor
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.scopes import ScopeKind
from wijkwerk.access.permission.permissions import may
from wijkwerk.access.privacy.erasing import erase_row
from wijkwerk.access.privacy.person_data import everything_about, everything_to_take_along
from wijkwerk.access.privacy.person_erasure import anonymise_person
from wijkwerk.access.stored_files.hanging import files_of, keeps_files, level_of_file, readable_files
from wijkwerk.governance.models import Decision, Note

from .builders import document, on_disk, stored

pytestmark = pytest.mark.django_db


def somebody(role: Role, scope: Scope | None = None) -> Person:
    made = add_person(by=None, account=role.value, name="Medewerker")
    give_role(made, role, by=None, scope=scope)
    return made


def scope(key: str) -> Scope:
    return Scope.objects.create(kind=ScopeKind.AREA, key=key, name=key, valid_from=datetime.date(2020, 1, 1))


def reads(visitor: Visitor, record_level: str, file_level: str) -> bool:
    return may(visitor, "read", stored(document(record_level), level=file_level))


@pytest.mark.parametrize(
    ("record_level", "file_level", "is_read"),
    [
        ("openbaar", "openbaar", True),
        ("openbaar", "intern", False),
        ("intern", "openbaar", False),
        ("vertrouwelijk", "vertrouwelijk", False),
    ],
)
def test_a_visitor_reads_an_open_file_of_an_open_record_only(record_level, file_level, is_read):
    assert reads(AnonymousUser(), record_level, file_level) is is_read


def test_a_file_may_be_stricter_than_its_record_and_is_read_by_whom_might_read_such_a_record():
    own, elsewhere = scope("SD1"), scope("SD2")
    regisseur = somebody(Role.STADSDEELREGISSEUR, own)
    for place, answer in ((own, True), (elsewhere, False), (None, False)):
        record = document("intern", place)
        file = stored(record, level="vertrouwelijk")
        assert may(regisseur, "read", record)
        assert may(regisseur, "read", file) is answer
        assert (file in readable_files(regisseur, record)) is answer
        assert may(regisseur, "remove", file) is answer
        assert file in files_of(record)


def test_a_record_that_becomes_stricter_takes_its_files_along():
    note = Note.objects.create(title="a", text="b", confidentiality="openbaar", state="concept")
    file = StoredFile(kind="note", key=str(note.pk), confidentiality="openbaar")
    assert level_of_file(file) == "openbaar"
    Note.objects.filter(pk=note.pk).update(confidentiality="strikt")
    assert level_of_file(StoredFile(kind="note", key=str(note.pk), confidentiality="openbaar")) == "strikt"


def test_the_file_that_a_record_is_about_stays_as_long_as_that():
    adviser = somebody(Role.BELEIDSADVISEUR)
    record = document()
    annex, own = stored(record), stored(record)
    StoredFile.objects.filter(pk=own.pk).update(is_fixed=True)
    assert may(adviser, "remove", annex)
    assert not may(adviser, "remove", StoredFile.objects.get(pk=own.pk))


def test_a_file_without_its_record_is_read_by_nobody():
    manager = somebody(Role.PROGRAMMAMANAGER)
    lost = StoredFile(pk=5, kind="document", key="404", confidentiality="openbaar")
    strange = StoredFile(pk=5, kind="edition", key="1", confidentiality="openbaar")
    for file in (lost, strange):
        for verb in ("read", "remove"):
            assert not may(manager, verb, file)
        assert not may(manager, "add", StoredFile(kind=file.kind, key=file.key))


def test_files_are_erased_with_their_record_and_so_are_their_bytes(django_capture_on_commit_callbacks):
    note = Note.objects.create(title="a", text="b", confidentiality="intern")
    other = Note.objects.create(title="c", text="d", confidentiality="intern")
    stored(note, name="weg")
    kept = stored(other, content=pdf(2))
    with django_capture_on_commit_callbacks(execute=True):
        erase_row(note)
    assert list(StoredFile.objects.all()) == [kept]
    assert on_disk() == [kept.sha256]


def test_a_kind_without_a_level_of_its_own_keeps_no_files():
    with pytest.raises(AssertionError, match="no confidentiality"):
        keeps_files(Decision, by="edit")


def test_the_export_of_a_person_holds_the_files_that_both_may_read():
    adviser, officer = somebody(Role.BELEIDSADVISEUR), somebody(Role.PRIVACY_OFFICER)
    public = stored(document("openbaar"), level="openbaar", by=adviser)
    internal = stored(document("intern"), by=adviser)
    stored(document("openbaar"), level="openbaar", by=officer)

    def along(by: Person) -> dict[object, object]:
        (part,) = [part for part in everything_to_take_along(adviser, by=by) if part.kind == "storedfile"]
        names = {file.number: file.name for file in part.files}
        assert all(file.path.is_file() for file in part.files)
        told = {row["nummer"]: row["bestand"] for row in part.rows}
        assert {number: told[number] for number in names} == names
        return names

    assert along(adviser) == {public.pk: f"bestanden/{public.pk}.pdf", internal.pk: f"bestanden/{internal.pk}.pdf"}
    assert along(officer) == {public.pk: f"bestanden/{public.pk}.pdf"}
    (part,) = [part for part in everything_about(adviser) if part.kind == "storedfile"]
    assert {row["nummer"] for row in part.rows} == {public.pk, internal.pk}
    assert "Bijlage" not in str(part.rows), "what it is called may say what others may not know"


def test_who_is_erased_leaves_the_files_of_the_gemeente_without_a_name():
    adviser = somebody(Role.BELEIDSADVISEUR)
    file = stored(document(), by=adviser)
    anonymise_person(adviser)
    file = StoredFile.objects.select_related("added_by").get(pk=file.pk)
    assert file.added_by is not None
    assert file.added_by.name == "voormalig medewerker"
