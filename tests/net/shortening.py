"""Long tables and lists: the first lines whole, and of the others how many there are and a hash."""

import hashlib
from collections.abc import Sequence

from .scrubbing import scrubbed

WHOLE = 40


def shortened(lines: Sequence[str]) -> list[str]:
    """What comes after the first forty still shows when it changes, though not how."""
    if len(lines) <= WHOLE + 1:
        return list(lines)
    # Without what differs between two runs: the name that somebody keeps whose account was erased, a time.
    rest = scrubbed("\n".join(lines[WHOLE:]))
    return [*lines[:WHOLE], f"… {len(lines) - WHOLE} more lines, {short_hash(rest)}"]


def short_hash(content: str | bytes) -> str:
    raw = content.encode() if isinstance(content, str) else content
    return hashlib.sha256(raw).hexdigest()[:10]
