"""The notes on a profile: what this person may read about this area, and the way to write something there."""

import datetime
import re

import pytest
from django.test import Client

from tests.web.note_site import (
    MAY_READ,
    WRITES_ELSEWHERE,
    WRITES_IN_THE_OWN_PLACE,
    area,
    area_scopes,
    note,
    one_of_each,
    titles,
    with_role,
)
from tests.web.reading import links_of, text_of
from tests.web.small_site import AALTEN, BINNENSTAD, HENGELO, NOORD, NOORK
from tests.web.staff_site import person
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.models import Person, RoleHolding, Scope
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.scopes import ScopeKind
from wijkwerk.governance.models import Note, NoteState

pytestmark = pytest.mark.django_db
PROFILE = f"/gebied/{NOORD}/"


@pytest.fixture
def scopes() -> dict[str, Scope]:
    return area_scopes()


def browser_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def regisseur(scopes: dict[str, Scope]) -> Client:
    return browser_of(with_role("reg", Role.STADSDEELREGISSEUR, scopes[NOORD]))


def panel_of(client: Client, code: str = NOORD) -> str:
    """The words of the panel; empty where there is none."""
    text = text_of(client.get(f"/gebied/{code}/"))
    start = text.find("Wat collega’s opschreven")
    return "" if start < 0 else text[start : text.find("Bronnen van deze pagina", start)]


@pytest.mark.parametrize("role", MAY_READ)
def test_each_role_sees_on_the_profile_and_in_the_list_what_it_may_read(scopes: dict[str, Scope], role: Role):
    own_adopted, own_draft, adopted, draft = MAY_READ[role]
    client = browser_of(with_role("iemand", role, scopes[NOORD]))
    for place in (NOORD, BINNENSTAD):
        one_of_each(scopes[place])
    for place, expected, writers in (
        (NOORD, set(titles(own_adopted, own_draft)), WRITES_IN_THE_OWN_PLACE),
        (BINNENSTAD, set(titles(adopted, draft)), WRITES_ELSEWHERE),
    ):
        listed = client.get("/notities/", {"gebied": place}).content.decode()
        assert {each for each in titles("strikt", "strikt") if f">{each}</a>" in listed} == expected
        profile = client.get(f"/gebied/{place}/")
        shown = {each for each in titles("strikt", "strikt") if f">{each}</a>" in profile.content.decode()}
        assert shown <= expected
        assert len(shown) == min(5, len(expected))
        assert (f"/notities/nieuw/?gebied={place}" in links_of(profile)) == (role in writers)


def test_a_note_stands_there_with_its_state_level_day_and_function(scopes: dict[str, Scope], regisseur: Client):
    writer = Person.objects.get(account="reg")
    made = note("Speeltuin", "intern", scopes[NOORD], NoteState.DRAFT, written_by=writer)
    Note.objects.filter(pk=made.pk).update(written_at=datetime.datetime(2026, 11, 2, 9, tzinfo=datetime.UTC))
    text = panel_of(regisseur)
    assert "Wat collega’s opschreven over wijk Noord." in text
    assert "Speeltuin concept intern · 2 november 2026 · stadsdeelregisseur" in text
    assert "Reg" not in text, "by function, and not by name"


def test_the_function_is_that_of_the_day_on_which_it_was_written(scopes: dict[str, Scope], regisseur: Client):
    writer = person("vroeger")
    for role, first, last in ((Role.PROJECTLEIDER, 2024, 2025), (Role.RAAD, 2026, 2026)):
        RoleHolding.objects.create(
            person=writer, role=role, valid_from=datetime.date(first, 1, 1), valid_to=datetime.date(last, 12, 31)
        )
    made = note("Toen", "intern", scopes[NOORD], written_by=writer)
    Note.objects.filter(pk=made.pk).update(written_at=datetime.datetime(2025, 12, 31, 9, tzinfo=datetime.UTC))
    note("Van wie is gewist", "intern", scopes[NOORD])
    text = panel_of(regisseur)
    assert "31 december 2025 · projectleider of domeinadviseur" in text
    assert "raadslid" not in text


def test_five_of_the_newest_stand_there_with_the_way_to_all(scopes: dict[str, Scope], regisseur: Client):
    for number in range(7):
        note(f"Notitie {number}", "intern", scopes[NOORD])
    text = panel_of(regisseur)
    assert [f"Notitie {number}" in text for number in range(7)] == [False, False, True, True, True, True, True]
    assert text.index("Notitie 6") < text.index("Notitie 2"), "the newest first"
    assert "Alle 7 notities over wijk Noord" in text
    answer = regisseur.get(PROFILE)
    assert f"/notities/?gebied={NOORD}" in links_of(answer)
    listed = text_of(regisseur.get("/notities/", {"gebied": NOORD}))
    assert "gebied: Noord" in listed
    assert all(f"Notitie {number}" in listed for number in range(7))


def test_what_is_about_an_area_inside_is_counted_and_a_click_away(scopes: dict[str, Scope], regisseur: Client):
    note("Van de buurt", "intern", scopes[NOORK])
    text = panel_of(regisseur)
    assert "Van de buurt" not in text
    assert "1 notitie over gebieden daarbinnen" in text
    address = f"/notities/?gebied={NOORD}"
    assert address in links_of(regisseur.get(PROFILE))
    assert "Van de buurt" in text_of(regisseur.get(address))


def test_what_is_about_the_whole_gemeente_stands_on_its_profile(scopes: dict[str, Scope]):
    client = browser_of(with_role("bel", Role.BELEIDSADVISEUR))
    note("Over alles", "intern", None)
    assert "Over alles" in panel_of(client, HENGELO)
    assert "Over alles" not in panel_of(client, NOORD)
    assert "Over alles" in text_of(client.get("/notities/", {"gebied": HENGELO}))


def test_an_empty_panel_says_what_can_be_done_and_stands_only_where_something_can(scopes: dict[str, Scope]):
    writer = browser_of(with_role("reg", Role.STADSDEELREGISSEUR, scopes[NOORD]))
    assert "Er is nog geen notitie over wijk Noord die u mag lezen. Schrijf op wat u ziet of hoort" in panel_of(writer)
    assert panel_of(writer, BINNENSTAD) == "", "nothing to read, and not theirs to write about"
    assert panel_of(browser_of(with_role("ona", Role.ONDERZOEKER))) == ""


def test_an_area_of_another_gemeente_has_no_panel(scopes: dict[str, Scope]):
    assert panel_of(browser_of(with_role("bel", Role.BELEIDSADVISEUR)), AALTEN) == ""


def test_a_printed_profile_holds_no_panel(scopes: dict[str, Scope], regisseur: Client):
    """What lies on a table in a meeting is the page of everybody."""
    page = regisseur.get(PROFILE).content.decode()
    assert re.search(r'<div class="wrap not-print">\s*<section class="section" id="notities">', page)


def test_the_titles_of_what_is_vertrouwelijk_are_kept_in_the_log_as_a_list(scopes: dict[str, Scope], regisseur: Client):
    secret = note("a", "vertrouwelijk", scopes[NOORD])
    note("b", "intern", scopes[NOORD])
    note("c", "vertrouwelijk", scopes[NOORK])
    regisseur.get(PROFILE)
    events = AuditEvent.objects.filter(kind="note").values_list("verb", "key", "reason")
    assert list(events) == [("view", "-", f"in een lijst: {secret.pk}")]


def test_the_form_opens_about_the_area_that_it_was_opened_from(scopes: dict[str, Scope], regisseur: Client):
    page = regisseur.get("/notities/nieuw/", {"gebied": NOORK}).content.decode()
    assert f'<option value="{scopes[NOORK].pk}" selected>' in page


@pytest.mark.parametrize("code", [BINNENSTAD, "WK999999", "", "x' or 1=1"])
def test_an_area_of_which_this_person_may_say_nothing_is_not_filled_in(
    scopes: dict[str, Scope], regisseur: Client, code: str
):
    page = regisseur.get("/notities/nieuw/", {"gebied": code}).content.decode()
    assert f'<option value="{scopes[NOORD].pk}" selected>' in page, "the first that is offered"
    assert "Binnenstad" not in page


def test_a_filter_on_an_area_that_is_not_there_says_so(scopes: dict[str, Scope], regisseur: Client):
    note("Hier", "intern", scopes[NOORD])
    answer = regisseur.get("/notities/", {"gebied": "WK999999"})
    assert "Niets voldoet aan deze filters" in text_of(answer)
    assert "?alles=ja" in links_of(answer)


def test_an_area_is_chosen_in_the_list_by_its_code_and_goes_along_to_the_next_page(
    scopes: dict[str, Scope], regisseur: Client
):
    for number in range(51):
        note(f"Notitie {number}", "intern", scopes[NOORD])
    answer = regisseur.get(f"/notities/?gebied={NOORD}")
    assert f'<option value="{scopes[NOORD].pk}" selected>' in answer.content.decode()
    assert f"?gebied={scopes[NOORD].pk}&page=2" in links_of(answer)


def test_a_note_leads_to_the_profile_of_its_area_where_it_has_one(scopes: dict[str, Scope], regisseur: Client):
    body = Scope.objects.create(kind=ScopeKind.BODY, key="team", name="Team", valid_from=datetime.date(2020, 1, 1))
    for place, has_profile in ((scopes[NOORD], True), (area("SD016401", "Stadsdeel"), False), (body, False)):
        made = note("Hier", "openbaar", place)
        links = links_of(regisseur.get(f"/notities/{made.pk}/"))
        assert (f"/gebied/{place.key}/" in links) == has_profile


def test_text_of_a_note_is_shown_with_its_mark_up(scopes: dict[str, Scope], regisseur: Client):
    made = note("Hier", "intern", scopes[NOORD])
    Note.objects.filter(pk=made.pk).update(text="# Kop\nregel **een**\nregel twee\n\n- punt <script>alert(1)</script>")
    page = regisseur.get(f"/notities/{made.pk}/").content.decode()
    assert "<h2>Kop</h2>" in page
    assert "<p>regel <strong>een</strong><br>\nregel twee</p>" in page
    assert "<li>punt &lt;script&gt;alert(1)&lt;/script&gt;</li>" in page
