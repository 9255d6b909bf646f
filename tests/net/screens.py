"""The part of the net that looks: pages in a real browser, on a wide and on a narrow screen.

No server: the browser asks, and Django answers in this process, so that the clock stands for it and nobody signs in.
"""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.pages import PAGE_TYPES, PAGES_OF, STAFF_PAGES
from tests.made_once import REPOSITORY

from .clock import standing_clock
from .demonstration import set_up, work_on_copy
from .parts import Difference, Part, Readings
from .pictures import PictureDifference, picture_difference, side_by_side, small_picture
from .starting_state import MOMENT_OF_READING, starting_state

# Beside pytest's own cache: ignored by git.
FULL = REPOSITORY / ".pytest_cache" / "net" / "full"
DIFFERING = REPOSITORY / ".pytest_cache" / "net" / "differing"
# The width of a screen -> that of the picture that is kept.
WIDTHS = {1360: 340, 320: 160}

_ALL_PAGES = {**PAGE_TYPES, **STAFF_PAGES, **{name: address for name, (_, address) in PAGES_OF.items()}}
_ALL_PAGES |= {
    "leveringen": "/leveringen/",
    "aanleveren": "/aanleveren/",
    "publiceren": "/publiceren/",
    "taken": "/taken/",
}
_BY_ROLE = {
    "bezoeker": (
        "start", "buurtprofiel", "wijkprofiel", "gemeenteprofiel", "indicator per buurt", "thema",
        "buurten vergelijken", "kader", "urgentie per wijk", "score open", "stapeling", "zekerheid", "wat als",
        "zoeken", "bronnen", "methode",
    ),
    "onderzoeker": (
        "start", "leveringen", "aanleveren", "publiceren", "normen", "versie van het kader", "besluiten",
        "notitie schrijven",
    ),
    "beheerder": (
        "mensen", "persoon", "gremia", "logboek", "technisch beheer", "stadsdelen", "mijn gegevens", "wie mag wat",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Screen:
    role: str
    page: str
    width: int

    @property
    def address(self) -> str:
        return _ALL_PAGES[self.page]

    @property
    def file_name(self) -> str:
        return f"{self.role}/{self.page.replace(' ', '-')}-{self.width}.png"


def all_screens() -> list[Screen]:
    return [Screen(role, page, width) for role, pages in _BY_ROLE.items() for page in pages for width in WIDTHS]


def take(match: str) -> Readings:
    wanted = [each for each in all_screens() if match in each.address]
    with tempfile.TemporaryDirectory(prefix="wijkwerk-net-") as folder:
        work_on_copy(Path(folder) / "data", of=starting_state())
        # Playwright keeps an event loop in this thread, for which Django would refuse its database.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        with standing_clock(MOMENT_OF_READING):
            set_up()
        _name_the_forgotten()
        return dict(_looked_at(wanted))


def _name_the_forgotten() -> None:
    """Their accounts are drawn anew in each run, and a wider one shifts the columns beside it."""
    from wijkwerk.access.people import Person

    for number, person in enumerate(Person.objects.filter(account__startswith="voormalig-").order_by("pk")):
        Person.objects.filter(pk=person.pk).update(account=f"voormalig-{number:016d}")


def screen_differences(name: str, kept: str | bytes, now: str | bytes) -> Iterator[Difference]:
    assert isinstance(kept, bytes)
    assert isinstance(now, bytes)
    difference = picture_difference(kept, now)
    if not difference.is_none:
        yield Difference(name, tuple(_difference_lines(name, difference)))
        _show(name, kept, now)


def _looked_at(wanted: list[Screen]) -> Iterator[tuple[str, bytes]]:
    from .browsing import pictures_of

    for screen, full in pictures_of(wanted):
        _write(FULL / screen.file_name, full)
        yield screen.file_name, small_picture(full, WIDTHS[screen.width])


def _difference_lines(name: str, difference: PictureDifference) -> Iterator[str]:
    scale = 4 if name.endswith("1360.png") else 2
    if difference.blocks:
        first, last = difference.first * scale, difference.last * scale
        yield f"- {difference.blocks} blocks look different, {first} to {last} px from the top"
    if difference.height_before != difference.height_now:
        yield f"- the page is {difference.height_now * scale} px high and was {difference.height_before * scale}"
    yield f"  kept | now | difference: {(DIFFERING / name).relative_to(REPOSITORY)}"


def _show(name: str, kept: bytes, now: bytes) -> None:
    _write(DIFFERING / name, side_by_side(kept, now))
    full = FULL / name
    if full.exists():
        _write((DIFFERING / name).with_suffix(".full.png"), full.read_bytes())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _is_asked(name: str, content: str | bytes, match: str) -> bool:
    return any(each.file_name == name and match in each.address for each in all_screens())


PART = Part("screens", take, screen_differences, _is_asked)
