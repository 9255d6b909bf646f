"""A file of the gemeente itself, from somebody's desk to the public page, by two people."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from .demo_site import REPOSITORY, DemoSite

pytestmark = pytest.mark.browser

EXAMPLE = REPOSITORY / "examples" / "eigen-bestand" / "voorbeeld-enquete.csv"
PATIENT = 60_000  # milliseconds that a worker may take


@pytest.fixture
def signed_in(browser: Browser, demo: DemoSite, researchers: list[StorageState]) -> Iterator[list[Page]]:
    """A page each for Onderzoeker 1 and Onderzoeker 2, signed in by the links that the demo printed."""
    contexts: list[BrowserContext] = []
    pages = []
    for state in researchers:
        contexts.append(browser.new_context(base_url=demo.url, storage_state=state))
        pages.append(contexts[-1].new_page())
    yield pages
    for context in contexts:
        context.close()


def test_an_own_survey_goes_from_upload_by_two_people_to_a_figure_per_wijk(signed_in: list[Page], tmp_path: Path):
    deliverer, colleague = signed_in
    _hand_in(deliverer, tmp_path)
    _map_and_deliver(deliverer)
    release = _newest_release(deliverer)
    _cannot_publish_the_own(deliverer, release)
    colleague.goto(release)
    colleague.locator("summary", has_text="Ondertekenen").click()
    colleague.get_by_role("button", name="Ondertekenen").click()
    expect(colleague.locator("main")).to_contain_text("De levering is ondertekend")
    colleague.goto("/publiceren/")
    colleague.get_by_role("button", name="Publiceren").click()
    _wait_for_job(colleague, "Naar de edities")
    deliverer.goto("/indicator/onveiligheidsgevoel/")
    table = deliverer.locator("#tabel")
    expect(table).to_contain_text("27,9")  # Noord
    expect(table.get_by_role("row").filter(has_text="Noord").first).to_contain_text("23,7")  # Wilson, from its n
    deliverer.goto("/indicator/ervaren_overlast/?niveau=wijk")
    expect(deliverer.locator("#tabel")).to_contain_text("17,2")  # the lower limit that the file gives


def _hand_in(page: Page, folder: Path) -> None:
    page.goto("/aanleveren/")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download een voorbeeld van een bewonersenquête").click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    assert path.read_bytes() == EXAMPLE.read_bytes()
    page.get_by_label("Bestand", exact=True).set_input_files(path)
    page.get_by_role("button", name="Bestand bekijken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat staat er in voorbeeld-enquete.csv?")


def _map_and_deliver(page: Page) -> None:
    """What is proposed is right, and is taken as it is."""
    expect(page.get_by_label("Gebied", exact=True)).to_have_value("gebied")
    expect(page.get_by_label("onveilig_gevoel", exact=True)).to_have_value("onveilig_gevoel")
    expect(page.get_by_label("Aantal respondenten bij onveilig_gevoel", exact=True)).to_have_value("onveilig_gevoel_n")
    expect(page.get_by_label("Ondergrens bij ervaren_overlast", exact=True)).to_have_value(
        "ervaren_overlast_ondergrens"
    )
    page.get_by_role("button", name="Proef draaien").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("voorbeeld-enquete.csv kan geleverd worden")
    page.get_by_role("button", name="Leveren").click()
    _wait_for_job(page, "Naar de leveringen")


def _newest_release(page: Page) -> str:
    page.goto("/leveringen/")
    href = page.locator("table a").filter(has_text="bewonersenquete").first.get_attribute("href")
    assert href
    return href


def _cannot_publish_the_own(page: Page, release: str) -> None:
    """No button, no way around it, and an edition goes without what one person alone has seen."""
    page.goto(release)
    expect(page.locator("main")).to_contain_text("Een ander moet haar ondertekenen")
    expect(page.get_by_role("button", name="Ondertekenen")).to_have_count(0)
    page.goto("/publiceren/")
    expect(page.locator("main")).to_contain_text("1 levering wacht nog op een handtekening")
    expect(page.locator(f"main a[href='{release}']")).to_have_count(0)
    token = page.locator("main [name=csrfmiddlewaretoken]").input_value()
    by_hand = page.request.post(
        f"{release}ondertekenen/", form={"csrfmiddlewaretoken": token}, headers={"Referer": page.url}
    )
    assert by_hand.status == 403
    assert "Uw rol mag dit alleen als dit geldt: een ander heeft de levering aangeleverd." in by_hand.text()
    page.goto(release)
    expect(page.locator("main")).to_contain_text("Een ander moet haar ondertekenen")


def _wait_for_job(page: Page, way_on: str) -> None:
    expect(page.get_by_role("link", name=way_on)).to_be_visible(timeout=PATIENT)
