"""A note from draft to adopted: each move as it should go, and each thing that stands in its way."""

from dataclasses import replace
from datetime import date

import pytest

from wijkwerk.access.lifecycles.lifecycle import ChangedError, NotNowError
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.people.account_actions import add_person, give_role
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.scopes import Scope, ScopeKind
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.permission.refusals import RefusedError
from wijkwerk.governance.models import FrozenError, Note
from wijkwerk.governance.note.actions import NoteText, adopt_note, change_note, write_note
from wijkwerk.governance.note.flow import NoteFlow

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
TEXT = NoteText("Indruk", "Het groen is mooi.", Confidentiality.INTERN)


def adviser(account: str) -> Person:
    person = add_person(by=None, account=account, name="Beleidsadviseur")
    give_role(person, Role.BELEIDSADVISEUR, by=None)
    return person


@pytest.fixture
def writer() -> Person:
    return adviser("schrijver")


@pytest.fixture
def colleague() -> Person:
    return adviser("collega")


@pytest.fixture
def note(writer: Person) -> Note:
    return write_note(TEXT, by=writer)


def events(verb: str) -> list[tuple[str, str]]:
    return [(event.person.account, event.reason) for event in AuditEvent.objects.filter(kind="note", verb=verb)]


def test_a_colleague_adopts_what_was_read(note: Note, colleague: Person):
    adopt_note(note, by=colleague, read=NoteFlow.mark_of(note))
    kept = Note.objects.get()
    assert (kept.state, kept.adopted_by) == ("vastgesteld", colleague)
    assert kept.adopted_at is not None
    assert events("adopt") == [("collega", "nagelezen en akkoord")]


def test_what_somebody_adds_is_the_reason(note: Note, colleague: Person):
    adopt_note(note, by=colleague, read=NoteFlow.mark_of(note), reason=" besproken in het team ")
    assert events("adopt") == [("collega", "besproken in het team")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (NoteText("Indruk", "Het groen is oud.", Confidentiality.INTERN), "tekst gewijzigd"),
        (NoteText("Indruk", "Het groen is mooi.", Confidentiality.OPENBAAR), "van intern naar openbaar"),
    ],
)
def test_a_change_says_what_it_became_and_never_what_stands_there(note: Note, writer: Person, text, words):
    change_note(note, text, by=writer, read=NoteFlow.mark_of(note))
    assert Note.objects.get().text == text.text
    assert events("edit") == [("schrijver", words)]


def test_whoever_wrote_it_does_not_adopt_it(note: Note, writer: Person):
    with pytest.raises(RefusedError) as refused:
        adopt_note(note, by=writer, read=NoteFlow.mark_of(note))
    assert refused.value.rules == ("een ander heeft de notitie geschreven",)
    assert not Note.objects.get().is_adopted
    assert events("refused") == [("schrijver", "adopt")]


def test_whoever_changed_it_does_not_adopt_it_either(note: Note, colleague: Person):
    change_note(note, TEXT, by=colleague, read=NoteFlow.mark_of(note))
    with pytest.raises(RefusedError) as refused:
        adopt_note(note, by=colleague, read=NoteFlow.mark_of(note))
    assert refused.value.rules == ("anderen hebben de notitie gewijzigd",)


def test_what_became_something_else_is_neither_adopted_nor_written_over(note: Note, writer: Person, colleague: Person):
    read = NoteFlow.mark_of(note)
    change_note(note, NoteText("Indruk", "Anders.", Confidentiality.INTERN), by=writer, read=read)
    with pytest.raises(ChangedError, match="gewijzigd sinds u haar opende"):
        adopt_note(note, by=colleague, read=read)
    with pytest.raises(ChangedError, match="Er is niets bewaard"):
        change_note(note, TEXT, by=writer, read=read)
    assert Note.objects.get().text == "Anders."


def test_a_page_that_stood_open_while_it_was_adopted_changes_nothing(note: Note, writer: Person, colleague: Person):
    opened = Note.objects.get()
    read = NoteFlow.mark_of(opened)
    adopt_note(note, by=colleague, read=read)
    with pytest.raises(NotNowError, match="vastgesteld en verandert niet meer"):
        change_note(opened, TEXT, by=writer, read=read)
    with pytest.raises(FrozenError):
        note.save()


def test_a_fault_in_the_body_leaves_nothing(note: Note, colleague: Person):
    def change_half() -> None:
        with NoteFlow.move(note, "edit", by=colleague, read=NoteFlow.mark_of(note)):
            note.text = "half"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_half()
    assert Note.objects.get().text == TEXT.text
    assert events("edit") == []


def test_each_person_sees_which_moves_are_open_and_why_one_is_not(note: Note, writer: Person, colleague: Person):
    theirs = NoteFlow.offers(note, colleague)
    assert {verb: offer.is_open for verb, offer in theirs.items()} == {"edit": True, "adopt": True}
    mine = NoteFlow.offers(note, writer)
    assert (mine["adopt"].is_open, mine["adopt"].not_you) == (False, ("een ander heeft de notitie geschreven",))
    adopt_note(note, by=colleague, read=NoteFlow.mark_of(note))
    later = NoteFlow.offers(note, writer)
    assert not any(offer.is_open for offer in later.values())
    assert later["edit"].not_now.startswith("Deze notitie is vastgesteld")


def test_nobody_puts_a_note_where_they_may_not_write_whatever_form_they_use(writer: Person):
    """The form asks too; a command, an import or a form of another kind that forgets to does not get past the flow."""
    north, south = (
        Scope.objects.create(kind=ScopeKind.AREA, key=key, name=key, valid_from=date(2024, 1, 1))
        for key in ("SD1", "SD2")
    )
    regisseur = add_person(by=None, account="regisseur", name="Stadsdeelregisseur")
    give_role(regisseur, Role.STADSDEELREGISSEUR, scope=north, by=None)
    mine = write_note(replace(TEXT, scope=north), by=regisseur)
    with pytest.raises(RefusedError):
        change_note(mine, replace(TEXT, scope=south), by=regisseur, read=NoteFlow.mark_of(mine))
    assert Note.objects.get(pk=mine.pk).scope == north
    assert events("refused") == [("regisseur", "edit")]
    assert not events("edit")
