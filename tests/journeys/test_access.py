"""Who sees what, in a real browser: the own stadsdeel, the own release, a role that just changed, and a sign-out."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from .conftest import DESKTOP, PHONE
from .demo_site import DemoSite

pytestmark = pytest.mark.browser

OpenAs = Callable[..., Page]


@pytest.fixture
def open_as(browser: Browser, demo: DemoSite, signed_in_as: Callable[[str], StorageState]) -> Iterator[OpenAs]:
    opened: list[BrowserContext] = []

    def page_of(account: str, viewport: dict[str, int] = DESKTOP) -> Page:
        context = browser.new_context(viewport=viewport, base_url=demo.url, storage_state=signed_in_as(account))
        opened.append(context)
        return context.new_page()

    yield page_of
    for context in opened:
        context.close()


def write_note(page: Page, title: str, level: str, about: str) -> str:
    """Through the form, as anybody would; returns the address of the note."""
    page.goto("/notities/nieuw/")
    page.get_by_label("Titel").fill(title)
    page.get_by_label("Tekst").fill("Het groen in deze wijk wordt goed gebruikt.")
    page.get_by_label("Vertrouwelijkheid").select_option(level)
    choice = page.get_by_label("Gaat over").locator("option", has_text=about).first
    page.get_by_label("Gaat over").select_option(choice.get_attribute("value"))
    page.get_by_role("button", name="Bewaren als concept").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url


def test_a_stadsdeelregisseur_sees_vertrouwelijk_of_the_own_stadsdeel_only(open_as: OpenAs):
    adviser = open_as("Beleidsadviseur")
    regisseur = open_as("Stadsdeelregisseur", PHONE)
    regisseur.goto("/notities/")
    own = write_note(regisseur, "Indruk van Noord", "vertrouwelijk", "Stadsdeel Noord")
    # An adviser without an area may write up to intern; of another stadsdeel the regisseur reads that too.
    elsewhere = write_note(adviser, "Indruk van Zuid", "intern", "Stadsdeel Zuid")
    assert adviser.goto(own).status == 404, "vertrouwelijk, and not of the adviser's own area"
    assert regisseur.goto(elsewhere).status == 404, "a draft of another stadsdeel"
    regisseur.goto("/notities/")
    expect(regisseur.locator("main")).to_contain_text("Indruk van Noord")
    expect(regisseur.locator("main")).not_to_contain_text("Indruk van Zuid")
    assert regisseur.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    regisseur.goto("/notities/nieuw/")
    regisseur.get_by_label("Titel").fill("Elders")
    regisseur.get_by_label("Tekst").fill("Iets over een ander stadsdeel.")
    choice = regisseur.get_by_label("Gaat over").locator("option", has_text="Stadsdeel Zuid").first
    regisseur.get_by_label("Gaat over").select_option(choice.get_attribute("value"))
    regisseur.get_by_role("button", name="Bewaren als concept").click()
    expect(regisseur.get_by_role("heading", level=1)).to_have_text("Hier hebt u geen toegang")
    regisseur.get_by_role("link", name="Waarom mag ik dit niet?").click()
    expect(regisseur.locator("main")).to_contain_text("eigen: Stadsdeel Noord")


def test_a_change_of_role_takes_effect_at_the_next_click(open_as: OpenAs):
    admin, other = open_as("Beheerder"), open_as("Tweede privacy officer")
    assert other.goto("/leveringen/").status == 403
    admin.goto("/mensen/")
    admin.get_by_role("link", name="Tweede privacy officer").click()
    admin.get_by_label("Rol", exact=True).select_option("controller")
    admin.get_by_label("Reden", exact=True).and_(admin.locator("#geven-reden")).fill("vervangt een collega")
    admin.get_by_role("button", name="Rol geven").click()
    expect(admin.locator("main")).to_contain_text("Controller vanaf")
    assert other.reload().status == 200
    expect(other.get_by_role("heading", level=1)).to_have_text("Leveringen")
    assert other.goto("/publiceren/").status == 403
    admin.get_by_text("Beëindigen: Controller").click()
    ending = admin.locator("details[open]")
    expect(ending.get_by_label("Nu: vanaf de volgende klik")).to_be_checked()
    ending.get_by_label("Reden").fill("andere functie")
    ending.get_by_role("button", name="Beëindigen").click()
    expect(admin.locator("main")).to_contain_text("De rol Controller is nu beëindigd.")
    assert other.goto("/leveringen/").status == 403, "at once, and not at midnight"


def test_the_beheerder_configures_and_sees_no_content(open_as: OpenAs):
    admin = open_as("Beheerder")
    for address in ("/leveringen/", "/normen/", "/publiceren/", "/edities/2026-1/verschil/", "/privacy/personen/"):
        assert admin.goto(address).status in {403, 404}, address
    admin.goto("/logboek/")
    admin.get_by_role("button", name="Nagaan of het logboek gaaf is").click()
    expect(admin.locator("main")).to_contain_text("Het logboek is gaaf")


def test_an_onderzoeker_cannot_sign_the_own_release(open_as: OpenAs):
    """The example was delivered by the first; both may sign in general, and the second did."""
    one = open_as("Onderzoeker 1")
    one.goto("/wie-mag-wat/waarom/?handeling=sign&soort=release")
    expect(one.locator("main")).to_contain_text("een ander heeft de levering aangeleverd")
    one.goto("/leveringen/")
    one.locator("table a").first.click()
    expect(one.get_by_role("button", name="Ondertekenen")).to_have_count(0)
