"""Publish and ask for as long as you like: what a web process holds must not go up with it.

    python -m benchmarks.soak [--minutes 10] [--seed N] [--keep FOLDER]

Ends with 1 where a web process held more than 300 MB, or went up by more than 20 MB after the first third of the time.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from .example_site import REPOSITORY
from .live_site import Held, LiveSite, live_site, publish_by_worker
from .publishing import HOSTILE, held_text, memory_rows
from .timing import table
from .visitors import Answer, Asking, addresses_of, all_at_once, causes, figures_of


def main() -> int:
    sys.path.insert(0, str(REPOSITORY / "src"))
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    parser.add_argument("--keep", type=Path, help="make the site here, and go on with its editions the next time")
    options = parser.parse_args()
    print(f"seed {options.seed}")
    with tempfile.TemporaryDirectory(prefix="wijkwerk-soak-") as temporary:
        work = options.keep or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        with live_site(work) as site:
            rounds = list(soak(site, options.minutes * 60, options.seed))
    rows = memory_rows(rounds[len(rounds) // 3 :])
    print(table(rows))
    return 0 if all(row.holds for row in rows) else 1


def soak(site: LiveSite, seconds: float, seed: int) -> Iterator[list[Held]]:
    """After each publication and the questions that follow on it, what the web processes hold."""
    from wijkwerk.editions.reading import shelf

    until = time.monotonic() + seconds
    asking = Asking(addresses_of(site.port, seed), seed)
    answers: list[Answer] = []
    while time.monotonic() < until:
        publish_by_worker("duurproef")
        keys = shelf().published_keys()
        answers += asyncio.run(all_at_once(site.port, partial(asking.permalinks, keys), HOSTILE))
        answers += asyncio.run(all_at_once(site.port, asking.pages, HOSTILE // 4))
        held = site.held()
        print(
            f"{(seconds - until + time.monotonic()) / 60:5.1f} min, {len(keys)} editions: {held_text(held)}", flush=True
        )
        yield held
    asked = figures_of(answers)
    print(f"{asked}{causes(asked.wrong)}")


if __name__ == "__main__":
    sys.exit(main())
