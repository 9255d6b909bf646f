"""Follow the links and read the forms of the pages, as a visitor would."""

from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve

MOST_OF_A_KIND = 2  # pages of one view look alike; under a permalink they are the same view


@dataclass
class Form:
    """A form that posts, with what a browser would send if nobody touched it."""

    action: str
    page: str
    fields: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class _Reader(HTMLParser):
    links: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._form: Form | None = None
        self._select = self._area = ""
        self.page = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attributes}
        if tag == "a" and "href" in told:
            self.links.append(urljoin(self.page, told["href"]))
        elif tag == "form":
            posts = told.get("method", "get").lower() == "post"
            self._form = Form(urljoin(self.page, told.get("action", "") or self.page), self.page) if posts else None
        elif self._form is not None:
            self._handle_field(tag, told)

    def _handle_field(self, tag: str, told: dict[str, str]) -> None:
        assert self._form is not None
        name = told.get("name", "")
        if tag in {"input", "button"} and name and _is_sent(told):
            self._form.fields.setdefault(name, []).append(told.get("value", _unset_value(told)))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in told or self._select not in self._form.fields):
            self._form.fields[self._select] = [told.get("value", "")]
        elif tag == "textarea" and name:
            self._area = name
            self._form.fields[name] = [""]

    def handle_data(self, data: str) -> None:
        if self._form is not None and self._area:
            self._form.fields[self._area] = [self._form.fields[self._area][0] + data]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form is not None:
            self.forms.append(self._form)
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""


def read(page: str, content: str) -> tuple[list[str], list[Form]]:
    """The links and the forms of a page."""
    reader = _Reader()
    reader.page = page
    reader.feed(content)
    return reader.links, reader.forms


def _unset_value(told: dict[str, str]) -> str:
    """What a browser sends of an input without a value in its markup: "on" of a ticked box, of all else nothing."""
    return "on" if told.get("type") in {"checkbox", "radio"} else ""


def _is_sent(told: dict[str, str]) -> bool:
    kind = told.get("type", "text")
    return kind not in {"file", "reset", "image"} and (kind not in {"checkbox", "radio"} or "checked" in told)


@dataclass(frozen=True)
class Visited:
    path: str
    kind: str  # the name of its view
    response: HttpResponseBase
    content: bytes
    forms: tuple[Form, ...]


def crawl(client: Client, starts: Iterable[str], wanted: Callable[[str], bool] = lambda path: True) -> list[Visited]:
    """What can be reached by links: a few of each kind, and under a permalink the first page alone."""
    waiting, seen, kinds = deque(starts), set(starts), Counter[str]()
    visited: list[Visited] = []
    while waiting:
        path = waiting.popleft()
        kind = _kind_of(path)
        kinds[kind] += 1
        if kinds[kind] > MOST_OF_A_KIND or not wanted(path) or (kind.endswith("permalink") and kind[:6] != "start "):
            continue
        response = client.get(path)
        content = _content_of(response)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        links, forms = read(path, content.decode()) if is_page else ([], [])
        visited.append(Visited(path, kind, response, content, tuple(forms)))
        for link in [*links, response.headers.get("Location", "")]:
            place = _own(link)
            if place and place not in seen:
                seen.add(place)
                waiting.append(place)
    return visited


def _content_of(response: HttpResponseBase) -> bytes:
    if response.streaming:
        return b"".join(response)  # type: ignore[arg-type,call-overload]
    return bytes(response.content)  # type: ignore[attr-defined]


def _own(link: str) -> str:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _kind_of(path: str) -> str:
    """The view, and for files their form; pages of an edition of their own count apart."""
    plain = urlsplit(path).path
    try:
        match = resolve(plain)
    except Resolver404:
        return "static" if plain.startswith("/static/") else f"nothing: {plain}"
    permalinked = "permalink" if plain.startswith("/editie/") else "now"
    space = match.namespace.removeprefix("web").removeprefix(":").removeprefix("permalink")
    name = f"{space}:{match.url_name}" if space else match.url_name
    return f"{name} {match.kwargs.get('form', '')} {permalinked}".replace("  ", " ")
