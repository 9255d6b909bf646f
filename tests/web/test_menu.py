"""The menu of who is signed in: what this person may see, in the order of its places."""

import pytest
from django.urls import get_resolver

from tests.web.staff_site import person, signed_in
from wijkwerk.access.roles import Role
from wijkwerk.web.menu import staff_menu

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def addresses() -> None:
    """A register says its place when its addresses are read, before the first page."""
    assert get_resolver().url_patterns


def words_for(role: Role) -> list[str]:
    return [item.words for item in staff_menu(person(role.value, role))]


def test_a_council_member_sees_what_the_council_may_read():
    assert words_for(Role.RAAD) == [
        "Wacht op u", "Notities", "Documenten", "Toezeggingen", "Begrippen", "Mijn gegevens", "Account",
    ]  # fmt: skip


def test_a_register_says_its_own_place():
    words = words_for(Role.BELEIDSADVISEUR)
    assert words[words.index("Notities") : words.index("Gremia")] == [
        "Notities", "Documenten", "Acties", "Toezeggingen", "Begrippen",
    ]  # fmt: skip


def test_the_page_marks_where_one_is():
    page = signed_in("bel", Role.BELEIDSADVISEUR).get("/begrippen/").content.decode()
    assert 'href="/begrippen/" aria-current="true">Begrippen</a>' in page
    assert "Afmelden" in page
