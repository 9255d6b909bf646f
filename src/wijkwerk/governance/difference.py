"""What a new version of the kader changes, and for whom. Knows no database: two kaders beside the same figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wijkwerk.definitions.kaders import NormTerms
from wijkwerk.engine.norms import NormVerdict

from .judging import NormBench
from .resolution import reach


@dataclass(frozen=True, slots=True)
class Shift:
    """The areas that go from one answer to another on one indicator. None stands for "no norm"."""

    indicator: str
    before: NormVerdict | None
    after: NormVerdict | None
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NormChange:
    """A norm that came, went or was changed; both for one that was changed."""

    before: NormTerms | None
    after: NormTerms | None


def verdict_shifts(before: NormBench | None, after: NormBench | None, areas: Iterable[str]) -> tuple[Shift, ...]:
    """Every area whose answer differs, gathered per indicator, in reading order. None for no kader at all."""
    codes = tuple(areas)
    names = dict.fromkeys(name for bench in (before, after) if bench is not None for name in bench.indicators)
    found: dict[tuple[str, NormVerdict | None, NormVerdict | None], list[str]] = {}
    for name in names:
        for code in codes:
            answers = _answer(before, name, code), _answer(after, name, code)
            if answers[0] is not answers[1]:
                found.setdefault((name, *answers), []).append(code)
    return tuple(Shift(*key, tuple(changed)) for key, changed in found.items())


def norm_changes(before: Sequence[NormTerms], after: Sequence[NormTerms]) -> tuple[NormChange, ...]:
    """The norms that differ between two versions, in the order of the new one; those that went come last.

    Norms are the same one where they are about the same areas and begin on the same day.
    """
    old = {_identity(norm): norm for norm in before}
    new = {_identity(norm): norm for norm in after}
    changed = [NormChange(old.get(key), norm) for key, norm in new.items() if old.get(key) != norm]
    return (*changed, *(NormChange(norm, None) for key, norm in old.items() if key not in new))


def _answer(bench: NormBench | None, indicator: str, code: str) -> NormVerdict | None:
    if bench is None or bench.norm(indicator, code) is None:
        return None
    return bench.judge(indicator, code).verdict


def _identity(norm: NormTerms) -> tuple[object, ...]:
    return (*reach(norm), norm.valid_from)
