"""What differs between two runs of the same code is taken out: tokens, numbers of rows, times, hashes of a build."""

import re
from collections.abc import Callable

_PATTERNS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    # /mensen/4/ and /beheer/access/person/4/change/: which number a row got says nothing.
    (re.compile(r"(?<=[a-z])/\d+(?=/)"), "/#"),
    (re.compile(r"(?<=/)\d+(?=/[a-z])"), "#"),
    # A link that lets somebody in or takes an upload: capitals and small letters, unlike our own names.
    (re.compile(r"(?<=/)(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{22,64}(?=/)"), "<token>"),
    # Signed with the key of the site, and the key of a second factor.
    (re.compile(r"(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{43}(?![\w-])"), "<token>"),
    (re.compile(r"\b[A-Z2-7]{32}\b"), "<token>"),
    (re.compile(r"\b[0-9a-f]{32,64}\b"), "<hash>"),
    # The name that a person keeps whose account was erased.
    (re.compile(r"(?<=\bvoormalig-)[0-9a-f]{16}\b"), "<token>"),
    (re.compile(r"\bnonce-[\w+/=-]+"), "nonce-<token>"),
    # Of the code that made an edition, and how large that came out.
    (re.compile(r"(?<=\"code_commit\": )(\"[^\"]*\"|null)"), "<commit>"),
    (re.compile(r", versie [0-9a-f]{12}\b"), ""),
    (re.compile(r"(?<=\"bytes\": )\d+"), "<size>"),
    (re.compile(r"\d+,\d(?= MB)"), "<size>"),
    # Times of the day, with seconds or the word that goes before them, or as a computer writes them.
    (re.compile(r"(?<!\d)\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"), "<time>"),
    (re.compile(r"\b[012]?\d[:.][0-5]\d(?= uur)"), "<time>"),
    (re.compile(r"((?<=\d, )|(?<=\d )|(?<=T)|(?<=om ))[012]?\d:[0-5]\d\b"), "<time>"),
    # The last digits of a calculation are those of the processor.
    (re.compile(r"\b(\d+)([.,])(\d{10,})"), lambda number: _eight_digits(*number.groups())),
    (re.compile(r"(?<=Afmelden \()[^)]*"), ""),
    # The number that the middleware gives each request.
    (re.compile(r"(?<=request=)\w+"), "<request>"),
)  # fmt: skip


def _eight_digits(whole: str, separator: str, decimals: str) -> str:
    return f"{float(f'{whole}.{decimals}'):.8g}".replace(".", separator)


def scrubbed(text: str) -> str:
    for pattern, put in _PATTERNS:
        text = pattern.sub(put, text)
    return text


# What would make two equal pages of two people differ: a token, and whom the button to leave names.
_PERSONAL = (
    re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*'),
    re.compile(rb'(Afmelden <span class="vh">\()[^)]*'),
)


def without_tokens(content: bytes) -> bytes:
    """Taken out before a page is read, so that it need not be read for each of them."""
    for pattern in _PERSONAL:
        content = pattern.sub(rb"\1", content)
    return content
