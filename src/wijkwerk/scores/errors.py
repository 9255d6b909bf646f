"""What makes it impossible to run a recipe on these figures: gathered, each with its place and its remedy, in Dutch."""

from collections.abc import Iterator
from contextlib import contextmanager

from wijkwerk.lib.problems import Mendable, UnusableError


class ScoreError(UnusableError[Mendable]):
    """No score at all: by the figures, or by the recipe itself where both are told together."""

    beginning = "De score is niet te berekenen,"


@contextmanager
def gathered(problems: list[Mendable]) -> Iterator[None]:
    """What is found to be wrong inside goes with the rest, and the block ends there."""
    try:
        yield
    except UnusableError as error:
        problems += error.problems


def found_at(where: str, level: str) -> str:
    return f"{where}, niveau {level}" if level else where
