"""Somebody doubts a weight, tries another one, shares what came out, and goes back to the recipe."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .ways import EVERY_WAY

pytestmark = pytest.mark.browser


@EVERY_WAY
def test_from_doubt_about_a_place_to_a_trial_and_back(
    visit: Callable[..., Page], viewport: dict[str, int], scripts: bool
):
    page = visit("/zekerheid/?niveau=buurt", viewport, java_script_enabled=scripts)
    expect(page.locator("main")).to_contain_text("10.000 berekeningen")
    page.get_by_role("link", name="Probeer zelf: wat als").click()
    expect(page.locator("main")).to_contain_text("Dit is het recept zoals het is")
    page.get_by_label("Fysiek", exact=True).fill("0,6")
    page.get_by_label("Onderdelen samenvoegen").select_option("meetkundig")
    page.get_by_role("button", name="Bereken").click()
    expect(page).to_have_url(re.compile(r"gewicht-fysiek=0%2C6&niveau=buurt&recept=urgentie&samenvoegen=meetkundig$"))
    main = page.locator("main")
    expect(main).to_contain_text("op een andere plaats")
    expect(main).to_contain_text("Gewicht van Fysiek: 0,6 in plaats van 0,25")
    expect(page.locator("tr.moved").first).to_contain_text("→")
    lead = page.locator(".lead").inner_text()
    page.get_by_role("link", name="Vaste link naar deze verkenning").click()
    expect(page).to_have_url(re.compile(r"/editie/\d{4}-\d+/wat-als/\?"))
    expect(page.locator(".lead")).to_have_text(lead)
    page.get_by_role("link", name="Terug naar het recept").click()
    expect(page.locator("main")).to_contain_text("Dit is het recept zoals het is")


@pytest.mark.rehearsal
def test_the_mark_of_a_trial_stands_across_the_page_and_on_paper(visit: Callable[..., Page]):
    page = visit("/wat-als/?gewicht-fysiek=0.6")
    mark = "getComputedStyle(document.querySelector('.trial'), '::before')"
    for medium in ("screen", "print"):
        page.emulate_media(media=medium)
        assert page.evaluate(f"{mark}.content") == '"verkenning"'
        assert page.evaluate(f"{mark}.position") == "fixed", "so that it stands on every sheet"
        assert page.evaluate(f"{mark}.pointerEvents") == "none"
