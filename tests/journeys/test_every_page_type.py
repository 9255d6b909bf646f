"""Every type of page, wide and narrow: WCAG 2.2 AA by axe, no sideways scrolling, nothing from elsewhere."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, StorageState

from .axe import look_at
from .demo_site import DemoSite
from .pages import EVERY_DAY, PAGE_TYPES, PAGES_OF, PROBLEMS, STAFF_PAGES, WITH_A_FORM
from .watched import DESKTOP, PHONE, Watched

pytestmark = pytest.mark.browser

VISITOR = ""
BEHIND_A_DOOR = {name: ("Onderzoeker 1", address) for name, address in STAFF_PAGES.items()} | PAGES_OF


def each_or_in_a_rehearsal(names: Iterable[str]) -> list[Any]:
    """Those of every day as they are, all others for a rehearsal."""
    return [pytest.param(name, marks=() if name in EVERY_DAY else pytest.mark.rehearsal) for name in names]


@pytest.fixture(scope="module")
def reader(
    browser: Browser, demo: DemoSite, signed_in_as: Callable[[str], StorageState]
) -> Iterator[Callable[[str], Watched]]:
    """One browser for each account, which goes from page to page as a person does."""
    opened: list[Watched] = []

    @cache
    def reader_of(account: str) -> Watched:
        state = None if account == VISITOR else signed_in_as(account)
        context = browser.new_context(viewport=DESKTOP, base_url=demo.url, storage_state=state)
        opened.append(Watched(context, demo))
        return opened[-1]

    yield reader_of
    for each in opened:
        each.context.close()


@pytest.mark.parametrize("name", each_or_in_a_rehearsal(PAGE_TYPES))
def test_a_page_has_nothing_that_axe_finds_or_that_comes_from_elsewhere(reader: Callable[[str], Watched], name: str):
    visitor = reader(VISITOR)
    answer = visitor.page.goto(PAGE_TYPES[name])
    assert answer is not None
    assert (answer.status >= 400) == (name in PROBLEMS)
    _look_wide_and_narrow(visitor.page)
    told = visitor.complaints()
    if name in PROBLEMS:  # the browser reports the status itself
        told = [each for each in told if "Failed to load resource" not in each]
    assert told == []
    cookies = {str(each["name"]) for each in visitor.context.cookies()}
    visitor.context.clear_cookies()
    assert cookies == ({"csrftoken"} if name in WITH_A_FORM else set()), "a visitor gets no other cookie"


@pytest.mark.parametrize("name", each_or_in_a_rehearsal(BEHIND_A_DOOR))
def test_a_page_behind_a_door_has_nothing_that_axe_finds(reader: Callable[[str], Watched], demo: DemoSite, name: str):
    account, address = BEHIND_A_DOOR[name]
    visitor = reader(account)
    if name == "gremium":
        _make_a_body_with_a_vacancy(visitor.page)
    if name == "functie":
        visitor.page.goto("/mensen/functies/")
        visitor.page.get_by_role("button", name="Voorbeelden toevoegen").click()
    answer = visitor.page.goto(address)
    assert answer is not None
    assert answer.status == 200
    assert visitor.page.url == f"{demo.url}{address}", "nobody was sent away to sign in"
    visitor.page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true; })")
    _look_wide_and_narrow(visitor.page)
    assert visitor.complaints() == []


def _make_a_body_with_a_vacancy(page: Page) -> None:
    """The example has none; a second time they are there already."""
    page.goto("/mensen/gremia/")
    if page.get_by_role("link", name="Stuurgroep proef").count():
        return
    page.get_by_label("Nieuw gremium").fill("Stuurgroep proef")
    page.locator("#add-body-kind").select_option("steering_group")
    page.locator("form", has=page.get_by_label("Nieuw gremium")).get_by_role("button").click()
    page.goto("/mensen/")
    page.get_by_text("Vacature toevoegen").first.click()
    page.locator("#give-role-role").select_option("projectleider")
    page.locator("#give-role-scope").select_option(label="Stuurgroep proef")
    page.locator("#give-role-reason").fill("nog niemand gevonden")
    page.get_by_role("button", name="Vacature toevoegen").click()


def _look_wide_and_narrow(page: Page) -> None:
    """One page, loaded once, at 1360 and at 320 px."""
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    assert page.locator("html").get_attribute("lang") == "nl"
    for viewport in (PHONE, DESKTOP):
        page.set_viewport_size(viewport)
        look_at(page, viewport)


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
