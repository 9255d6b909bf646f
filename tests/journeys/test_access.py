"""Who sees what, in a real browser: the own stadsdeel, a role that just changed, and what nobody is offered."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from .axe import look_at
from .demo_site import DemoSite
from .watched import DESKTOP, PHONE

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


@pytest.fixture
def sign_in_new(browser: Browser, demo: DemoSite) -> Iterator[Callable[[str, str], Page]]:
    """The page of a new stadsdeelregisseur of the stadsdeel of this name."""
    opened: list[BrowserContext] = []

    def page_of(account: str, scope: str) -> Page:
        opened.append(browser.new_context(viewport=DESKTOP, base_url=demo.url))
        page = opened[-1].new_page()
        page.goto(demo.link_for_somebody_new(account, "stadsdeelregisseur", scope))
        return page

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


def test_a_stadsdeelregisseur_sees_vertrouwelijk_of_the_own_stadsdeel_only(
    open_as: OpenAs, sign_in_new: Callable[[str, str], Page]
):
    """Two of Zuid write and adopt there; of all that, the regisseur of Noord sees what is intern."""
    writer, colleague = sign_in_new("zuid-1", "Stadsdeel Zuid"), sign_in_new("zuid-2", "Stadsdeel Zuid")
    regisseur = open_as("Stadsdeelregisseur", PHONE)
    addresses = {}
    for title, level in (("Zorgen in Zuid", "vertrouwelijk"), ("Indruk van Zuid", "intern")):
        addresses[level] = write_note(writer, title, level, "Stadsdeel Zuid")
        colleague.goto(addresses[level])
        colleague.locator("summary", has_text="Vaststellen").click()
        colleague.get_by_role("button", name="Vaststellen").click()
        expect(colleague.locator("main")).to_contain_text("De notitie is vastgesteld")
    own = write_note(regisseur, "Indruk van Noord", "vertrouwelijk", "Stadsdeel Noord")
    assert regisseur.goto(addresses["intern"]).status == 200
    assert regisseur.goto(addresses["vertrouwelijk"]).status == 404
    assert colleague.goto(addresses["vertrouwelijk"]).status == 200
    assert colleague.goto(own).status == 404
    regisseur.goto("/notities/")
    expect(regisseur.locator("main")).to_contain_text("Indruk van Noord")
    expect(regisseur.locator("main")).to_contain_text("Indruk van Zuid")
    expect(regisseur.locator("main")).not_to_contain_text("Zorgen in Zuid")
    assert regisseur.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.fixture
def without_scripts(browser: Browser, demo: DemoSite, signed_in_as: Callable[[str], StorageState]) -> Iterator[Page]:
    state = signed_in_as("Stadsdeelregisseur")
    context = browser.new_context(viewport=PHONE, base_url=demo.url, storage_state=state, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("scripts", [pytest.param(True), pytest.param(False, marks=pytest.mark.rehearsal)])
def test_a_note_is_written_from_a_profile_seen_before_it_is_kept_and_found_again(
    open_as: OpenAs, request: pytest.FixtureRequest, scripts: bool
):
    page = open_as("Stadsdeelregisseur") if scripts else request.getfixturevalue("without_scripts")
    title = f"Gesprek op het plein {'met' if scripts else 'zonder'} scripts"
    page.goto("/gebied/WK016402/")
    page.get_by_role("link", name="Schrijf een notitie over wijk Noord").click()
    expect(page.get_by_label("Gaat over").locator("option:checked")).to_contain_text("Noord")
    page.get_by_label("Titel").fill(title)
    page.get_by_label("Tekst").fill("# Wat bewoners zeiden\nMeer **groen**.\n\n- een bankje")
    page.get_by_label("Vertrouwelijkheid").select_option("vertrouwelijk")
    page.get_by_role("button", name="Voorbeeld").click()
    preview = page.get_by_role("region", name="Voorbeeld")
    expect(preview.get_by_role("heading", level=3)).to_have_text("Wat bewoners zeiden")
    expect(preview.get_by_role("listitem")).to_have_text("een bankje")
    expect(page.get_by_label("Titel")).to_have_value(title)
    expect(page.get_by_label("Vertrouwelijkheid")).to_have_value("vertrouwelijk")
    if scripts:
        look_at(page, DESKTOP)
    page.get_by_role("button", name="Bewaren als concept").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator("main").get_by_role("heading", level=2).first).to_have_text("Wat bewoners zeiden")
    page.locator("main").get_by_role("link", name="Noord", exact=True).click()
    panel = page.locator("#notities")
    expect(panel).to_contain_text(title)
    expect(panel).to_contain_text("vertrouwelijk")
    if scripts:
        look_at(page, DESKTOP)
    page.goto("/zoek/?q=plein+gesprek")
    page.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


@pytest.mark.rehearsal
def test_what_may_not_be_said_is_not_offered_and_nothing_typed_is_lost(open_as: OpenAs):
    page = open_as("Stadsdeelregisseur")
    page.goto("/notities/nieuw/")
    place = page.get_by_label("Gaat over")
    expect(place.locator("option").first).to_contain_text("Stadsdeel Noord")
    expect(place.locator("option", has_text="Stadsdeel Zuid")).to_have_count(0)
    expect(page.get_by_label("Vertrouwelijkheid").locator("option")).to_have_count(3)
    page.get_by_label("Titel").fill("Elders")
    page.get_by_label("Tekst").fill("Iets over de hele gemeente.")
    place.evaluate("select => { select.options[0].value = ''; }")  # as a page would that stood open for long
    page.get_by_role("button", name="Bewaren als concept").click()
    expect(page.get_by_role("alert")).to_contain_text("Over de hele gemeente mag u dit niet vastleggen")
    expect(page.get_by_label("Tekst")).to_have_value("Iets over de hele gemeente.")
    page.get_by_role("link", name="Waarom mag ik dit niet?").click()
    expect(page.locator("main")).to_contain_text("eigen: Stadsdeel Noord")


@pytest.mark.rehearsal
def test_a_change_of_role_takes_effect_at_the_next_click(open_as: OpenAs):
    admin, other = open_as("Beheerder"), open_as("Tweede privacy officer")
    assert other.goto("/leveringen/").status == 403
    admin.goto("/mensen/")
    admin.get_by_role("link", name="Tweede privacy officer").click()
    giving = admin.locator("form").filter(has=admin.get_by_role("button", name="Rol geven"))
    giving.get_by_label("Rol", exact=True).select_option("controller")
    giving.get_by_label("Reden", exact=True).fill("vervangt een collega")
    giving.get_by_role("button", name="Rol geven").click()
    expect(admin.locator("main")).to_contain_text("Controller vanaf")
    assert other.reload().status == 200
    expect(other.get_by_role("heading", level=1)).to_have_text("Leveringen")
    assert other.goto("/publiceren/").status == 403
    admin.locator("summary", has_text="Beëindigen: Controller").click()
    ending = admin.locator("details[open]")
    expect(ending.get_by_label("Wanneer eindigt de rol")).to_have_value("now")
    expect(ending.get_by_label("Wanneer eindigt de rol")).to_contain_text("Nu: vanaf de volgende klik")
    ending.get_by_label("Reden").fill("andere functie")
    ending.get_by_role("button", name="Beëindigen").click()
    expect(admin.locator("main")).to_contain_text("De rol Controller is nu beëindigd.")
    assert other.goto("/leveringen/").status == 403, "at once, and not at midnight"


@pytest.mark.rehearsal
def test_the_beheerder_configures_and_sees_no_content(open_as: OpenAs):
    admin = open_as("Beheerder")
    for address in ("/leveringen/", "/normen/", "/publiceren/", "/edities/2026-1/verschil/", "/privacy/personen/"):
        assert admin.goto(address).status in {403, 404}, address
    admin.goto("/logboek/")
    admin.get_by_role("button", name="Nagaan of het logboek gaaf is").click()
    expect(admin.locator("main")).to_contain_text("Het logboek is gaaf")
