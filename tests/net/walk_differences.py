"""What differs between two readings of a chapter: step by step, named by what the step does."""

from collections.abc import Iterator

from tests.net.comparing import changes
from tests.net.parts import Difference

_STEP = "# "


def differing_steps(name: str, kept: str | bytes, now: str | bytes) -> Iterator[Difference]:
    """In the order of the walk; a step that came or went is told whole."""
    before, after = _steps(str(kept)), _steps(str(now))
    for step in [*after, *(each for each in before if each not in after)]:
        for lines in changes(before.get(step, []), after.get(step, [])):
            yield Difference(f"{name.removesuffix('.txt')}: {step}", lines)


def _steps(text: str) -> dict[str, list[str]]:
    """What each step does -> its lines."""
    steps: dict[str, list[str]] = {}
    for block in text.split("\n\n"):
        first, *lines = block.strip("\n").split("\n")
        if first.startswith(_STEP):
            steps[first.removeprefix(_STEP)] = lines
    return steps
