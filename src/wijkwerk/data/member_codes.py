"""The code of a member of a dimension, by the list of the table itself: a catalogue may name it by code or by title.

Codes are the source's own and differ between tables of one subject ("T001203", "A045561": all youth care); a title is
what people read. Whichever a catalogue names, the list that a table brings decides.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class MemberList:
    """The members of one dimension: code -> title, as the table lists them."""

    titles: Mapping[str, str]

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> "MemberList":
        """From records of OData v3 (`Key`) or v4 (`Identifier`)."""
        return cls(
            {
                str(row.get("Key", row.get("Identifier")) or "").strip(): " ".join(str(row.get("Title") or "").split())
                for row in rows
            }
        )

    def code_of(self, wanted: str) -> str | None:
        """The code that `wanted` is, or the code of the one member that has it as its title; None for neither."""
        if wanted in self.titles:
            return wanted
        same = [code for code, title in self.titles.items() if title.casefold() == wanted.casefold()]
        return same[0] if len(same) == 1 else None

    def has_year(self, year: str) -> bool:
        """Whether a period of this year is among them."""
        return any(code.startswith(year) for code in self.titles)

    @property
    def shown(self) -> str:
        """ "‘0.0.0’ (Totaal misdrijven), …": what one can choose from."""
        told = [f"‘{code}’ ({title})" if title else f"‘{code}’" for code, title in self.titles.items()]
        more = len(told) - _MOST_SHOWN
        return ", ".join(told[:_MOST_SHOWN]) + (f" en nog {more}" if more > 0 else "")


def unknown_members(members: MemberList, wanted: Sequence[str]) -> list[str]:
    return [each for each in wanted if members.code_of(each) is None]
