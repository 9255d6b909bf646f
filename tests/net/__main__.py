"""`python -m tests.net`: whether people still get what they got.

python -m tests.net                             compare all of it; ends with 1 where something differs
python -m tests.net --only pages --match /mensen/   a part of it
python -m tests.net --accept "REASON"           what differs was meant: keep it, and write down why
"""

import argparse
import datetime
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from .accepting import RefusedError, keep, refuse_empty_reason, write_down
from .comparing import Group, differences, grouped
from .kept_readings import read_kept
from .parts import Difference, Part, Readings, names, part
from .printing import group_lines
from .taking import TakingError, taken


@dataclass(frozen=True)
class Compared:
    part: Part
    now: Readings
    changed: dict[str, list[Difference]]

    @property
    def groups(self) -> list[Group]:
        return grouped(each for of_reading in self.changed.values() for each in of_reading)


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        if options.accept is not None:
            refuse_empty_reason(options.accept)
        compared = [_compare(part(name), options.match) for name in options.only or names()]
        return _accept(compared, options.accept) if options.accept is not None else _exit_code(compared)
    except (RefusedError, TakingError) as problem:
        print(problem, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.net", description=__doc__.partition("\n")[0])
    parser.add_argument("--only", action="append", choices=names(), help="this part alone; may be given again")
    parser.add_argument("--match", default="", help="what an address or a name has to contain, like /notities/")
    parser.add_argument("--accept", metavar="REASON", help="keep what is there now, and write down why")
    return parser


def _compare(which: Part, match: str) -> Compared:
    begun = time.monotonic()
    now = taken(which, match)
    kept = read_kept(which.kept_folder)
    if match:
        kept = {name: each for name, each in kept.items() if which.concerns(name, each, match)}
        now = {name: each for name, each in now.items() if which.concerns(name, each, match)}
    compared = Compared(which, now, differences(kept, now, which.compare))
    _tell(compared, time.monotonic() - begun)
    return compared


def _tell(compared: Compared, seconds: float) -> None:
    groups = compared.groups
    outcome = f"{len(groups)} differences" if groups else "nothing differs"
    print(f"{compared.part.name}: {len(compared.now)} readings in {seconds:.0f} s, {outcome}", flush=True)
    for group in groups:
        print("", *group_lines(group), sep="\n", flush=True)


def _exit_code(compared: list[Compared]) -> int:
    if not any(each.changed for each in compared):
        return 0
    print('\nMeant? Then keep it: python -m tests.net --accept "REASON" (docs/vangnet.md)')
    return 1


def _accept(compared: list[Compared], reason: str) -> int:
    changed = {each.part.name: each.groups for each in compared if each.changed}
    if not changed:
        raise RefusedError("Nothing differs, so there is nothing to accept.")
    for each in compared:
        keep(each.part.kept_folder, each.now, each.changed)
    write_down(reason, changed, datetime.datetime.now().astimezone().date())
    print("Kept, and written down in tests/net/kept/accepted.md.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
