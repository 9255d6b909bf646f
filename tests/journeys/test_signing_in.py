"""Signing in in a real browser, with a real provider: a second step, a role that ends at once, and leaving it all."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.access.signing_in.local import code_of

from .axe import look_at as look_with_axe
from .sign_in_site import SignInSite, sign_in_site
from .watched import DESKTOP, PHONE

pytestmark = pytest.mark.browser
PASSWORD = "vier lange losse woorden"


@pytest.fixture(scope="module")
def site() -> SignInSite:
    return sign_in_site()


@pytest.fixture
def page(browser: Browser, site: SignInSite) -> Iterator[Page]:
    """A page that may break nothing of the policy. A refusal that the browser tells of is the journey's own."""
    context = browser.new_context(viewport=DESKTOP, base_url=site.url)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert [told for told in complaints if "Failed to load resource" not in told] == []


def at_provider(page: Page, sub: str, *, second_factor: bool) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Inlogdienst van de gemeente")
    page.get_by_label("Naam").fill(sub)
    if second_factor:
        page.get_by_label("Tweede factor").check()
    page.get_by_role("button", name="Verder").click()


def look_at(page: Page, name: str, heading: str) -> None:
    """axe finds nothing and nothing scrolls sideways, wide and narrow; a picture where WIJKWERK_PICTURES says."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.wait_for_load_state()
    for viewport in (PHONE, DESKTOP):
        page.set_viewport_size(viewport)
        look_with_axe(page, viewport)
        if folder := os.environ.get("WIJKWERK_PICTURES"):
            page.screenshot(path=Path(folder) / f"{name}-{viewport['width']}.png", full_page=True)


def test_with_the_provider_and_its_second_step_until_the_role_ends_and_everything_is_left(page: Page, site: SignInSite):
    site.provider.set_people(onno=["g-onderzoek"])
    page.goto("/leveringen/")
    page.get_by_role("button", name="Aanmelden met Gemeente Proef").click()
    at_provider(page, "onno", second_factor=True)
    expect(page).to_have_url(f"{site.url}/leveringen/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Leveringen")

    site.people("end", site.account_named("Functie onno"), "onderzoeker")
    answer = page.reload()
    assert answer is not None
    assert answer.status == 403, "a role that ends does so at once, in a session that goes on"

    kept = page.context.cookies(site.url)
    page.goto("/account/")
    page.get_by_role("main").get_by_role("button", name="Afmelden", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Afmelden bij de inlogdienst")
    page.get_by_role("button", name="Ja, afmelden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("U bent afgemeld")
    assert urlsplit(page.url).path == "/afmelden/klaar/"
    page.context.add_cookies([{**each, "url": site.url} for each in without_place(kept)])
    page.goto("/account/")
    assert urlsplit(page.url).path == "/aanmelden/", "the old cookie opens nothing"
    page.get_by_role("button", name="Aanmelden met Gemeente Proef").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inlogdienst van de gemeente")


def without_place(cookies: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{name: each[name] for name in ("name", "value")} for each in cookies]


@pytest.mark.rehearsal
def test_a_local_account_from_the_link_to_an_app_a_passkey_and_back_in(browser: Browser, site: SignInSite):
    context = browser.new_context(viewport=DESKTOP, base_url=site.url, bypass_csp=True)  # for axe alone
    page = context.new_page()
    page.goto(site.password_link("fb-1", "beheerder"))
    look_at(page, "wachtwoord-kiezen", "Wachtwoord kiezen")
    page.get_by_label("Nieuw wachtwoord").fill(PASSWORD)
    page.get_by_label("Nog een keer").fill(PASSWORD)
    page.get_by_role("button", name="Wachtwoord opslaan").click()
    expect(page.get_by_text("Uw wachtwoord is gekozen")).to_be_visible()
    look_at(page, "aanmelden", "Aanmelden")
    fill_in(page, "fb-1", PASSWORD)
    expect(page.get_by_text("Stel eerst een tweede stap in")).to_be_visible()
    look_at(page, "account-zonder-tweede-stap", "Uw account")
    page.get_by_role("link", name="App instellen").click()
    look_at(page, "app-instellen", "App instellen")
    secret = page.get_by_text(re.compile("^Sleutel:")).locator("code").inner_text()
    page.get_by_label("Code die de app nu toont").fill(code_of(secret))
    page.get_by_role("button", name="App aanzetten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Herstelcodes")
    look_at(page, "herstelcodes", "Herstelcodes")
    page.get_by_role("link", name="Naar uw account").click()
    look_at(page, "account", "Uw account")
    answer = page.goto("/account/wachtwoord/")
    assert answer is not None
    assert answer.status == 200
    look_at(page, "wachtwoord-wijzigen", "Wachtwoord wijzigen")
    page.goto("/account/app/weg/")
    look_at(page, "app-weghalen", "App weghalen")
    page.goto("/account/herstelcodes/nieuw/")
    look_at(page, "nieuwe-herstelcodes", "Nieuwe herstelcodes")
    page.goto("/account/bevestigen/")
    look_at(page, "bevestigen", "Bevestig wie u bent")
    context.close()


@pytest.mark.rehearsal
def test_a_passkey_is_added_and_signs_in_under_the_strict_policy(page: Page, site: SignInSite):
    give_virtual_key(page.context, page)
    page.goto(site.password_link("fb-2", "beheerder"))
    page.get_by_label("Nieuw wachtwoord").fill(PASSWORD)
    page.get_by_label("Nog een keer").fill(PASSWORD)
    page.get_by_role("button", name="Wachtwoord opslaan").click()
    fill_in(page, "fb-2", PASSWORD)
    page.get_by_role("link", name="Sleutel toevoegen").click()
    page.get_by_label("Naam, om hem later te herkennen").fill("Sleutel van de proef")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Herstelcodes")
    page.goto("/account/")
    expect(page.get_by_role("main")).to_contain_text("Sleutel van de proef")
    page.get_by_role("main").get_by_role("button", name="Afmelden", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("U bent afgemeld")
    page.goto("/aanmelden/?next=/account/")
    fill_in(page, "fb-2", PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tweede stap")
    page.get_by_role("button", name="Passkey of beveiligingssleutel gebruiken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw account")
    page.goto("/account/bevestigen/?next=/account/%3Fdaarna")
    page.get_by_role("button", name="Passkey of beveiligingssleutel gebruiken").click()
    expect(page).to_have_url(f"{site.url}/account/?daarna")


def fill_in(page: Page, account: str, password: str) -> None:
    page.get_by_label("Account").fill(account)
    page.get_by_label("Wachtwoord", exact=True).fill(password)
    page.get_by_role("button", name="Aanmelden", exact=True).click()


def give_virtual_key(context: BrowserContext, page: Page) -> None:
    """A key that touches itself, as Chromium has for tests."""
    wire = context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    wire.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "hasResidentKey": True, "automaticPresenceSimulation": True}},
    )
