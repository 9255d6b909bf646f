"""What a web worker takes with 22 million figures published: a process that has answered every kind of question.

python -m benchmarks.memory CACHE    prints the largest resident size so far, in MB
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from .timing import Row

REPOSITORY = Path(__file__).parents[1]
MOST_MB = 250


def memory_row(cache: Path) -> Row:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.memory", str(cache)],
        cwd=REPOSITORY,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "wijkwerk.config.settings", "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=True,
    )
    used = float(done.stdout.split()[0])
    return Row("memory of a web worker, 22 M figures", f"{used:.0f} MB", f"{MOST_MB} MB", used / MOST_MB, 1.0)


def main(cache: Path) -> None:
    import django
    from django.core.handlers.wsgi import WSGIHandler
    from django.urls import get_resolver

    from wijkwerk.data.queries.duckdb_store import DuckDBStore
    from wijkwerk.definitions.vocabulary import Level

    django.setup()
    WSGIHandler()
    assert get_resolver().url_patterns, "every view and presenter that a worker loads is in memory now"
    store = DuckDBStore(cache)
    buurten = store.areas(Level.BUURT)
    for buurt in buurten[:: len(buurten) // 40]:
        assert buurt.parent is not None
        assert buurt.gemeente is not None
        store.profile([buurt.code, buurt.parent, buurt.gemeente, "NL00"])
        store.find_areas(buurt.name)
    for number in range(0, 100, 5):
        name = f"indicator_{number:03d}"
        store.indicator_figures(name, 2020, Level.BUURT)
        store.spread(name, 2020, Level.BUURT, 50.0, urbanity=3)
        store.ranks_within(name, 2020, buurten[0].gemeente or "", Level.BUURT)
    print(largest_mb(), "MB")


def largest_mb() -> int:
    """Of this program. (`getrusage` also counts what the process was before, when it still was the one that forked.)"""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    assert found is not None, "this benchmark needs Linux"
    return round(int(found[1]) / 1024)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
