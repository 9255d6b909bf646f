"""The walk through every form of the site, on a copy of the demonstration, and what is read of each step.

`walked()` is the data folder as the walk leaves it, for the pages that are then worth looking at.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.made_once import REPOSITORY, made_once
from tests.net.clock import standing_clock
from tests.net.demonstration import set_up, work_on_copy
from tests.net.parts import Part
from tests.net.walk_differences import differing_steps
from tests.net.walk_steps import Chapter, Step, chapters_about

KEPT = Path(__file__).with_name("kept") / "walk"


def walked() -> Path:
    """The data folder after the whole walk; to copy, not to change."""
    return _made() / "data"


def take(match: str = "") -> Mapping[str, str]:
    """What was read of each chapter; of a copy of the code (NET_DEMONSTRATION) those whose name contains `match`."""
    if "NET_DEMONSTRATION" not in os.environ:
        return readings(_made() / "reading")
    with tempfile.TemporaryDirectory(prefix="wijkwerk-walk-") as folder:
        _walk_in_own_process(Path(folder), match)
        return readings(Path(folder) / "reading")


def readings(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}


def _made() -> Path:
    return made_once("walk", _walk_in_own_process, *_builders())


def _builders() -> list[Path]:
    """What decides over the walk: not what was kept of an earlier one."""
    here = Path(__file__).parent
    return [REPOSITORY / "examples", here / "steps", *sorted(here.glob("walk*.py")), *map(here.joinpath, _CLOCKWORK)]


_CLOCKWORK = ("clock.py", "demonstration.py", "settings.py")


def _walk_in_own_process(target: Path, match: str = "") -> None:
    """Into `target`: `data`, and `reading` with a text for each chapter."""
    subprocess.run([sys.executable, "-m", "tests.net.walk", str(target), match], cwd=REPOSITORY, check=True)


PART = Part("walk", take, differing_steps)


def _walk(target: Path, match: str) -> None:
    work_on_copy(target / "data")
    with standing_clock() as clock:
        set_up()
        (target / "reading").mkdir()
        for chapter in chapters_about(match):
            text = "\n".join(_Walk(clock, chapter).lines()) + "\n"
            (target / "reading" / f"{chapter.name}.txt").write_text(text, encoding="utf-8")


class _Walk:
    """One chapter, with the browsers of those in it."""

    def __init__(self, clock: Any, chapter: Chapter) -> None:
        from django.conf import settings

        from tests.net.walk_browser import Browsers
        from tests.net.walk_rows import Watch

        self._clock, self._chapter = clock, chapter
        self._data = Path(settings.WIJKWERK_DATA)
        self._browsers = Browsers()
        self._rows: Any = None
        self._watch = Watch()

    def lines(self) -> Iterator[str]:
        from django.db import connection
        from django.test import override_settings

        settings = override_settings(WIJKWERK_DEMO=self._chapter.demo, ALLOWED_HOSTS=["*"])
        with settings, connection.execute_wrapper(self._watch):
            for step in self._chapter.steps:
                yield f"# {step.does}"
                yield from self._step(step)
                yield ""

    def _step(self, step: Step) -> Iterator[str]:
        from tests.net.walk_prepare import prepared
        from tests.net.walk_reading import event_lines, file_lines, files_in, last_event
        from tests.net.walk_rows import changed_rows, snapshot

        self._clock.shift(1 + step.wait)
        opened = [self._browsers.opened(who) for who in (step.who, step.seen_by) if who]
        self._browsers.known |= prepared(step.prepare)
        # What is read takes a while: what a step left is what the next one finds, where nothing came between.
        if any(opened) or step.prepare or not self._rows:
            self._rows = snapshot(self._rows, self._watch.written)
        rows = self._rows
        self._watch.written.clear()
        files, event = files_in(self._data), last_event()
        yield f"who: {step.who}"
        yield from self._taken(step)
        self._keep_young()
        yield from event_lines(event)
        self._rows = snapshot(rows, self._watch.written)
        yield from changed_rows(rows, self._rows)
        yield from file_lines(files, files_in(self._data))

    def _taken(self, step: Step) -> list[str]:
        from tests.net.walk_browser import StepError

        try:
            return self._done(step)
        except StepError as error:
            from tests.net.walk_scrub import scrubbed_address

            return [f"NOT POSSIBLE: {scrubbed_address(str(error))}"]

    def _done(self, step: Step) -> list[str]:
        from tests.net.walk_reading import answer_lines, sent_lines

        browsers = self._browsers
        if not step.send:
            answer = browsers.look(step.who, step.open)
            browsers.remember(step, answer)
            return [f"opens: {step.open}", *answer_lines(answer)]
        sending = browsers.kept[step.come_from] if step.come_from in browsers.kept else browsers.prepare(step)
        if step.keep:
            browsers.kept[step.keep] = sending
            return [*sent_lines(sending), "not sent yet"]
        answer = browsers.send(step.who, sending, step.seen_by)
        lines = [*sent_lines(sending), *answer_lines(answer, sending)]
        browsers.remember(step, answer)
        return lines + (_worked() if step.work else [])

    def _keep_young(self) -> None:
        """A file system knows the time that it is; by the clock of the walk what was just handed in may seem old."""
        uploads = self._data / "uploads"
        for path in uploads.rglob("*") if uploads.is_dir() else ():
            os.utime(path, (time.time(), time.time()))


def _worked() -> list[str]:
    """Do what waits, in this process."""
    from wijkwerk.access.jobs.running import work_once

    count = 0
    while work_once():
        count += 1
    return [f"jobs done: {count}"]


if __name__ == "__main__":
    _walk(Path(sys.argv[1]), "".join(sys.argv[2:]))
