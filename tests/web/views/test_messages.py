"""A message for the next page is for whoever is signed in, and for nobody after them."""

from django.conf import settings
from django.test import Client

from tests.web.staff_site import person, signed_in
from wijkwerk.access.people.roles import Role

SAID = "Uw verzoek ligt bij de privacy-officer."


def asked(client: Client) -> None:
    """A request for correction, whose message was not shown yet."""
    client.post("/account/mijn-gegevens/verzoek/", {"name": "Raad-1", "email": "raad-1@voorbeeld.nl"})


def test_a_message_is_shown_once_on_the_next_page(staff_site: None):
    client = signed_in("raad-1", Role.RAAD)
    asked(client)
    assert SAID in client.get("/account/mijn-gegevens/").text
    assert SAID not in client.get("/account/mijn-gegevens/").text


def test_the_next_user_of_a_browser_reads_no_message_of_the_one_before(staff_site: None):
    browser = signed_in("raad-1", Role.RAAD)
    asked(browser)
    assert SAID not in str(browser.cookies)
    browser.post("/afmelden/")
    assert browser.cookies[settings.SESSION_COOKIE_NAME].value == ""
    browser.force_login(person("raad-2", Role.RAAD))
    assert SAID not in browser.get("/account/mijn-gegevens/").text
