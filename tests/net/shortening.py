"""Long tables and lists: the first lines whole, and of the others how many there are and a hash."""

import hashlib
from collections.abc import Sequence

WHOLE = 40


def shortened(lines: Sequence[str]) -> list[str]:
    """What comes after the first forty still shows when it changes, though not how."""
    if len(lines) <= WHOLE + 1:
        return list(lines)
    rest = "\n".join(lines[WHOLE:])
    return [*lines[:WHOLE], f"… {len(lines) - WHOLE} more lines, {short_hash(rest)}"]


def short_hash(content: str | bytes) -> str:
    raw = content.encode() if isinstance(content, str) else content
    return hashlib.sha256(raw).hexdigest()[:10]
