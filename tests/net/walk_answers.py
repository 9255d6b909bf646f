"""What a page tells whoever sent a form: its title, what it reports, and what is still filled in."""

import io
import re
import zipfile
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from tests.net.walk_forms import TOKEN, forms_of
from tests.net.walk_scrub import scrubbed

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# By their role, or by the words that our pages mark them with; a kit may call them otherwise, and keeps the role.
# The number of a record in the name of a field; which norm of many it is, is no such number.
_NUMBER = re.compile(r"(?<!^norm)-\d+-")
_ROLES = {"alert", "status"}
_CLASSES = {"error", "errorlist"}
_LONGEST = 400


def report_lines(content: str) -> list[str]:
    """A line for the title, and one for each report of a page."""
    reader = _Reader()
    reader.feed(content)
    lines = [f"title: {_plain(reader.title)}"]
    return lines + [f"{kind}: {_plain(text)}" for kind, text in reader.reports if text.strip()]


def downloaded_lines(response: Any, content: bytes) -> list[str]:
    """Of what is no page: which file it is, and what is packed in it."""
    name = response.headers.get("Content-Disposition", "")
    lines = [f"file: {response.headers.get('Content-Type', '')} {scrubbed(name)}".strip()]
    if zipfile.is_zipfile(io.BytesIO(content)):
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
        lines.append(f"packed: {', '.join(sorted(map(scrubbed, names)))}")
    return lines


def still_filled_in(content: str, page: str, typed: Mapping[str, list[str]]) -> tuple[list[str], list[str]]:
    """Which of the fields that somebody typed in the page holds still, and which it asks again."""
    held: dict[str, set[str]] = {}
    known_names: set[str] = set()
    for form in forms_of(page, content):
        known_names |= form.names
        for name, values in form.fields.items():
            held.setdefault(name, set()).update(map(_typed, values))
    wanted = {
        name: set(map(_typed, values))
        for name, values in typed.items()
        if name in known_names - {TOKEN} and any(values)
    }
    kept = sorted(name for name, values in wanted.items() if values <= held.get(name, set()))
    return kept, sorted(set(wanted) - set(kept))


def _typed(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _plain(text: str) -> str:
    plain = scrubbed(re.sub(r"\s+", " ", text).strip())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"


class _Reader(HTMLParser):
    """The text of the title, and of every element that reports; one inside another is told with it."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.reports = "", list[tuple[str, str]]()
        self._open: list[str] = []
        self._depth = 0  # of the report that is being read
        self._field = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        self._open.append(tag)
        attributes = {name: value or "" for name, value in attrs}
        classes = set(attributes.get("class", "").split())
        if not self._depth and (attributes.get("role") in _ROLES or _CLASSES & classes):
            self._depth = len(self._open)
            self.reports.append((_kind(attributes), ""))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if self._depth > len(self._open):
            self._depth = 0

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "title" and "svg" not in self._open:
            self.title += data
        if self._depth:
            kind, text = self.reports[-1]
            self.reports[-1] = (kind, f"{text} {data}")


def _kind(attributes: Mapping[str, str]) -> str:
    """An error beside a field names it; the number of its record depends on what was made before."""
    if attributes.get("role") in _ROLES:
        return attributes["role"]
    return f"error of {_NUMBER.sub('-‹number›-', attributes['id'])}" if attributes.get("id") else "error"
