"""The menu of who is signed in: what this person may see, in the order of its places."""

import pytest
from django.urls import get_resolver

from tests.web.staff_site import person, signed_in
from wijkwerk.access.people.roles import Role
from wijkwerk.web.frame import menu
from wijkwerk.web.frame.menu import staff_menu

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def addresses() -> None:
    """A register says its place when its addresses are read, before the first page."""
    assert get_resolver().url_patterns


def words_for(role: Role) -> list[str]:
    return [item.words for item in staff_menu(person(role.value, role))]


def test_a_council_member_sees_what_the_council_may_read_and_nothing_of_the_office():
    words = words_for(Role.RAAD)
    assert {"Wacht op u", "Notities", "Documenten", "Toezeggingen", "Begrippen", "Mijn gegevens"} <= set(words)
    assert not {"Leveringen", "Taken", "Normen", "Acties", "Mensen", "Logboek", "Privacy"} & set(words)


def test_the_inbox_comes_first_the_papers_in_the_middle_and_what_is_ones_own_last():
    words = words_for(Role.BELEIDSADVISEUR)
    assert words[0] == "Wacht op u"
    assert words.index("Normen") < words.index("Notities") < words.index("Toezeggingen") < words.index("Gremia")
    assert words[-2:] == ["Mijn gegevens", "Account"]


def test_no_two_stand_in_the_same_place():
    """Else their order hangs on which was imported first."""
    places = [item.place for item in menu._ITEMS.values()]
    assert sorted(places) == sorted(set(places)), "give `menu_item` a place between two others"


def test_the_page_marks_where_one_is():
    page = signed_in("bel", Role.BELEIDSADVISEUR).get("/begrippen/").content.decode()
    assert 'href="/begrippen/" aria-current="true">Begrippen</a>' in page
    assert "Afmelden" in page
