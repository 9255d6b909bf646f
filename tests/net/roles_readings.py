"""The readings of one address by all roles as one text: one whole, and of each other what is different from it.

    address /notities/nieuw/

    as onderzoeker, controller
    status 200
    …

    as beheerder: as onderzoeker, but
    @ 12 1
    + * [Mensen](/mensen/)

    as bezoeker
    status 302
    leads to /aanmelden/

An "@" says at which line, and how many lines of the first go there; the lines with "+" come instead.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Lines = tuple[str, ...]
_AS, _BUT, _BASE = "as ", ": as ", ", but"
# What is shorter than this is told whole, for it reads better.
_SHORT = 8


@dataclass(frozen=True)
class AddressReading:
    """by_role  in the order of the roles"""

    address: str
    by_role: Mapping[str, Lines]

    def text(self) -> str:
        groups = _groups(self.by_role)
        base = _base(groups)
        sections = [_section(lines, roles, base, groups[base]) for lines, roles in groups.items() if lines != base]
        return "\n".join([f"address {self.address}", "", *_whole(base, groups[base]), *_joined(sections)]) + "\n"


def parse(text: str) -> AddressReading:
    first, _, rest = text.partition("\n\nas ")
    by_role: dict[str, Lines] = {}
    for section in ("\n" + rest).rstrip("\n").split("\n\n" + _AS) if rest else []:
        title, *lines = section.lstrip("\n").split("\n")
        roles, _, base = title.partition(_BUT)
        read = _patched(by_role[base.removesuffix(_BASE)], lines) if base else tuple(_unindented(lines))
        by_role |= dict.fromkeys(roles.split(", "), read)
    return AddressReading(first.removeprefix("address "), by_role)


def _groups(by_role: Mapping[str, Lines]) -> dict[Lines, list[str]]:
    groups: dict[Lines, list[str]] = {}
    for role, lines in by_role.items():
        groups.setdefault(lines, []).append(role)
    return groups


def _base(groups: Iterable[Lines]) -> Lines:
    """The first that is a page or a file and no refusal; else the first."""
    everything = list(groups)
    return next((lines for lines in everything if lines[:1] == ("status 200",)), everything[0])


def _whole(lines: Lines, roles: list[str]) -> list[str]:
    return [_AS + ", ".join(roles), *_indented(lines)]


def _section(lines: Lines, roles: list[str], base: Lines, base_roles: list[str]) -> list[str]:
    steps = _steps(base, lines)
    if len(lines) <= _SHORT or len(steps) >= len(lines):
        return _whole(lines, roles)
    return [f"{_AS}{', '.join(roles)}{_BUT}{base_roles[0]}{_BASE}", *steps]


def _joined(sections: list[list[str]]) -> list[str]:
    return [line for section in sections for line in ("", *section)]


def _steps(base: Lines, lines: Lines) -> list[str]:
    steps: list[str] = []
    for kind, begin, end, begin_new, end_new in SequenceMatcher(None, base, lines, autojunk=False).get_opcodes():
        if kind != "equal":
            steps += [f"@ {begin} {end - begin}", *(f"+ {line}" for line in lines[begin_new:end_new])]
    return steps


def _patched(base: Lines, steps: Sequence[str]) -> Lines:
    lines, at = list[str](), 0
    for step in steps:
        if step.startswith("@ "):
            begin, gone = map(int, step.split()[1:])
            lines += base[at:begin]
            at = begin + gone
        else:
            lines.append(step[2:])
    return (*lines, *base[at:])


def _indented(lines: Iterable[str]) -> list[str]:
    """So that no line of a page is taken for one of ours, which stand in the margin."""
    return [f"  {line}" if line else "" for line in lines]


def _unindented(lines: Iterable[str]) -> list[str]:
    return [line[2:] for line in lines]
