"""A difference that was meant: the readings of now are kept from here on, with the reason written down."""

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path

from .comparing import Group
from .kept_readings import remove_readings, write_readings
from .parts import KEPT, Readings
from .printing import group_lines

ACCEPTED = KEPT / "accepted.md"
_HEAD = """# What was accepted

Each time that the kept reading was replaced, with the reason and what changed. Written by `--accept`; the newest last.
"""


class RefusedError(Exception):
    """Nothing was accepted, and why."""


def refuse_empty_reason(reason: str) -> None:
    if not reason.strip():
        raise RefusedError("Say why it may change: --accept 'REASON'.")


def keep(folder: Path, now: Readings, changed: Iterable[str]) -> None:
    """Write those that changed, and no others: a picture within the tolerance stays the one that it was."""
    for name in changed:
        if name in now:
            write_readings({name: now[name]}, folder)
        else:
            remove_readings([name], folder)


def write_down(reason: str, changed: Mapping[str, Iterable[Group]], day: datetime.date, log: Path = ACCEPTED) -> None:
    """changed  the name of a part -> its differences"""
    lines = [f"\n## {day.isoformat()}: {' '.join(reason.split())}\n"]
    for name, groups in changed.items():
        lines += [f"\n{name}:\n", *(f"\n```\n{chr(10).join(group_lines(each))}\n```\n" for each in groups)]
    log.parent.mkdir(parents=True, exist_ok=True)
    text = log.read_text(encoding="utf-8") if log.exists() else _HEAD
    log.write_text(text + "".join(lines), encoding="utf-8")
