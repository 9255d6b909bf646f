"""A real browser whose questions Django answers in this same process."""

import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.test import Client
from playwright.sync_api import Browser, Page, Route, sync_playwright

from wijkwerk.access.people.roles import Role

from .answer_reading import whole_content
from .clock import standing_clock
from .roles import browsers, get
from .screens import Screen
from .starting_state import MOMENT_OF_READING

SITE = "http://localhost"
# What is below is not looked at: it is more of the same, and a long page would weigh more than all others.
_HIGHEST = {1360: 2400, 320: 2400}
_REDIRECTS = {301, 302, 303, 307, 308}


def pictures_of(screens: list[Screen]) -> Iterator[tuple[Screen, bytes]]:
    with standing_clock(MOMENT_OF_READING):
        signed_in = browsers(Role(role) for role in dict.fromkeys(each.role for each in screens))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or "/usr/bin/chromium",
            args=["--no-sandbox", "--headless", "--lang=nl"],
        )
        for screen in screens:
            yield screen, _picture(chromium, signed_in[screen.role], screen)
        chromium.close()


def _picture(chromium: Browser, person: Client, screen: Screen) -> bytes:
    context = chromium.new_context(
        viewport={"width": screen.width, "height": 900}, locale="nl-NL", timezone_id="Europe/Amsterdam"
    )
    try:
        context.route("**/*", lambda route: _answer(route, person))
        page = context.new_page()
        page.goto(SITE + screen.address, wait_until="load")
        page.evaluate("document.fonts.ready")
        return _shot(page, _HIGHEST[screen.width])
    finally:
        context.close()


def _shot(page: Page, highest: int) -> bytes:
    width, height = page.evaluate("[document.documentElement.clientWidth, document.documentElement.scrollHeight]")
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, highest)}
    return page.screenshot(full_page=True, clip=clip, animations="disabled", caret="hide", scale="css")


def _answer(route: Route, person: Client) -> None:
    address = urlsplit(route.request.url)
    assert address.netloc == urlsplit(SITE).netloc, f"a page asks something from elsewhere: {route.request.url}"
    with standing_clock(MOMENT_OF_READING):
        response = get(person, address.path + (f"?{address.query}" if address.query else ""))
        content = whole_content(response)
    assert response.status_code not in _REDIRECTS, f"{address.path} leads to {response.headers['Location']}"
    route.fulfill(status=response.status_code, headers=dict(response.headers), body=content)
