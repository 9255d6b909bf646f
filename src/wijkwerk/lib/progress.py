"""One line on a terminal that says what is done, how far it is and how long it may still take."""

import sys
import time
from collections.abc import Callable
from typing import TextIO

# How far long work is: done, total, and the name of the step in Dutch.
Progress = Callable[[int, int, str], None]


def no_progress(done: int, total: int, text: str) -> None:
    """For whoever does not watch."""


class ProgressLine:
    """Call it with how many are done, how many there are and the name of the step, as a job's progress.

    On a terminal the line is overwritten; a file or a pipe gets one line per step, so that a log stays readable.
    """

    def __init__(self, stream: TextIO | None = None, now: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream or sys.stderr
        self._now = now
        self._text = ""
        self._began = now()
        self._shown_at = float("-inf")
        self._open = False

    def __call__(self, done: int, total: int, text: str) -> None:
        moment = self._now()
        new_step = text != self._text
        if new_step:
            self.close()
            self._text, self._began = text, moment
        if not self._stream.isatty():
            if new_step:
                self._stream.write(f"{text}\n")
                self._stream.flush()
            return
        if not new_step and done < total and moment - self._shown_at < 0.1:
            return
        self._shown_at = moment
        self._open = True
        self._stream.write(f"\r\033[K{text}{self._how_far(done, total, moment)}")
        self._stream.flush()

    def close(self) -> None:
        """Leave the last line standing and begin a new one."""
        if self._open:
            self._stream.write("\n")
            self._stream.flush()
            self._open = False

    def _how_far(self, done: int, total: int, moment: float) -> str:
        if not total:
            return f": {done}" if done else " ..."
        passed = moment - self._began
        left = passed * (total - done) / done if done else 0.0
        share = f": {done} van {total} ({100 * done // total} %)"
        return share + (f", nog ongeveer {duration(left)}" if left >= 2 else "")


def duration(seconds: float) -> str:
    """Rounded, in Dutch: "40 s", "3 min", "2 uur 5 min"."""
    if seconds < 90:
        return f"{round(seconds)} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    return f"{minutes // 60} uur {minutes % 60} min"
