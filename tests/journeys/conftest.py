"""A real browser on the real demonstration. What the browser itself complains of fails the test."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser, Page, Playwright, StorageState, sync_playwright

from .demo_site import DemoSite, demo_site
from .watched import DESKTOP, Watched

CHROMIUM = "/usr/bin/chromium"


@pytest.fixture(scope="session")
def demo() -> DemoSite:
    return demo_site()


@pytest.fixture(scope="session")
def engine() -> Iterator[Playwright]:
    # Playwright keeps an event loop in this thread for as long as it lives. A test of the database that comes to the
    # same worker afterwards is no less synchronous for it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        yield playwright
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def browser(engine: Playwright) -> Iterator[Browser]:
    browser = engine.chromium.launch(
        executable_path=shutil.which("chromium") or CHROMIUM, args=["--no-sandbox", "--headless"]
    )
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def signed_in_as(browser: Browser, demo: DemoSite) -> Callable[[str], StorageState]:
    """What the browser of an account of the demo keeps once it has signed in; a link works one time."""

    @cache
    def state(name: str) -> StorageState:
        context = browser.new_context(base_url=demo.url)
        context.new_page().goto(demo.links_by_name()[name])
        kept = context.storage_state()
        context.close()
        return kept

    return state


@pytest.fixture(scope="session")
def researchers(signed_in_as: Callable[[str], StorageState]) -> list[StorageState]:
    return [signed_in_as("Onderzoeker 1"), signed_in_as("Onderzoeker 2")]


@pytest.fixture(scope="session")
def officers(signed_in_as: Callable[[str], StorageState]) -> list[StorageState]:
    return [signed_in_as("Privacy officer"), signed_in_as("Tweede privacy officer")]


@pytest.fixture
def visit(browser: Browser, demo: DemoSite) -> Iterator[Callable[..., Page]]:
    """Open a page: `visit("/", PHONE)`. Afterwards: no complaint, no request elsewhere, no cookie."""
    visitors: list[Watched] = []

    def open_page(path: str = "/", viewport: dict[str, int] = DESKTOP, **more: bool) -> Page:
        visitor = Watched(browser.new_context(viewport=viewport, base_url=demo.url, **more), demo)
        visitors.append(visitor)
        visitor.page.goto(path)
        return visitor.page

    yield open_page
    for visitor in visitors:
        complaints, cookies = visitor.complaints(), visitor.context.cookies()
        visitor.context.close()
        assert complaints == []
        assert cookies == [], "a visitor who did not sign in gets no cookie"
