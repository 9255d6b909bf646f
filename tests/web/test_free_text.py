"""The door of forms with free text: asks once, saves nothing before, and lets a text stay for a reason."""

import html
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from tests.web.reading import text_of
from tests.web.staff_site import person
from wijkwerk.access.models import AuditEvent, Person
from wijkwerk.web.forms_said import TooLongError
from wijkwerk.web.free_text import KEPT, NOBODY, REASON, SEEN, free_text, is_covered
from wijkwerk.web.problems import NotHereError

pytestmark = pytest.mark.django_db

SAVED = "bewaard"


@pytest.fixture
def writer() -> Person:
    return person("schrijver")


@free_text(reason="Reden")
def save(request: HttpRequest, person: Person, **place: Any) -> HttpResponse:
    return HttpResponse(SAVED)


@free_text(norm__note="Toelichting", reason="Reden", only_where=lambda request: request.POST.get("do") != "preview")
def save_norms(request: HttpRequest, person: Person, **place: Any) -> HttpResponse:
    return HttpResponse(SAVED)


@free_text(reason="Reden", note="Toelichting", to_log=("reason",))
def save_to_log(request: HttpRequest, person: Person, **place: Any) -> HttpResponse:
    return HttpResponse(SAVED)


@free_text(reason="Reden")
def bring_back(request: HttpRequest, person: Person, **place: Any) -> HttpResponse:
    return HttpResponse("er klopt iets niet", status=409)


@free_text(reason="Reden")
def find_nothing(request: HttpRequest, person: Person, **place: Any) -> HttpResponse:
    raise NotHereError("Dit is er niet.")


def send(writer: Person, view: Any = save, **sent: Any) -> HttpResponse:
    request = RequestFactory().post("/proef/7/?stap=2", sent)
    request.user = writer
    request.resolver_match = resolve("/notities/7/wijzigen/")
    answer = view(request, writer, number=7)
    assert isinstance(answer, HttpResponse)
    return answer


def fields(page: HttpResponse) -> dict[str, list[str]]:
    """What a browser would send from the page without touching it, but for boxes that are not ticked."""
    found: dict[str, list[str]] = {}
    body = page.content.decode()
    main = body[body.index("<main") :]
    for tag in re.findall(r"<input [^>]*>", main):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r' value="([^"]*)"', tag)
        if name and 'type="radio"' not in tag and 'type="checkbox"' not in tag and 'type="file"' not in tag:
            found.setdefault(name[1], []).append(html.unescape(value[1] if value else ""))
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', main, re.DOTALL):
        found.setdefault(name, []).append(html.unescape(text))
    return found


def test_a_text_without_anything_about_a_person_is_saved_at_once(writer):
    assert send(writer, reason="Zaaknummer 2026-123, artikel 6, tel. 14 074").content.decode() == SAVED
    assert not AuditEvent.objects.exists()


def test_a_text_that_points_at_a_person_is_asked_about_and_not_saved(writer):
    page = send(writer, reason="Prima.\nBel 06-12345678", day="2026-01-01")
    assert page.status_code == 422
    text = text_of(page)
    assert "Er is nog niets bewaard" in text
    assert "telefoonnummer Reden 2 06-1•••••••" in text
    assert page["Cache-Control"] == "private, no-store"
    assert not AuditEvent.objects.exists()


def test_the_page_carries_everything_else_that_was_sent(writer):
    page = send(writer, reason="Bel 06-12345678", day="2026-01-01", wijk=["WK1", "WK2"], note='<b>"x"</b>')
    carried = fields(page)
    assert carried["day"] == ["2026-01-01"]
    assert carried["wijk"] == ["WK1", "WK2"]
    assert carried["note"] == ['<b>"x"</b>']
    assert carried["reason"] == ["Bel 06-12345678"]
    assert 'action="/proef/7/?stap=2"' in page.content.decode()


def test_a_mended_text_is_saved_without_a_tick(writer):
    sent = fields(send(writer, reason="Bel 06-12345678"))
    assert send(writer, **{**sent, "reason": "Bel de bewoner"}).content.decode() == SAVED


def test_a_text_can_stay_for_a_reason_and_the_event_does_not_repeat_it(writer):
    sent = fields(send(writer, reason="Bel 06-12345678 of 06-87654321"))
    assert send(writer, **sent, **{KEPT: "ja", REASON: "organisatie"}).content.decode() == SAVED
    event = AuditEvent.objects.get()
    assert (event.person, event.verb, event.kind, event.key) == (writer, "keep", "freetext", "change_note/7")
    assert event.reason == "2 × telefoonnummer; het is een nummer, adres of naam van een organisatie"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, "Of laat hem staan"),
        ({REASON: "organisatie"}, "Of laat hem staan"),
        ({KEPT: "ja"}, "Kies waarom u de tekst zo laat staan."),
        ({KEPT: "ja", REASON: "zomaar"}, "Kies waarom u de tekst zo laat staan."),
    ],
)
def test_a_tick_and_a_reason_are_both_needed(writer, more, told):
    sent = fields(send(writer, reason="Bel 06-12345678"))
    page = send(writer, **sent, **more)
    assert page.status_code == 422
    assert told in text_of(page)
    assert not AuditEvent.objects.exists()


def test_what_is_new_in_the_text_is_asked_about_again(writer):
    sent = fields(send(writer, reason="Bel 06-12345678"))
    kept = {KEPT: "ja", REASON: "organisatie"}
    page = send(writer, **{**sent, "reason": "Bel 06-12345678 of 06-87654321"}, **kept)
    assert page.status_code == 422
    assert send(writer, **{**sent, "reason": "Bel (06-12345678)"}, **kept).content.decode() == SAVED


def test_a_seal_of_another_field_or_one_made_up_does_not_count(writer):
    sent = fields(send(writer, save_norms, **{"norm-1-note": "Bel 06-12345678"}))
    kept = {KEPT: "ja", REASON: "organisatie"}
    assert send(writer, save_norms, reason="Bel 06-12345678", **{SEEN: sent[SEEN]}, **kept).status_code == 422
    assert send(writer, reason="Bel 06-12345678", **{SEEN: ["0" * 64]}, **kept).status_code == 422


def test_a_file_must_be_chosen_again_and_the_page_says_so(writer):
    page = send(writer, reason="Bel 06-12345678", file=SimpleUploadedFile("a.csv", b"x"))
    body = page.content.decode()
    assert 'enctype="multipart/form-data"' in body
    assert re.search(r'<input[^>]*name="file" type="file"', body)
    assert "Kies het bestand opnieuw" in text_of(page)


def test_a_page_that_is_only_looked_at_is_not_asked_about(writer):
    request = RequestFactory().get("/", {"reason": "Bel 06-12345678"})
    request.user = writer
    assert save(request, writer).content.decode() == SAVED


@pytest.mark.parametrize("blank", [" ", "\n", "\r\n", "\u00a0", "\u2003"])
@pytest.mark.parametrize("view", [save, save_to_log])
def test_blanks_before_a_text_do_not_hide_it(writer, view, blank):
    page = send(writer, view, reason=blank * 20_001 + "Bel 06-12345678")
    assert page.status_code == 422
    assert fields(page)["reason"] == ["Bel 06-12345678"]  # as it would be kept
    assert send(writer, view, reason=blank * 20_001).content.decode() == SAVED


@pytest.mark.parametrize("filling", ["a ", "\u200b", "."])
def test_a_text_beyond_any_field_is_refused_and_not_looked_at_in_part(writer, filling):
    for text in (filling * 20_001 + "Bel 06-12345678", "Bel 06-12345678 " + filling * 20_001):
        with pytest.raises(TooLongError, match=r"er passen er 20\.000 in\. Maak hem korter"):
            send(writer, reason=text)


def test_what_is_kept_is_told_only_where_it_was_saved(writer):
    sent = fields(send(writer, reason="Bel 06-12345678"))
    kept = {KEPT: "ja", REASON: "organisatie"}
    assert send(writer, bring_back, **sent, **kept).status_code == 409
    with pytest.raises(NotHereError):
        send(writer, find_nothing, **sent, **kept)
    assert not AuditEvent.objects.exists()
    send(writer, **sent, **kept)
    assert AuditEvent.objects.count() == 1


def test_a_preview_is_not_asked_about(writer):
    assert send(writer, save_norms, reason="Bel 06-12345678", do="preview").content.decode() == SAVED
    assert send(writer, save_norms, reason="Bel 06-12345678", do="save").status_code == 422


@pytest.mark.parametrize(
    ("name", "covered"), [("note", True), ("norm-12-note", True), ("norm-12-value", False), ("notes", False)]
)
def test_many_fields_are_named_by_one_pattern(name, covered):
    assert is_covered(name, ("note", "norm_*_note")) is covered


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Op verzoek, bel 06-12345678", "telefoonnummer"),
        ("mail jan@voorbeeld.nl", "e-mailadres"),
        ("rekening NL91ABNA0417164300", "rekeningnummer (IBAN)"),
        ("BSN 111222333", "burgerservicenummer (BSN)"),
        ("woont Deldenerstraat 12", "adres"),
    ],
)
def test_a_text_for_the_log_cannot_be_left_as_it_is(writer, text, kind):
    sent = fields(send(writer, save_to_log, reason=text, day="2026-01-01"))
    kept = {KEPT: "ja", REASON: "afgesproken", NOBODY: "ja"}
    page = send(writer, save_to_log, **sent, **kept)
    assert page.status_code == 422
    told = text_of(page)
    assert "‘Reden’ komt in het logboek." in told
    assert "bewaart elke tekst voor altijd" in told
    assert f"{kind} Reden (logboek) 1" in told
    assert "Ik laat dit staan" not in told
    assert "geen persoon" not in told
    assert fields(page)["day"] == ["2026-01-01"]
    assert not AuditEvent.objects.exists()
    assert send(writer, save_to_log, **{**sent, "reason": "Op verzoek"}).content.decode() == SAVED


def test_a_suspected_name_for_the_log_can_be_said_to_be_no_person(writer):
    page = send(writer, save_to_log, reason="De naam mevrouw Jansenhof vervalt")
    told = text_of(page)
    assert "is geen persoon" in told
    assert "Ik laat dit staan" not in told
    sent = fields(page)
    assert send(writer, save_to_log, **sent).status_code == 422
    assert send(writer, save_to_log, **sent, **{KEPT: "ja", REASON: "afgesproken"}).status_code == 422
    assert not AuditEvent.objects.exists()
    assert send(writer, save_to_log, **sent, **{NOBODY: "ja"}).content.decode() == SAVED
    assert AuditEvent.objects.get().reason == "1 × naam van een persoon; volgens de schrijver geen persoon"


def test_what_is_said_to_be_no_person_holds_for_that_name_alone(writer):
    sent = fields(send(writer, save_to_log, reason="mevrouw Jansenhof"))
    assert send(writer, save_to_log, **{**sent, "reason": "mevrouw Smit"}, **{NOBODY: "ja"}).status_code == 422


def test_beside_a_text_for_the_log_another_one_can_still_stay(writer):
    page = send(writer, save_to_log, reason="mevrouw Jansenhof", note="Bel 06-12345678")
    sent = fields(page)
    assert "Ik laat dit staan" in text_of(page)
    assert send(writer, save_to_log, **sent, **{NOBODY: "ja"}).status_code == 422
    assert send(writer, save_to_log, **sent, **{KEPT: "ja", REASON: "organisatie"}).status_code == 422
    both = {NOBODY: "ja", KEPT: "ja", REASON: "organisatie"}
    assert send(writer, save_to_log, **sent, **both).content.decode() == SAVED
    assert AuditEvent.objects.get().reason == (
        "1 × telefoonnummer; het is een nummer, adres of naam van een organisatie; "
        "1 × naam van een persoon; volgens de schrijver geen persoon"
    )


def test_with_something_barred_in_it_the_page_offers_no_way_past(writer):
    page = send(writer, save_to_log, reason="Bel 06-12345678", note="Bel 06-12345678")
    assert "Ik laat dit staan" not in text_of(page)
    assert "Zet dat woord ervoor" in text_of(page)
    mended = {**fields(page), "reason": "zaaknummer 0612345678"}
    assert "Ik laat dit staan" in text_of(send(writer, save_to_log, **mended))
