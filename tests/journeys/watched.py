"""A page in a browser of which nothing that the browser complains of is missed."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Request

from .demo_site import DemoSite

DESKTOP = {"width": 1360, "height": 900}
PHONE = {"width": 320, "height": 640}


class Watched:
    """One visitor: a context of the browser, with one page."""

    def __init__(self, context: BrowserContext, site: DemoSite) -> None:
        self.context = context
        self._site = site
        self._told: list[str] = []
        self._failures: dict[str, str] = {}
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self._told.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self._told.append(f"script: {error}"))
        self.page.on("requestfailed", self._note_failure)
        self.page.on("request", self._note_elsewhere)

    def complaints(self) -> list[str]:
        """What the browser complained of, and what it asked from elsewhere, since this was last asked."""
        told = self._told + self._still_failing()
        self._told, self._failures = [], {}
        return told

    def _note_failure(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":
            self._failures[request.url] = str(request.failure)

    def _still_failing(self) -> list[str]:
        """A browser that goes on to the next page breaks off what it was loading; asked again, that is simply there."""
        get = self.context.request.get
        return [f"failed: {url} ({why})" for url, why in self._failures.items() if not get(url).ok]

    def _note_elsewhere(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self._site.url).netloc and not request.url.startswith("data:"):
            self._told.append(f"elsewhere: {request.url}")
