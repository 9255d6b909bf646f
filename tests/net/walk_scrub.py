"""What differs between two walks by itself, taken out of what is kept: numbers of rows, tokens, digests, moments."""

import re

_RULES = (
    (re.compile(r"/[^\s\"',]*/uploads/[A-Za-z0-9_-]+"), "‹upload›"),
    (re.compile(r"(?<=/aanmelden/wachtwoord/)[^/\s]+/[^/\s<]+"), "‹number›/‹token›"),
    (re.compile(r"(?<=/afmelden/)[^/\s{]+:[^/\s<]+"), "‹token›"),
    (re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?"), "‹moment›"),
    (re.compile(r"(?<=#)(opmerking-)?\d+\b"), "‹number›"),
    (re.compile(r"\b\d+(?= gebeurtenissen)|(?<=pruimronde )\d+|(?<=gebeurtenis )\d+"), "‹number›"),
    (re.compile(r"(?<=persoon-)\d+|(?<=\"run\": )\d+"), "‹number›"),
    (re.compile(r"\b(Ronde|besluit|document) \d+\b"), r"\1 ‹number›"),
    (re.compile(r"\b\d\d?:\d\d(:\d\d)?\b"), "‹time›"),
    (re.compile(r"\b(?=\d*[a-f])[0-9a-f]{12,}\b"), "‹hex›"),
)
_SEGMENTS = (
    (re.compile(r"^\d+$"), "‹number›"),
    (re.compile(r"^(?=.*[A-Z])[A-Za-z0-9_-]{22,}$"), "‹token›"),
)


def scrubbed(text: str) -> str:
    for pattern, word in _RULES:
        text = pattern.sub(word, text)
    return text


def scrubbed_address(address: str) -> str:
    """The numbers and tokens that stand between two slashes."""
    path, question, query = address.partition("?")
    parts = [_scrubbed_segment(each) for each in path.split("/")]
    return scrubbed("/".join(parts) + question + re.sub(r"\d+(?=%2F|/)", "‹number›", query))


def _scrubbed_segment(segment: str) -> str:
    for pattern, word in _SEGMENTS:
        if pattern.match(segment):
            return word
    return segment
