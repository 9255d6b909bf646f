"""The part of the net that reads every address as every role."""

import multiprocessing
import tempfile
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from .clock import standing_clock
from .demonstration import set_up, work_on_copy
from .page_differences import page_differences
from .parts import Part, Readings
from .roles_readings import AddressReading
from .starting_state import MOMENT_OF_READING, starting_state

# Each on a copy of its own. More than two cores are rare where this runs, and each copy takes 100 MB.
_PROCESSES = 2
# Drawing one takes half a second, and the other forms of the same file stand behind the same door.
_DRAWN = ".png"
_ASK_FOR_DRAWN = ("bezoeker", "onderzoeker")


def take(match: str) -> Readings:
    state = starting_state()
    # Forked before Django is set up: each sets up its own.
    with ProcessPoolExecutor(_PROCESSES, mp_context=multiprocessing.get_context("fork")) as pool:
        shares = pool.map(_take_share, [(state, match, share) for share in range(_PROCESSES)])
        return {name: text for share in shares for name, text in share.items()}


def _take_share(order: tuple[Path, str, int]) -> Readings:
    """Every second address, from the first or from the second."""
    state, match, share = order
    with tempfile.TemporaryDirectory(prefix="wijkwerk-net-") as folder:
        work_on_copy(Path(folder) / "data", of=state)
        with standing_clock(MOMENT_OF_READING):
            set_up()
            from .page_addresses import page_addresses

            return read_pages(_matching(page_addresses(), match)[share::_PROCESSES])


def read_pages(addresses: Iterable[str]) -> dict[str, str]:
    from .answer_reading import answer_lines
    from .roles import browsers, get

    signed_in = browsers()
    readings = {}
    for address in addresses:
        asking = _ASK_FOR_DRAWN if address.endswith(_DRAWN) else signed_in
        by_role = {role: tuple(answer_lines(get(signed_in[role], address))) for role in asking}
        readings[file_name(address)] = AddressReading(address, by_role).text()
    return readings


def file_name(address: str) -> str:
    """What a person and every file system can read: "/zoek/?q=noord" is kept in "zoek@q=noord.txt"."""
    path, _, query = address.partition("?")
    plain = path.strip("/.").replace("/", ".") or "start"
    asked = "@" + query.replace("&", ",").replace("/", ".") if query else ""
    return f"{plain}{asked}.txt"


def _matching(addresses: Iterable[str], match: str) -> list[str]:
    return [address for address in addresses if match in address]


def _is_asked(name: str, content: str | bytes, match: str) -> bool:
    return isinstance(content, str) and match in content.partition("\n")[0]


PART = Part("pages", take, page_differences, _is_asked)
