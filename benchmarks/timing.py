"""Time things beside each other, so that what else the machine does strikes both."""

import math
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table that `run.py` prints. `most` is the largest ratio (or amount) that is good enough,
    infinite where a row only tells."""

    work: str
    ours: str
    peer: str
    ratio: float
    most: float

    @property
    def holds(self) -> bool:
        return self.ratio <= self.most


def medians(works: dict[str, Callable[[], object]], times: int = 15) -> dict[str, float]:
    """Seconds of each, in turn and in turn again, each right after a run that is not timed.

    Without that run the first of two that read the same rows pays for what a large question before it drove out of
    memory, and the second finds them there.
    """
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(times):
        for name, work in works.items():
            work()
            began = time.perf_counter()
            work()
            taken[name].append(time.perf_counter() - began)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def compared(work: str, ours: float, peer: float, most: float = math.inf) -> Row:
    return Row(work, shown(ours), shown(peer), ours / peer, most)


def shown(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def table(rows: list[Row]) -> str:
    widths = [max(len(row.work) for row in rows), 10, 12]
    lines = [f"{'work':<{widths[0]}}  {'ours':>{widths[1]}}  {'peer':>{widths[2]}}   ratio   most"]
    lines += [
        f"{row.work:<{widths[0]}}  {row.ours:>{widths[1]}}  {row.peer:>{widths[2]}}  {row.ratio:6.2f}  {_most(row):>5}"
        f"  {'' if row.holds else 'TOO MUCH'}".rstrip()
        for row in rows
    ]
    return "\n".join(lines)


def _most(row: Row) -> str:
    return "" if math.isinf(row.most) else f"{row.most:.2f}"
