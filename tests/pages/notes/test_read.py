"""Whoever adopts a note, or writes over one, means the note that they read: not what another made of it since."""

import datetime
import re

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.web.reading import text_of
from tests.web.staff_site import signed_in
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.models import Person, Scope
from wijkwerk.access.people.account_actions import give_role
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.scopes import ScopeKind
from wijkwerk.governance.models import Note

pytestmark = pytest.mark.django_db
_READ = re.compile(r'name="read" value="(\w{64})"')


@pytest.fixture
def north() -> Scope:
    since = datetime.date(2024, 1, 1)
    return Scope.objects.create(kind=ScopeKind.AREA, key="SD000101", name="Noord", valid_from=since)


def with_role(account: str, role: Role, scope: Scope) -> Client:
    client = signed_in(account)
    give_role(Person.objects.get(account=account), role, by=None, scope=scope)
    return client


@pytest.fixture
def writer(north: Scope) -> Client:
    return with_role("reg", Role.STADSDEELREGISSEUR, north)


@pytest.fixture
def other(north: Scope) -> Client:
    return with_role("collega", Role.STADSDEELREGISSEUR, north)


@pytest.fixture
def sent(north: Scope) -> dict[str, str]:
    return {"title": "Indruk", "text": "Het groen.", "confidentiality": "vertrouwelijk", "scope": str(north.pk)}


@pytest.fixture
def made(writer: Client, sent: dict[str, str]) -> Note:
    writer.post("/notities/nieuw/", sent)
    return Note.objects.get()


def opened(client: Client, address: str) -> dict[str, str]:
    """The mark that the form on a page carries."""
    found = _READ.search(client.get(address).content.decode())
    assert found, address
    return {"read": found[1]}


@pytest.mark.parametrize(
    "changes",
    [{"text": "Iets heel anders."}, {"title": "Besluit"}, {"confidentiality": "openbaar"}],
    ids=["text", "title", "level"],
)
def test_what_changed_after_it_was_read_is_not_adopted(
    writer: Client, other: Client, made: Note, sent: dict[str, str], changes: dict[str, str]
):
    page, adopt = f"/notities/{made.pk}/", f"/notities/{made.pk}/vaststellen/"
    read = opened(other, page)
    assert writer.post(f"{page}wijzigen/", sent | changes | opened(writer, f"{page}wijzigen/")).status_code == 302
    answer = other.post(adopt, read | {"reason": "nagelezen en akkoord"})
    assert answer.status_code == 409
    assert "Deze notitie is gewijzigd sinds u haar opende. Er is niets vastgesteld." in text_of(answer)
    assert (sent | changes)["text"] in text_of(answer), "the page shows what it has become"
    assert not Note.objects.get().is_adopted
    assert not AuditEvent.objects.filter(kind="note", verb="adopt").exists()
    again = _READ.search(answer.content.decode())
    assert again
    assert other.post(adopt, {"read": again[1]}).status_code == 302, "having read it anew"
    assert Note.objects.get().is_adopted


def test_another_area_is_another_note_to_adopt(writer: Client, other: Client, made: Note, sent: dict[str, str]):
    read = opened(other, f"/notities/{made.pk}/")
    within = Scope.objects.create(
        kind=ScopeKind.AREA, key="WK1", name="Wijk", parent=made.scope, valid_from=datetime.date(2024, 1, 1)
    )
    form = f"/notities/{made.pk}/wijzigen/"
    assert writer.post(form, sent | {"scope": str(within.pk)} | opened(writer, form)).status_code == 302
    assert other.post(f"/notities/{made.pk}/vaststellen/", read).status_code == 409


@pytest.mark.parametrize("read", [{}, {"read": ""}, {"read": "x" * 64}], ids=["nothing", "empty", "nonsense"])
def test_a_form_that_does_not_say_what_was_read_adopts_and_changes_nothing(
    writer: Client, other: Client, made: Note, sent: dict[str, str], read: dict[str, str]
):
    assert other.post(f"/notities/{made.pk}/vaststellen/", read).status_code == 409
    assert writer.post(f"/notities/{made.pk}/wijzigen/", sent | {"text": "x"} | read).status_code == 409
    found = Note.objects.get()
    assert (found.text, found.is_adopted) == ("Het groen.", False)


def test_two_that_write_at_a_time_lose_neither_text_nor_level(
    writer: Client, other: Client, made: Note, sent: dict[str, str]
):
    form = f"/notities/{made.pk}/wijzigen/"
    mine, theirs = opened(writer, form), opened(other, form)
    assert other.post(form, sent | theirs | {"text": "Van de ander.", "title": "Hun titel"}).status_code == 302
    lowered = sent | {"text": "Van mij.", "confidentiality": "intern"}
    answer = writer.post(form, lowered | mine)
    assert answer.status_code == 409
    text = text_of(answer)
    assert "Deze notitie is gewijzigd sinds u haar opende. Er is niets bewaard." in text
    assert "Tekst Het groen. Van mij. Van de ander." in text, "what stood there, one's own, and what is kept"
    assert "Vertrouwelijkheid vertrouwelijk intern vertrouwelijk" in text
    assert "Gaat over gelijk" in text
    # Changed by both: what was kept is ticked. Changed by one: that one.
    assert ticked(answer) == {"title": "nu", "text": "nu", "confidentiality": "uw"}
    found = Note.objects.get()
    assert (found.text, found.confidentiality) == ("Van de ander.", "vertrouwelijk")
    chosen = {f"keuze-{name}": which for name, which in ticked(answer).items()} | {"keuze-text": "uw"}
    assert writer.post(form, carried(answer) | chosen).status_code == 302, "on purpose, having seen the other"
    found = Note.objects.get()
    assert (found.title, found.text, found.confidentiality) == ("Hun titel", "Van mij.", "intern")


def ticked(answer: HttpResponse) -> dict[str, str]:
    """Of every field in the conflict: whose version is ticked."""
    return dict(re.findall(r'name="keuze-(\w+)" value="(\w+)"\s+checked', answer.content.decode()))


def carried(answer: HttpResponse) -> dict[str, str]:
    """What the form of the conflict sends along unseen."""
    return dict(re.findall(r'<input type="hidden" name="([a-z]+)" value="([^"]*)">', answer.content.decode()))


def test_a_form_that_was_refused_for_another_reason_still_says_what_was_read(
    writer: Client, other: Client, made: Note, sent: dict[str, str]
):
    form = f"/notities/{made.pk}/wijzigen/"
    mine = opened(writer, form)
    other.post(form, sent | {"text": "Van de ander."} | opened(other, form))
    refused = writer.post(form, sent | {"title": " "} | mine)
    assert f'name="read" value="{mine["read"]}"' in refused.content.decode(), "not the new one, which nobody saw"


def test_what_was_written_comes_back_where_the_note_is_no_longer_there_to_change(
    writer: Client, other: Client, made: Note, sent: dict[str, str]
):
    """Adopted, or made more confidential, while somebody wrote; and the same for a note that never was."""
    form = f"/notities/{made.pk}/wijzigen/"
    typed = sent | {"text": "Een uur werk."} | opened(writer, form)
    other.post(f"/notities/{made.pk}/vaststellen/", opened(other, f"/notities/{made.pk}/"))
    adopted, never = writer.post(form, typed), writer.post("/notities/99999/wijzigen/", typed)
    for answer in (adopted, never):
        assert answer.status_code == 404
        page = answer.content.decode()
        assert "Een uur werk.</textarea>" in page
        assert 'action="/notities/nieuw/"' in page, "the way on: kept as a new one"
    assert text_of(adopted) == text_of(never), "nobody learns of a note that is not theirs"
    assert Note.objects.get().text == "Het groen."
