"""What somebody comes for: find De Noork, see how it stands, look at one figure, take it along."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .demo_site import DemoSite
from .ways import EVERY_WAY

pytestmark = pytest.mark.browser
SHEET = {"width": 680, "height": 980}  # A4 without its margins, in CSS pixels


@EVERY_WAY
def test_from_the_start_page_to_a_file_about_de_noork(
    visit: Callable[..., Page], viewport: dict[str, int], scripts: bool, tmp_path: Path
):
    page = visit("/", viewport, java_script_enabled=scripts)
    page.get_by_label("Naam van een wijk, buurt of indicator").fill("De Noork")
    page.get_by_role("button", name="Zoek").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De Noork")
    main = page.locator("main")
    for figure in ("2.140", "180", "104", "67,2", "te weinig personen", "Waarde van wijk Noord: € 28.500"):
        expect(main).to_contain_text(figure)
    expect(main).to_contain_text("2,5 % minder dan in 2020")
    page.locator(".figure-card").get_by_role("link", name="Misdrijven").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Misdrijven per 1.000 inwoners")
    expect(page.locator("main")).to_contain_text("3.593 misdrijven")
    with page.expect_download() as coming:
        page.locator("#tabel").get_by_role("link", name="CSV voor Excel").click()
    file = tmp_path / coming.value.suggested_filename
    coming.value.save_as(file)
    rows = file.read_text(encoding="utf-8-sig").splitlines()
    noork = next(row for row in rows if row.startswith("BU01640202"))
    assert ";104;" in noork
    assert "Politie 47022NED" in noork


@pytest.mark.rehearsal
def test_the_demo_shows_hengelo_with_62_buurten_in_ten_wijken(visit: Callable[..., Page]):
    page = visit("/")
    expect(page.locator("main")).to_contain_text("tien wijken en 62 buurten in Hengelo")
    assert page.locator(".directory section").count() == 10
    assert page.locator(".directory a").count() == 72
    assert page.locator(".start .map a").count() == 62


@pytest.mark.rehearsal
def test_the_inhabitants_of_2020_stand_with_those_of_2024(visit: Callable[..., Page]):
    page = visit("/indicator/inwoners/?jaar=2020&gebied=BU01640202")
    expect(page.locator("tr.self").first).to_contain_text("2.195")
    page.locator(".years").get_by_role("link", name="2024").click()
    expect(page.locator("tr.self").first).to_contain_text("2.140")


def test_somebody_signs_in_by_the_printed_link_and_out_again(browser, demo: DemoSite):
    context = browser.new_context(base_url=demo.url)
    page = context.new_page()
    page.goto(demo.link_for_somebody_new("iemand-anders"))
    leave = page.get_by_role("button", name=re.compile("Afmelden"))
    expect(leave).to_be_visible()
    leave.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("U bent afgemeld")
    expect(page.get_by_role("button", name=re.compile("Afmelden"))).to_have_count(0)
    context.close()


@pytest.mark.rehearsal
@pytest.mark.parametrize("address", ["/gebied/BU01640202/", "/indicator/misdrijven_per_1000/"])
def test_every_label_of_a_chart_stays_on_the_sheet(visit: Callable[..., Page], address: str):
    """The content of an A4 page between its margins is 180 mm wide; what stands beyond is cut off."""
    page = visit(address, SHEET)
    page.emulate_media(media="print")
    beyond = page.evaluate(
        """width => [...document.querySelectorAll("main svg text")]
           .filter(text => text.getBoundingClientRect().right > width).map(text => text.textContent)""",
        SHEET["width"],
    )
    assert beyond == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SHEET["width"]


@pytest.mark.rehearsal
def test_a_page_prints_without_its_furniture(browser, demo: DemoSite):
    context = browser.new_context(base_url=demo.url)
    page = context.new_page()
    page.goto("/gebied/BU01640202/")
    page.emulate_media(media="print")
    expect(page.locator(".site-nav")).to_be_hidden()
    expect(page.locator(".find")).to_be_hidden()
    expect(page.locator(".figure-card").first).to_be_visible()
    expect(page.locator(".site-footer .edition")).to_contain_text("Editie")
    context.close()
