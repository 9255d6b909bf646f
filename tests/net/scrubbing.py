"""What differs between two runs of the same code is taken out: tokens, numbers of rows, times, hashes of a build."""

import re
from collections.abc import Callable

_PATTERNS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    # /mensen/4/ and /beheer/access/person/4/change/: which number a row got says nothing.
    (re.compile(r"(?<=[a-z])/\d+(?=/)"), "/#"),
    (re.compile(r"(?<=/)\d+(?=/[a-z])"), "#"),
    # A link that lets somebody in or takes an upload.
    (re.compile(r"(?<=/)[A-Za-z0-9_-]{22,64}(?=/)"), "<token>"),
    (re.compile(r"\b[0-9a-f]{32,64}\b"), "<hash>"),
    (re.compile(r"\bnonce-[\w+/=-]+"), "nonce-<token>"),
    # Times of the day, with seconds or the word that goes before them, or as a computer writes them.
    (re.compile(r"(?<!\d)\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"), "<time>"),
    (re.compile(r"\b[012]?\d[:.][0-5]\d(?= uur)"), "<time>"),
    (re.compile(r"((?<=\d, )|(?<=\d )|(?<=T)|(?<=om ))[012]?\d:[0-5]\d\b"), "<time>"),
    # The number that the middleware gives each request.
    (re.compile(r"(?<=request=)\w+"), "<request>"),
)  # fmt: skip


def scrubbed(text: str) -> str:
    for pattern, put in _PATTERNS:
        text = pattern.sub(put, text)
    return text


# Before a page is read: what would make two equal pages of two people differ in bytes.
_TOKEN_FIELD = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*')


def without_tokens(content: bytes) -> bytes:
    return _TOKEN_FIELD.sub(rb"\1", content)
