"""The areas of an edition in memory: what lies where, and what a reader may have meant by a name."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from wijkwerk.definitions.vocabulary import Level

from .figures import AreaRow

LEVEL_NUMBER = {level: number for number, level in enumerate(Level)}
_LEVELS = {level.value: level for level in Level}  # 18,000 areas: looking up costs a fifth of calling the enum
# Found areas of one name: the larger first, because a page of the larger leads to the smaller.
_LEADING_ARTICLE = re.compile(r"^['’‘`][tsn][ -]+")


class AreaIndex:
    """Areas by code, by place in the hierarchy and by name. `codes` tells the code of an id, former areas included.

    Made from rows (id, code, year, level, name, parent, gemeente, inhabitants, urbanity, current), by id; the current
    areas come first. Former areas have figures, which count in a spread, and are never returned as an area.
    """

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self.codes: list[str] = []
        self._rows: list[AreaRow] = []
        known: dict[Any, Any] = {}  # a code is the parent of many, and is kept once
        for _, code, year, level, name, parent, gemeente, inhabitants, urbanity, current in rows:
            self.codes.append(known.setdefault(code, code))
            if current:
                around = known.setdefault(parent, parent), known.setdefault(gemeente, gemeente)
                self._rows.append(AreaRow(code, year, _LEVELS[level], name, *around, inhabitants, urbanity))
        self.current = len(self._rows)
        self._id = {row.code: number for number, row in enumerate(self._rows)}
        self._children: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self._rows):
            if row.parent is not None:
                self._children[row.parent].append(number)

    @cached_property
    def _plain_names(self) -> list[str]:
        """Made when somebody first types a name: it takes as long as all the rest."""
        return [_plain(row.name) for row in self._rows]

    def row(self, code: str) -> AreaRow | None:
        number = self._id.get(code)
        return None if number is None else self._rows[number]

    def rows(self, level: Level, within: str | None) -> list[AreaRow]:
        """In code order."""
        if within is None:
            rows = [row for row in self._rows if row.level is level]
        else:
            rows = [self._rows[number] for number in self.ids_within(level, within)]
        return sorted(rows, key=lambda row: row.code)

    def ids(self, codes: Sequence[str]) -> list[int]:
        """Ids of the codes that are known, each once, in the order given."""
        return [self._id[code] for code in dict.fromkeys(codes) if code in self._id]

    def ids_within(self, level: Level, within: str) -> list[int]:
        """Ascending ids of the areas of a level inside an area, at any depth; the area itself is not inside it."""
        ids: list[int] = []
        below = [within]
        while below:
            numbers = [number for code in below for number in self._children.get(code, ())]
            ids += [number for number in numbers if self._rows[number].level is level]
            below = [self._rows[number].code for number in numbers]
        return sorted(ids)

    def find(self, text: str, limit: int) -> list[AreaRow]:
        """Whole name, then start of the name, then start of a word, then anywhere; or part of the code."""
        wanted = _plain(text)
        code = text.strip().upper()
        if not wanted:
            return []
        matches = []
        for number, (row, name) in enumerate(zip(self._rows, self._plain_names, strict=True)):
            place = _match(wanted, name)
            if place is None and len(code) > 2 and code in row.code:
                place = 0 if row.code == code else 4
            if place is not None:
                matches.append((place, LEVEL_NUMBER[row.level], name, number))
        matches.sort()
        return [self._rows[number] for *_, number in matches[:limit]]


def _match(wanted: str, name: str) -> int | None:
    if wanted not in name:
        return None
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if f" {wanted}" in name else 3


def _plain(name: str) -> str:
    """Without accents, capitals, punctuation and a leading 't; ĳ, ij and y are one letter, as people type them."""
    text = _LEADING_ARTICLE.sub("", name.strip().casefold()).replace("ĳ", "y").replace("ij", "y")
    text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", " ", text).strip()
