"""What visitors notice of a publication, and what web processes hold after nine of them.

    publishing_rows   fifty requests a second in quiet minutes and while the worker publishes
    editions_rows     nine publications, after each of which every permalink and file is asked of any edition

Both run the site as in production: `wijkwerk serve`, two web processes and a worker, on the edition of the country.
"""

import asyncio
import math
import random
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from .live_site import Held, LiveSite, live_site, publish_by_worker
from .timing import Row
from .visitors import Answer, Asking, Figures, addresses_of, all_at_once, at_pace, causes, figures_of

PER_SECOND = 50
QUIET = 12.0  # seconds
AFTER = 10.0  # seconds after the switch, when no page of the new edition was made yet
MOST_SECONDS = 0.5
PUBLICATIONS = 9
HOSTILE = 300  # requests after each publication
MOST_MB = 300
MOST_GROWTH_MB = 20


def publishing_rows(work: Path, seed: int | None = None) -> list[Row]:
    chosen = random.randrange(1 << 32) if seed is None else seed
    print(f"seed {chosen}")
    with live_site(work) as site:
        asking = Asking(addresses_of(site.port, chosen), chosen)
        asyncio.run(all_at_once(site.port, asking.pages, 600))
        until = time.monotonic() + QUIET
        quiet = figures_of(at_fifty(site, asking.pages, lambda: time.monotonic() > until))
        publishing, seconds = while_publishing(site, asking)
    print(f"quiet: {quiet}{causes(quiet.wrong)}")
    print(f"publishing, {seconds:.0f} s: {publishing}{causes(publishing.wrong)}")
    return [
        Row("p95 in quiet minutes, 50 requests a second", _ms(quiet.slow), "", quiet.slow / MOST_SECONDS, 1.0),
        Row("p95 while publishing", _ms(publishing.slow), _ms(MOST_SECONDS), publishing.slow / MOST_SECONDS, 1.0),
        _all_answered("answers that did not come while publishing", publishing),
    ]


def while_publishing(site: LiveSite, asking: Asking) -> tuple[Figures, float]:
    """Of the whole publication and the first seconds after it, when all pages are new; and how long it took."""
    took: list[float] = []
    over = threading.Event()

    def publish() -> None:
        try:
            took.append(publish_by_worker("meting"))
            time.sleep(AFTER)
        finally:
            over.set()

    publisher = threading.Thread(target=publish)
    publisher.start()
    answers = at_fifty(site, asking.pages, over.is_set)
    publisher.join()
    if not took:
        raise RuntimeError("nothing was published")
    return figures_of(answers), took[0]


def editions_rows(work: Path, seed: int | None = None, publications: int = PUBLICATIONS) -> list[Row]:
    from wijkwerk.editions.reading import shelf

    chosen = random.randrange(1 << 32) if seed is None else seed
    print(f"seed {chosen}")
    answers: list[Answer] = []
    with live_site(work) as site:
        asking = Asking(addresses_of(site.port, chosen), chosen)
        rounds: list[list[Held]] = []
        for number in range(publications + 1):
            if number:
                publish_by_worker("meting")
            keys = shelf().published_keys()
            answers += asyncio.run(all_at_once(site.port, partial(asking.permalinks, keys), HOSTILE))
            answers += asyncio.run(all_at_once(site.port, asking.pages, HOSTILE // 4))
            rounds.append(site.held())
            print(f"{len(keys)} editions: {held_text(rounds[-1])}", flush=True)
    asked = figures_of(answers)
    print(f"{asked}{causes(asked.wrong)}")
    return memory_rows(rounds[min(2, publications) :])


def memory_rows(rounds: list[list[Held]]) -> list[Row]:
    """Of the web process that holds most, round after round; what it holds goes up at first, as it gets to know all."""
    resident = [max(each.resident for each in held) for held in rounds]
    growth = sum(resident[-2:]) / len(resident[-2:]) - resident[0]
    peak = max(each.peak for held in rounds for each in held)
    return [
        Row("a web process after the publications", _mb(max(resident)), _mb(MOST_MB), max(resident) / MOST_MB, 1.0),
        Row("what the publications added", _mb(growth), _mb(MOST_GROWTH_MB), growth / MOST_GROWTH_MB, 1.0),
        Row("for a moment, while a picture was drawn", _mb(peak), "", peak / MOST_MB, math.inf),
    ]


def held_text(held: list[Held]) -> str:
    return "; ".join(f"{each.resident:.0f} MB (PSS {each.share:.0f}, peak {each.peak:.0f})" for each in held)


def at_fifty(site: LiveSite, ask: Callable[[], str], is_over: Callable[[], bool]) -> list[Answer]:
    return asyncio.run(at_pace(site.port, ask, PER_SECOND, is_over))


def _all_answered(work: str, figures: Figures) -> Row:
    return Row(work, f"{len(figures.wrong)} of {figures.count}", "0", len(figures.wrong), 0.0)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def _mb(amount: float) -> str:
    return f"{amount:.0f} MB"
