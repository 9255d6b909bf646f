"""How sure a figure is, as a file says it: how many answered, and the limits of its interval."""

from collections.abc import Mapping as Dict
from dataclasses import dataclass

from wijkwerk.data.ingestors.own_file.file_problems import FileProblem, ProblemKind, problem
from wijkwerk.lib.sheets import Place

from .roles import Role


@dataclass(frozen=True, slots=True)
class Precision:
    low: float | None = None
    high: float | None = None
    n: float | None = None


NO_PRECISION = Precision()


def precision_problems(value: float, precision: Precision, places: Dict[Role, Place]) -> list[FileProblem]:
    """Nobody answered, one limit without the other, limits the wrong way round, a value outside its limits."""
    low, high, n = precision.low, precision.high, precision.n
    problems = []
    if n is not None and n < 1:
        problems.append(
            problem(
                ProblemKind.RANGE,
                places[Role.N],
                f"{_plain(n)} respondenten",
                "1 of meer",
                "verbeter het aantal, of zet bij het cijfer waarom het ontbreekt",
            )
        )
    if low is None and high is None:
        return problems
    if low is None or high is None:
        there = Role.HIGH if low is None else Role.LOW
        problems.append(
            problem(
                ProblemKind.RANGE,
                places[there],
                f"alleen een {'bovengrens' if low is None else 'ondergrens'}",
                "een ondergrens en een bovengrens, of geen van beide",
                "vul de andere grens in, of maak ook deze cel leeg",
            )
        )
    elif low > high:
        problems.append(
            problem(
                ProblemKind.RANGE,
                places[Role.LOW],
                f"een ondergrens van {_plain(low)} boven de bovengrens van {_plain(high)}",
                "de ondergrens onder de bovengrens",
                "controleer of de twee kolommen niet verwisseld zijn",
            )
        )
    elif not low <= value <= high:
        problems.append(
            problem(
                ProblemKind.RANGE,
                places[Role.LOW],
                f"het cijfer {_plain(value)} buiten de grenzen {_plain(low)} en {_plain(high)}",
                "een cijfer tussen zijn ondergrens en bovengrens",
                "controleer of de grenzen bij dit cijfer horen en dezelfde eenheid hebben",
            )
        )
    return problems


def _plain(number: float) -> str:
    return f"{number:.10g}".replace(".", ",")
