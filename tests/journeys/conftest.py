"""A real browser on the real demonstration. What the browser itself complains of fails the test."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, StorageState, sync_playwright

from .demo_site import DemoSite, demo_site

CHROMIUM = "/usr/bin/chromium"
DESKTOP = {"width": 1360, "height": 900}
PHONE = {"width": 320, "height": 640}


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
    opened: list[tuple[BrowserContext, list[str], dict[str, str]]] = []

    def open_page(path: str = "/", viewport: dict[str, int] = DESKTOP, **more: bool) -> Page:
        context = browser.new_context(viewport=viewport, base_url=demo.url, **more)
        complaints: list[str] = []
        failures: dict[str, str] = {}
        opened.append((context, complaints, failures))
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
        page.on("requestfailed", lambda request: _note_failure(request, failures))
        page.on("request", lambda request: _note_elsewhere(request, demo, complaints))
        page.goto(path)
        return page

    yield open_page
    for context, complaints, failures in opened:
        cookies = context.cookies()
        complaints += _still_failing(context, failures)
        context.close()
        assert complaints == []
        assert cookies == [], "a visitor who did not sign in gets no cookie"


def _note_failure(request: Request, failures: dict[str, str]) -> None:
    if request.failure != "net::ERR_ABORTED":
        failures[request.url] = str(request.failure)


def _still_failing(context: BrowserContext, failures: dict[str, str]) -> list[str]:
    """A browser that goes on to the next page breaks off what it was loading; asked again, that is simply there."""
    return [f"failed: {url} ({why})" for url, why in failures.items() if not context.request.get(url).ok]


def _note_elsewhere(request: Request, demo: DemoSite, complaints: list[str]) -> None:
    if urlsplit(request.url).netloc != urlsplit(demo.url).netloc and not request.url.startswith("data:"):
        complaints.append(f"elsewhere: {request.url}")
