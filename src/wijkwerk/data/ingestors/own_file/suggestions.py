"""Which variable a column probably is, by its name. A proposal for a person, never a decision."""

from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from difflib import SequenceMatcher

from wijkwerk.definitions.sources import Variable

from .headers import YEAR, plain_header

WORTH_SHOWING = 0.55


@dataclass(frozen=True, slots=True)
class Suggestion:
    header: str
    variable: str
    score: float  # 0–1


def suggest_variables(headers: Iterable[str], variables: Dict[str, Variable]) -> tuple[Suggestion, ...]:
    """The best variable for each header that has one; a variable is proposed to one header (per year) only."""
    scored = sorted(
        (
            Suggestion(header, name, score)
            for header in headers
            for name, variable in variables.items()
            if (score := likeness(header, name, variable.title)) >= WORTH_SHOWING
        ),
        key=lambda suggestion: (-suggestion.score, suggestion.header, suggestion.variable),
    )
    chosen: dict[str, Suggestion] = {}
    owner: dict[str, str] = {}
    for suggestion in scored:
        bare = _bare(suggestion.header)
        if suggestion.header not in chosen and owner.setdefault(suggestion.variable, bare) == bare:
            chosen[suggestion.header] = suggestion
    return tuple(chosen.values())


def likeness(header: str, name: str, title: str) -> float:
    """0–1: the better of shared words and shared letters, against the variable's name and its title."""
    return max(_like(_bare(header), _bare(text)) for text in (name, title))


def _bare(text: str) -> str:
    return " ".join(YEAR.sub("", plain_header(text)).split())


def _like(one: str, other: str) -> float:
    if not one or not other:
        return 0
    words, others = set(one.split()), set(other.split())
    shared = len(words & others) / len(words | others)
    return max(shared, SequenceMatcher(None, one, other).ratio())
