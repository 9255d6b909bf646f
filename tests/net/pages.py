"""The part of the net that reads every address as every role."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from .clock import standing_clock
from .demonstration import set_up, work_on_copy
from .page_differences import page_differences
from .parts import Part, Readings
from .roles_readings import AddressReading
from .starting_state import MOMENT_OF_READING, starting_state


def take(match: str) -> Readings:
    with tempfile.TemporaryDirectory(prefix="wijkwerk-net-") as folder:
        work_on_copy(Path(folder) / "data", of=starting_state())
        with standing_clock(MOMENT_OF_READING):
            set_up()
            return read_pages(match)


def read_pages(match: str) -> dict[str, str]:
    from .answer_reading import answer_lines
    from .page_addresses import page_addresses
    from .roles import browsers, get

    signed_in = browsers()
    readings = {}
    for address in _matching(page_addresses(), match):
        by_role = {role: tuple(answer_lines(get(browser, address))) for role, browser in signed_in.items()}
        readings[file_name(address)] = AddressReading(address, by_role).text()
    return readings


def file_name(address: str) -> str:
    """What a person and every file system can read: "/zoek/?q=noord" is kept in "zoek@q=noord.txt"."""
    path, _, query = address.partition("?")
    plain = path.strip("/").replace("/", ".") or "start"
    asked = "@" + query.replace("&", ",").replace("/", ".") if query else ""
    return f"{plain}{asked}.txt"


def _matching(addresses: Iterable[str], match: str) -> list[str]:
    return [address for address in addresses if match in address]


def _is_asked(name: str, content: str | bytes, match: str) -> bool:
    return isinstance(content, str) and match in content.partition("\n")[0]


PART = Part("pages", take, page_differences, _is_asked)
