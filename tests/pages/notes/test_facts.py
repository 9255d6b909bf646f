"""A note that names figures: looked up when it is kept, and held against every edition after it."""

from pathlib import Path

import pytest
from django.test import Client

from tests.web.reading import text_of
from tests.web.small_site import HENGELO, NOORK, publish_small_site
from tests.web.staff_site import signed_in
from wijkwerk.access.models import Scope
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.scopes import ScopeKind
from wijkwerk.editions.reading import shelf
from wijkwerk.governance.models import Note
from wijkwerk.web.doors.public import PAGES

pytestmark = pytest.mark.django_db
TEXT = "Er wonen {inwoners.nu} mensen (in {inwoners.jaar}), in de hele stad {inwoners.gemeente}."


@pytest.fixture
def writer() -> Client:
    return signed_in("schrijft", Role.BELEIDSADVISEUR)


@pytest.fixture
def noork() -> Scope:
    return Scope.objects.create(kind=ScopeKind.AREA, key=NOORK, name="De Noork", valid_from="2020-01-01")


def write(client: Client, scope: Scope | None = None, text: str = TEXT, **more: str):
    sent = {"title": "Indruk", "text": text, "confidentiality": "intern", "scope": str(scope.pk) if scope else ""}
    return client.post("/notities/nieuw/", sent | more)


def page_of_note(client: Client) -> str:
    return text_of(client.get(f"/notities/{Note.objects.get().pk}/"))


def html_of_note(client: Client) -> str:
    return client.get(f"/notities/{Note.objects.get().pk}/").content.decode()


def test_the_figures_are_those_of_the_area_that_the_note_is_about(writer: Client, noork: Scope):
    write(writer, noork)
    assert Note.objects.get().text == TEXT
    page = page_of_note(writer)
    assert "Er wonen 2.140 mensen (in 2024), in de hele stad " in page
    assert "{" not in page
    assert "verouderd" not in page


def test_a_note_about_the_whole_gemeente_names_its_figures(writer: Client):
    write(writer, text="{inwoners.nu} en {inwoners.gemeente}.")
    (now, gemeente) = Note.objects.get().facts
    assert now["words"] == gemeente["words"]
    assert now["area"] == HENGELO


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("{inwoner.nu}", "er is geen cijfer ‘inwoner’. Bedoelt u ‘inwoners’?"),
        ("{inwoners.straks}", "achter de punt kan staan: nu, jaar, gemeente, nederland."),
        ("{inkomen_per_inwoner.nu}", "heeft voor De Noork geen waarde van ‘Inkomen per inwoner’."),
    ],
)
def test_what_cannot_be_named_is_refused_and_the_text_stays(writer: Client, noork: Scope, name: str, words: str):
    answer = write(writer, noork, f"Dit is {name}.")
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert f"Dit is {name}." in answer.content.decode()
    assert not Note.objects.exists()


def test_the_preview_shows_the_figures(writer: Client, noork: Scope):
    answer = write(writer, noork, voorbeeld="ja")
    assert "Er wonen 2.140 mensen" in text_of(answer)
    assert not Note.objects.exists()


def test_a_figure_that_changed_says_so_with_both_values_and_changes_no_text(
    writer: Client, noork: Scope, own_copy: Path
):
    write(writer, noork)
    publish_small_site(own_copy, inwoners={NOORK: 2150})
    shelf().close()
    PAGES.clear()
    assert "Er wonen 2.140 (<em>verouderd: nu 2.150</em>) mensen (in 2024)" in html_of_note(writer)
    assert Note.objects.get().facts[0]["words"] == "2.140"


def test_changing_the_note_looks_its_figures_up_again(writer: Client, noork: Scope):
    write(writer, noork)
    note = Note.objects.get()
    Note.objects.filter(pk=note.pk).update(facts=[{**note.facts[0], "words": "1.900"}, *note.facts[1:]])
    assert "1.900 (<em>verouderd: nu 2.140</em>)" in html_of_note(writer)
    form = writer.get(f"/notities/{note.pk}/wijzigen/").context["form"]
    sent = {"title": "Indruk", "text": TEXT, "confidentiality": "intern", "scope": str(noork.pk), "read": form.read}
    assert writer.post(f"/notities/{note.pk}/wijzigen/", sent).status_code == 302
    assert "verouderd" not in page_of_note(writer)


def test_the_form_tells_which_figures_can_be_named(writer: Client):
    assert "{inwoners.nu}" in text_of(writer.get("/notities/nieuw/"))
