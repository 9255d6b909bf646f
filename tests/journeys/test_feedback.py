"""Somebody sees a figure that cannot be right and says so on a telephone; a researcher answers; the worker sends it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from .axe import look_at
from .demo_site import DemoSite
from .watched import DESKTOP, PHONE, Watched

pytestmark = pytest.mark.browser

PATIENT = 60_000  # milliseconds that a worker may take
FIGURE = "/indicator/misdrijven_per_1000/?niveau=buurt&gebied=BU01640202"


@pytest.fixture
def passer_by(browser: Browser, demo: DemoSite) -> Iterator[Callable[..., Page]]:
    """Somebody without an account; afterwards nothing to complain of, and no cookie but that of the form."""
    opened: list[Watched] = []

    def come_by(path: str, *, script: bool) -> Page:
        context = browser.new_context(
            viewport=PHONE,
            base_url=demo.url,
            java_script_enabled=script,
            bypass_csp=script,  # for axe alone
        )
        opened.append(Watched(context, demo))
        opened[-1].page.goto(path)
        return opened[-1].page

    yield come_by
    for each in opened:
        complaints, cookies = each.complaints(), each.context.cookies()
        each.context.close()
        assert [told for told in complaints if "422" not in told] == []
        assert {cookie["name"] for cookie in cookies} == {"csrftoken"}


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(True, id="with JavaScript"),
        pytest.param(False, id="without JavaScript", marks=pytest.mark.rehearsal),
    ],
)
def test_from_a_figure_to_an_answer(
    passer_by: Callable[..., Page], browser: Browser, demo: DemoSite, researchers: list[StorageState], script: bool
):
    text = f"Zo veel misdrijven zijn hier niet geweest ({'met' if script else 'zonder'} script)."
    page = passer_by(FIGURE, script=script)
    page.get_by_role("link", name="Klopt dit niet? Over de tabel:").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt dit niet?")
    expect(page.locator("main")).to_contain_text("De Noork, de tabel, 2025")
    expect(page.get_by_label("Laat dit veld leeg")).not_to_be_in_viewport()
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("alert")).to_contain_text("Nog niet bewaard")
    if script:  # axe is a script itself
        look_at(page, PHONE)
    page.get_by_label("Wat klopt er niet?").fill(text)
    page.get_by_label("Uw e-mailadres").fill("bewoner@post.example")
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bedankt")
    expect(page.locator("main")).to_contain_text("U krijgt antwoord per e-mail.")
    if script:
        look_at(page, PHONE)
    page.get_by_role("link", name="Terug naar waar u was").click()
    expect(page).to_have_url(f"{demo.url}{FIGURE}")
    _answer(browser, demo, researchers[0], text)


def _answer(browser: Browser, demo: DemoSite, state: StorageState, text: str) -> None:
    context = browser.new_context(viewport=DESKTOP, base_url=demo.url, storage_state=state, bypass_csp=True)
    page = context.new_page()
    page.goto("/reacties/")
    look_at(page, DESKTOP)
    page.get_by_role("link", name=text).click()
    expect(page.locator("main")).to_contain_text("Het cijfer toen")
    look_at(page, DESKTOP)
    page.get_by_label("Antwoord", exact=True).fill("Dank u wel. Wij hebben het nagekeken: het getal klopt.")
    page.get_by_role("button", name="Antwoorden").click()
    expect(page.get_by_role("status")).to_contain_text("De reactie is beantwoord.")
    sent = page.locator("dd", has_text="Verstuurd op")
    for _ in range(PATIENT // 1000):
        if sent.count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    expect(sent).to_be_visible()
    look_at(page, DESKTOP)
    context.close()
