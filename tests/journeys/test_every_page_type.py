"""Every type of page, wide and narrow: WCAG 2.2 AA by axe, no sideways scrolling, nothing from elsewhere."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, StorageState

from .axe import look_at
from .conftest import DESKTOP, PHONE
from .demo_site import DemoSite
from .pages import PAGE_TYPES, PAGES_OF, PROBLEMS, STAFF_PAGES

pytestmark = pytest.mark.browser

BEHIND_A_DOOR = {name: ("Onderzoeker 1", address) for name, address in STAFF_PAGES.items()} | PAGES_OF


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser: Any, demo: DemoSite, name: str):
    context = browser.new_context(viewport=DESKTOP, base_url=demo.url, bypass_csp=True)  # for axe alone
    page = context.new_page()
    page.goto(PAGE_TYPES[name])
    try:
        _look_wide_and_narrow(page)
    finally:
        context.close()


@pytest.mark.parametrize("name", BEHIND_A_DOOR)
def test_axe_finds_nothing_on_the_pages_behind_a_door(
    browser: Any, demo: DemoSite, signed_in_as: Callable[[str], StorageState], name: str
):
    account, address = BEHIND_A_DOOR[name]
    state = signed_in_as(account)
    context = browser.new_context(viewport=DESKTOP, base_url=demo.url, bypass_csp=True, storage_state=state)
    page = context.new_page()
    if name == "gremium":
        _make_a_body_with_a_vacancy(page)
    answer = page.goto(address)
    try:
        assert answer.status == 200
        assert page.url == f"{demo.url}{address}", "nobody was sent away to sign in"
        page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true; })")
        _look_wide_and_narrow(page)
    finally:
        context.close()


def _make_a_body_with_a_vacancy(page: Page) -> None:
    """The example has none; a second time they are there already."""
    page.goto("/mensen/gremia/")
    if page.get_by_role("link", name="Stuurgroep proef").count():
        return
    page.get_by_label("Nieuw gremium").fill("Stuurgroep proef")
    page.locator("form", has=page.get_by_label("Nieuw gremium")).get_by_role("button").click()
    page.goto("/mensen/")
    page.get_by_text("Vacature toevoegen").first.click()
    page.locator("#vacature-rol").select_option("projectleider")
    page.locator("#vacature-gebied").select_option(label="Stuurgroep proef")
    page.locator("#vacature-reden").fill("nog niemand gevonden")
    page.get_by_role("button", name="Vacature toevoegen").click()


def _look_wide_and_narrow(page: Page) -> None:
    """One page, loaded once, at 1360 and at 320 px."""
    for viewport in (DESKTOP, PHONE):
        page.set_viewport_size(viewport)
        look_at(page, viewport)


def test_no_page_asks_anything_from_elsewhere_complains_or_sets_a_cookie(visit: Callable[..., Page]):
    page = visit("/")
    for name, address in PAGE_TYPES.items():
        status = page.request.get(address).status
        assert (status >= 400) == (name in PROBLEMS), name
        if name in PROBLEMS:
            continue  # the browser reports the status itself as a complaint
        page.goto(address)
        assert page.locator("h1").count() == 1, name
        assert page.locator("main").count() == 1, name
        assert page.locator("html").get_attribute("lang") == "nl", name


def test_the_profile_weighs_little_at_a_first_visit(browser: Any, demo: DemoSite):
    context = browser.new_context(base_url=demo.url)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    kinds: dict[str, str] = {}
    weight: dict[str, float] = {}
    wire.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    wire.on("Network.loadingFinished", lambda event: weight.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto("/gebied/BU01640202/", wait_until="networkidle")
    context.close()
    words = sum(size for request, size in weight.items() if kinds[request] in {"Document", "Stylesheet", "Script"})
    assert words <= 90_000
    assert sum(weight.values()) <= 250_000
