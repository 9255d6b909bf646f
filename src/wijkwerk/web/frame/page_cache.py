"""Pages that were rendered before, per worker. An edition never changes, so a page of it never has to be made twice.

Only pages that everybody gets are kept: signed-out, status 200, whole. The key holds the edition and the version of
the code, so nothing ever needs to be thrown away but for room.
"""

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import brotli

Encoding = Literal["br", "gzip", "identity"]
PageKey = tuple[str, ...]

# Per worker. A profile page takes about 14 KB as brotli and 18 as gzip; this holds some three hundred.
ROOM_BYTES = 8_000_000
# Quality 5 makes a 120 KB page in about 3 ms; 11 saves another 12 % and takes 200 ms.
_BROTLI_QUALITY = 5
_GZIP_LEVEL = 6
# The smallest first.
_PACKERS: dict[Encoding, Callable[[bytes], bytes]] = {
    "br": lambda body: bytes(brotli.compress(body, quality=_BROTLI_QUALITY)),
    "gzip": lambda body: gzip.compress(body, _GZIP_LEVEL, mtime=0),
}
# Below this, headers weigh more than what is saved.
_LEAST_BYTES = 600


@dataclass(frozen=True, slots=True)
class KeptPage:
    """One page in the forms that browsers accept, with the tag that tells it apart.

    etag   of the text; weak, as the forms differ in bytes
    forms  a text as brotli, an eighth of its size: nearly all browsers want that, and it unpacks in half a millisecond
           for who does not; what cannot be packed as it is. gzip comes beside it when a browser first asks
    """

    content_type: str
    disposition: str
    etag: str
    forms: dict[Encoding, bytes]

    @property
    def size(self) -> int:
        """With room for the gzip form of a text, which is about a quarter larger than the other."""
        return len(self.forms["br"]) * 9 // 4 if self.is_packed else len(self.forms["identity"])

    @property
    def is_packed(self) -> bool:
        return "br" in self.forms

    def form(self, encoding: Encoding) -> bytes:
        packed = self.forms.get(encoding)
        if packed is not None:
            return packed
        text = bytes(brotli.decompress(self.forms["br"]))
        if encoding == "identity":
            return text
        # Two threads at once make the same bytes; either may be kept.
        packed = self.forms[encoding] = _PACKERS[encoding](text)
        return packed


def keep_page(body: bytes, content_type: str, disposition: str = "") -> KeptPage:
    etag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    packed = len(body) >= _LEAST_BYTES and is_text(content_type)
    forms: dict[Encoding, bytes] = {"br": _PACKERS["br"](body)} if packed else {"identity": body}
    return KeptPage(content_type, disposition, etag, forms)


def is_text(content_type: str) -> bool:
    return content_type.startswith(("text/", "image/svg", "application/json"))


def best_encoding(accepted: str, page: KeptPage) -> Encoding:
    """The smallest form that the browser's Accept-Encoding allows."""
    allowed = {name for name, quality in map(_coding, accepted.lower().split(",")) if quality > 0}
    if page.is_packed:
        for encoding in _PACKERS:
            if encoding in allowed:
                return encoding
    return "identity"


class PageCache:
    """The pages used last, up to so many bytes. Safe for threads."""

    def __init__(self, room: int = ROOM_BYTES) -> None:
        self._room = room
        self._used = 0
        self._pages: OrderedDict[PageKey, KeptPage] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: PageKey) -> KeptPage | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: PageKey, page: KeptPage) -> None:
        if page.size > self._room // 8:
            return
        with self._lock:
            before = self._pages.pop(key, None)
            self._used += page.size - (before.size if before else 0)
            self._pages[key] = page
            while self._used > self._room:
                _, oldest = self._pages.popitem(last=False)
                self._used -= oldest.size

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._used = 0

    def __len__(self) -> int:
        return len(self._pages)


def _coding(part: str) -> tuple[str, float]:
    """ "gzip;q=0.5" gives ("gzip", 0.5); what cannot be read counts as not accepted."""
    name, _, parameter = part.strip().partition(";")
    if not parameter:
        return name, 1.0
    try:
        return name.strip(), float(parameter.strip().removeprefix("q="))
    except ValueError:
        return name.strip(), 0.0
