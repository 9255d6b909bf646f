"""What a new version of the kader changes, and for whom; and between editions: by norm or by figure. No database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from wijkwerk.definitions.kaders import NormTerms
from wijkwerk.engine.norms import NormVerdict
from wijkwerk.governance.kader.judging import NormBench
from wijkwerk.governance.kader.resolution import reach


@dataclass(frozen=True, slots=True)
class Shift:
    """The areas that go from one answer to another on one indicator. None stands for "no norm"."""

    indicator: str
    before: NormVerdict | None
    after: NormVerdict | None
    areas: tuple[str, ...]


class Cause(StrEnum):
    """Why an answer differs between two editions."""

    NORM = "norm"
    FIGURE = "figure"
    BOTH = "both"  # neither alone explains it


@dataclass(frozen=True, slots=True)
class FourBenches:
    """The norms of two editions beside the figures of both. None for an edition without a kader."""

    before: NormBench | None  # old norms, old figures
    new_norms: NormBench | None  # beside the old figures
    new_figures: NormBench | None  # beside the old norms
    after: NormBench | None


@dataclass(frozen=True, slots=True)
class NormChange:
    """A norm that came, went or was changed; both for one that was changed."""

    before: NormTerms | None
    after: NormTerms | None


def verdict_shifts(before: NormBench | None, after: NormBench | None, areas: Iterable[str]) -> tuple[Shift, ...]:
    """Every area whose answer differs, gathered per indicator, in reading order. None for no kader at all."""
    return caused_shifts(FourBenches(before, after, before, after), areas).get(Cause.NORM, ())


def caused_shifts(benches: FourBenches, areas: Iterable[str]) -> dict[Cause, tuple[Shift, ...]]:
    """Every area whose answer differs, by cause; per indicator, in reading order. Causes without a shift are left out.

    The norm is the cause where it alone makes the new answer and without it nothing would differ; so with the figure.
    """
    codes = tuple(areas)
    both = (benches.before, benches.after)
    names = dict.fromkeys(name for bench in both if bench is not None for name in bench.indicators)
    by_cause: dict[Cause, dict[tuple[str, NormVerdict | None, NormVerdict | None], list[str]]] = {}
    for name in names:
        for code in codes:
            before, after = _answer(benches.before, name, code), _answer(benches.after, name, code)
            if before is not after:
                cause = _cause(benches, name, code)
                by_cause.setdefault(cause, {}).setdefault((name, before, after), []).append(code)
    return {
        cause: tuple(Shift(*key, tuple(changed)) for key, changed in by_cause[cause].items())
        for cause in Cause
        if cause in by_cause
    }


def norm_changes(before: Sequence[NormTerms], after: Sequence[NormTerms]) -> tuple[NormChange, ...]:
    """The norms that differ between two versions, in the order of the new one; those that went come last.

    Norms are the same one where they are about the same areas and begin on the same day.
    """
    old = {_identity(norm): norm for norm in before}
    new = {_identity(norm): norm for norm in after}
    changed = [NormChange(old.get(key), norm) for key, norm in new.items() if old.get(key) != norm]
    return (*changed, *(NormChange(norm, None) for key, norm in old.items() if key not in new))


def _cause(benches: FourBenches, name: str, code: str) -> Cause:
    before, after = _answer(benches.before, name, code), _answer(benches.after, name, code)
    by_norm, by_figure = _answer(benches.new_norms, name, code), _answer(benches.new_figures, name, code)
    if by_norm is after and by_figure is before:
        return Cause.NORM
    if by_figure is after and by_norm is before:
        return Cause.FIGURE
    return Cause.BOTH


def _answer(bench: NormBench | None, indicator: str, code: str) -> NormVerdict | None:
    if bench is None or bench.norm(indicator, code) is None:
        return None
    return bench.judge(indicator, code).verdict


def _identity(norm: NormTerms) -> tuple[object, ...]:
    return (*reach(norm), norm.valid_from)
