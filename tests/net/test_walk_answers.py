"""What the walk reads of a page, and what it knows of a form: as a browser and its reader would."""

import pytest

from tests.net.walk_answers import report_lines, still_filled_in
from tests.net.walk_differences import differing_steps
from tests.net.walk_forms import form_to, forms_of
from tests.net.walk_scrub import scrubbed, scrubbed_address
from tests.net.walk_steps import all_steps, chapters, chapters_about

FORM = """<form method="post" action="/notities/nieuw/"><input type="hidden" name="csrfmiddlewaretoken" value="x">
<input name="title"><textarea name="text">
Een tekst</textarea><input type="checkbox" name="sure" value="ja"><input type="radio" name="when" value="now" checked>
<input type="radio" name="when" value="day"><select name="scope"><option value="">heel</option>
<option value="7">Stadsdeel Noord (voorbeeld)</option></select><input type="file" name="file">
<button name="do" value="save">Bewaren</button><button>Verder</button></form>"""


def test_a_form_sends_what_a_browser_would_send() -> None:
    (form,) = forms_of("/notities/", FORM)
    assert form.fields == {
        "csrfmiddlewaretoken": ["x"], "title": [""], "text": ["Een tekst"], "when": ["now"], "scope": [""],
    }  # fmt: skip
    assert form.pressed("save") == {"do": ["save"]}


def test_a_choice_may_be_named_by_the_words_that_it_begins_with() -> None:
    (form,) = forms_of("/notities/", FORM)
    assert form.filled({"scope": "Stadsdeel Noord", "sure": "ja"})["scope"] == ["7"]
    with pytest.raises(ValueError, match="scope has 0 choices ‘Zuid’"):
        form.filled({"scope": "Zuid"})


def test_a_field_that_is_gone_from_the_form_cannot_be_filled_in() -> None:
    (form,) = forms_of("/notities/", FORM.replace('name="title"', ""))
    with pytest.raises(ValueError, match="does not ask title"):
        form.filled({"title": "Titel"})


def test_of_forms_to_one_address_the_one_with_the_button_or_the_field_is_meant() -> None:
    other = '<form method="post" action="/notities/nieuw/"><input name="code"><button name="do" value="end"></form>'
    forms = forms_of("/notities/", FORM + other)
    assert form_to(forms, "/notities/nieuw/", button="end") is forms[1]
    assert form_to(forms, "/notities/nieuw/", asks=["code"]) is forms[1]
    assert form_to(forms, "/elders/") is None


def test_a_form_without_an_address_leads_to_its_page() -> None:
    (form,) = forms_of("/account/bevestigen/?next=/taken/", '<form method="post"></form>')
    assert form.action == "/account/bevestigen/?next=/taken/"


def test_a_form_that_searches_is_none_of_ours() -> None:
    assert forms_of("/", '<form action="/zoek/"><input name="q"></form>') == []


def test_a_page_tells_its_title_and_what_it_reports() -> None:
    page = """<title>Notities</title><svg><title>pijl</title></svg><div role="status"><ul><li>Bewaard.</li></ul></div>
    <p>gewoon</p><div class="callout warn" role="alert"><p><strong>Mag niet.</strong><br> <a>Waarom?</a></p></div>
    <span class="error" id="id_code_error">Klopt niet.</span>"""
    assert report_lines(page) == [
        "title: Notities", "status: Bewaard.", "alert: Mag niet. Waarom?", "error of id_code_error: Klopt niet.",
    ]  # fmt: skip


def test_what_was_typed_is_kept_or_lost() -> None:
    page = FORM.replace('name="title"', 'name="title" value="Titel"')
    typed = {"title": ["Titel"], "text": ["Iets anders"], "gone": ["x"]}
    assert still_filled_in(page, "/notities/", typed) == (["title"], ["text"])


def test_what_differs_by_itself_is_taken_out() -> None:
    digest, token = "0a" * 16, "Ab3_" * 6
    assert scrubbed(f"op 2026-11-02T09:00:01+01:00 om 9:05: {digest}") == "op ‹moment› om ‹time›: ‹hex›"
    assert scrubbed_address(f"/aanleveren/{token}/12/?next=/a/") == "/aanleveren/‹token›/‹number›/?next=/a/"
    assert scrubbed_address("/leveringen/enquete-8713bc6c/") == "/leveringen/enquete-8713bc6c/"


def test_a_telephone_number_is_no_digest() -> None:
    assert scrubbed("Bel 06-12345678") == "Bel 06-12345678"


def test_a_difference_is_named_by_the_step() -> None:
    kept = "# a note is written\nanswer: 302\nevent: add note\n\n# it is adopted\nanswer: 302\n\n"
    found = list(differing_steps("08-papers.txt", kept, kept.replace("event: add note\n", "")))
    assert [(each.place, each.lines) for each in found] == [
        ("08-papers: a note is written", ("- event: add note",)),
    ]


def test_no_two_steps_of_a_chapter_are_called_alike() -> None:
    for chapter in chapters():
        names = [step.does for step in chapter.steps]
        assert len(names) == len(set(names)), chapter.name


def test_a_chapter_is_walked_after_the_one_that_it_needs() -> None:
    assert [each.name for each in chapters_about("releases")] == ["02-hand-in", "03-releases"]
    assert chapters_about("") == chapters()


def test_a_form_that_is_sent_later_leads_where_it_was_opened_for() -> None:
    late = next(step for step in all_steps() if step.keep == "late_goal")
    assert late.address == "/normen/doelen/samenwerking/wijzigen/"
