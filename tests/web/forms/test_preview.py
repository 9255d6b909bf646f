"""The button that shows how a text will read: it stores nothing, loses nothing, and finds fault with nothing else."""

import re

import pytest
from django.test import Client

from tests.web.reading import text_of
from tests.web.staff_site import signed_in
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.people.roles import Role
from wijkwerk.governance.models import Note
from wijkwerk.governance.note.actions import MOST_TEXT

pytestmark = pytest.mark.django_db
FORM = "/notities/nieuw/"
BUTTON = {"voorbeeld": "ja"}


@pytest.fixture
def writer() -> Client:
    return signed_in("bel", Role.BELEIDSADVISEUR)


@pytest.fixture
def sent() -> dict[str, str]:
    return {"title": "Indruk", "text": "# Plein\n**Groen** genoeg.", "confidentiality": "openbaar", "scope": ""}


def preview_of(page: str) -> str:
    found = re.search(r'<section class="panel preview".*?</section>', page, re.DOTALL)
    return found[0] if found else ""


def test_the_text_stands_above_the_form_as_it_will_read_and_nothing_is_kept(writer: Client, sent: dict[str, str]):
    answer = writer.post(FORM, sent | BUTTON)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<h3>Plein</h3>\n<p><strong>Groen</strong> genoeg.</p>" in preview_of(page), "below the heading of it"
    assert page.index("Er is nog niets bewaard") < page.index("<textarea")
    assert not Note.objects.exists()
    assert not AuditEvent.objects.exists()


def test_what_was_typed_and_chosen_stays(writer: Client, sent: dict[str, str]):
    page = writer.post(FORM, sent | BUTTON).content.decode()
    assert 'value="Indruk"' in page
    assert "# Plein\n**Groen** genoeg.</textarea>" in page
    assert '<option value="openbaar" selected>' in page


def test_what_is_still_to_be_filled_in_is_no_fault_yet(writer: Client, sent: dict[str, str]):
    answer = writer.post(FORM, {"title": "", "text": sent["text"], "confidentiality": "geheim", "scope": "x"} | BUTTON)
    assert answer.status_code == 200
    assert "Nog niet bewaard" not in text_of(answer)
    assert 'class="error"' not in answer.content.decode()
    assert preview_of(answer.content.decode())


@pytest.mark.parametrize("text", ["", "   ", None])
def test_without_a_text_the_preview_says_so(writer: Client, sent: dict[str, str], text: str | None):
    more = {"text": text} if text is not None else {}
    answer = writer.post(FORM, {name: value for name, value in sent.items() if name != "text"} | more | BUTTON)
    assert "Er staat nog geen tekst." in text_of(answer)


def test_a_text_that_does_not_fit_is_a_fault_and_is_not_shown_in_part(writer: Client, sent: dict[str, str]):
    answer = writer.post(FORM, sent | BUTTON | {"text": "a" * (MOST_TEXT + 1)})
    assert "er passen er 10.000 in" in text_of(answer)
    assert not preview_of(answer.content.decode())


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "[x](javascript:alert(1))", "</section><form action=//x>", "</textarea><b>"]
)
def test_a_preview_obeys_no_markup(writer: Client, sent: dict[str, str], text: str):
    page = writer.post(FORM, sent | BUTTON | {"text": text}).content.decode()
    assert preview_of(page)
    assert not re.search(r"<(script>alert|form action=//|b>)|href=\"javascript:", page)


def test_what_points_at_a_person_is_asked_about_already_and_the_answer_stays(writer: Client, sent: dict[str, str]):
    sent |= {"text": "Bel 06-12345678 over de **bank**."}
    answer = writer.post(FORM, sent | BUTTON)
    assert "Gevonden: een telefoonnummer." in text_of(answer)
    assert "<strong>bank</strong>" in preview_of(answer.content.decode())
    seals = re.findall(r'name="text-gezien" value="(\w+)"', answer.content.decode())
    answered = sent | {"text-gezien": seals, "text-blijft": "organisatie"}
    again = writer.post(FORM, answered | BUTTON)
    assert '<option value="organisatie" selected>' in again.content.decode()
    assert not Note.objects.exists()
    assert writer.post(FORM, answered).status_code == 302


def test_a_preview_of_a_change_keeps_the_mark_of_what_was_read(writer: Client, sent: dict[str, str]):
    writer.post(FORM, sent)
    form = f"/notities/{Note.objects.get().pk}/wijzigen/"
    opened = re.search(r'name="read" value="(\w+)"', writer.get(form).content.decode())
    assert opened
    page = writer.post(form, sent | BUTTON | {"read": opened[1], "text": "Anders."}).content.decode()
    assert f'name="read" value="{opened[1]}"' in page
    assert Note.objects.get().text == sent["text"]
    assert writer.post(form, sent | {"read": opened[1], "text": "Anders."}).status_code == 302
    assert Note.objects.get().text == "Anders."


def test_a_preview_is_for_who_may_write(sent: dict[str, str]):
    assert signed_in("ona", Role.ONDERZOEKER).post(FORM, sent | BUTTON).status_code == 403
    assert Client().post(FORM, sent | BUTTON).status_code == 302


def test_a_form_without_such_a_text_has_no_button_and_takes_no_preview():
    client = signed_in("ben", Role.BEHEERDER)
    assert 'name="voorbeeld"' not in client.get("/mensen/").content.decode()
    assert client.post("/mensen/nieuw/", {"account": "bakker", "name": "Bakker"} | BUTTON).status_code == 302


def test_the_button_stands_behind_that_which_keeps_so_that_enter_keeps(writer: Client):
    page = writer.get(FORM).content.decode()
    assert page.index("Bewaren als concept") < page.index('name="voorbeeld"')
