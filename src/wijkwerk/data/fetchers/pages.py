"""Follow an answer from page to page until there is no next one, and notice when the way does not lead forward."""

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from wijkwerk.data.fetchers.errors import FetchError, PageProblem
from wijkwerk.lib.progress import Progress

from .client import Answer, PoliteClient, shown
from .raw_folder import Incoming, received


@dataclass(frozen=True)
class PageFacts:
    """What we must know of one page to go on."""

    rows: int
    next_url: str | None = None
    first_key: str | None = None  # of its first record: a page that repeats begins with a key seen before
    columns: frozenset[str] = frozenset()


@dataclass
class Session:
    """One table coming in: the client, the folder, the clock and who is told."""

    client: PoliteClient
    incoming: Incoming
    report: Progress
    now: Callable[[], datetime.datetime]
    hundred_percent: int = 0  # rows to come, where the source says so
    _rows: int = field(default=0, init=False)

    def single(self, name: str, url: str) -> Any:
        """One JSON document; the answer is kept under `name` and returned parsed."""
        self._bring(name, url, read_json)
        return read_json(self.incoming.path(name))

    def chain(self, stem: str, url: str, read_page: Callable[[Any], PageFacts]) -> int:
        """Every page of a set, as `<stem>-0001.json` and on. Returns the number of rows.

        Raises FetchError when a page points back or repeats: going on would count rows twice or never end.
        """
        following: str | None = url
        seen_urls: set[str] = set()
        seen_keys: set[str] = set()
        rows = number = 0
        while following is not None:
            number += 1
            seen_urls.add(following)
            page = self._page(f"{stem}-{number:04}.json", following, read_page, seen_keys)
            rows += page.rows
            self._rows += page.rows
            self.report(self._rows, self.hundred_percent, stem)
            following = self._next(following, page, seen_urls)
        return rows

    def rows(self, stem: str) -> list[dict[str, Any]]:
        """The records of a set that was brought, of all its pages."""
        pages = sorted(self.incoming.folder.glob(f"{stem}-[0-9]*.json"))
        return [row for page in pages for row in rows_of(read_json(page))]

    def _page(self, name: str, url: str, read_page: Callable[[Any], PageFacts], seen: set[str]) -> PageFacts:
        def verify(path: Path) -> PageFacts:
            page = read_page(read_json(path))
            if page.first_key is not None and page.first_key in seen:
                raise PageProblem(
                    f"een bladzijde die al eerder kwam (begint met {page.first_key})", "de volgende bladzijde"
                )
            return page

        self._bring(name, url, verify)
        page = verify(self.incoming.path(name))
        if page.first_key is not None:
            seen.add(page.first_key)
        return page

    def _bring(self, name: str, url: str, verify: Callable[[Path], object]) -> None:
        if self.incoming.kept(name, url):
            return

        def verify_answer(path: Path, answer: Answer) -> None:
            verify(path)

        answer = self.client.download(url, self.incoming.path(name), verify_answer)
        self.incoming.note(received(answer.path, url, answer.etag, self.now()))

    def _next(self, url: str, page: PageFacts, seen_urls: set[str]) -> str | None:
        following = page.next_url and urljoin(url, page.next_url)
        if following is None or following not in seen_urls:
            return following
        raise FetchError(
            shown(url),
            "een verwijzing naar een bladzijde die er al is",
            "een volgende bladzijde of het einde",
            "De bron telt haar bladzijden verkeerd. Meld het de bron; er is niets geladen.",
        )


def read_json(path: Path) -> Any:
    """The parsed document. Raises PageProblem for half a document or a web page in its place."""
    with path.open("rb") as file:
        head = file.read(512).lstrip()
    if head[:1] == b"<":
        raise PageProblem("een webpagina of XML", "JSON (staat er $format=json in het adres?)")
    try:
        return json.loads(path.read_bytes())
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise PageProblem(f"onvolledige of kapotte JSON ({error})", "volledige JSON") from error


def rows_of(document: Any, key: str = "value") -> list[dict[str, Any]]:
    """The list of records in an envelope. Raises PageProblem when the envelope is another one."""
    rows = document.get(key) if isinstance(document, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise PageProblem(f"een antwoord zonder lijst '{key}'", f"een lijst '{key}' met rijen")
    return rows


def code_page(document: Any, next_url: str | None) -> PageFacts:
    """A page of codes or groups: read to the end, but not among the rows that progress counts."""
    rows_of(document)
    return PageFacts(0, next_url)
