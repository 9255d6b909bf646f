"""What comes out when a figure is held against its norm. Knows no database."""

from dataclasses import dataclass
from enum import StrEnum

from wijkwerk.data.queries.figures import Figure
from wijkwerk.definitions.kaders import NormTerms
from wijkwerk.engine.norms import NormVerdict


class Basis(StrEnum):
    """Where the range comes from within which a figure was judged."""

    INTERVAL = "interval"  # the figure's own
    ROUNDING = "rounding"  # half a step of a register figure
    MARGIN = "margin"  # 5 % of the value of a model figure whose maker gives no interval
    NONE = "none"  # exact, or nothing to tell by


class Why(StrEnum):
    """Why a verdict cannot be told; or, beside one that can, nothing."""

    NOTHING = ""
    NO_NORM = "no_norm"
    NO_FIGURE = "no_figure"  # the figure's own status says more
    UNRELIABLE = "unreliable"
    UNRELIABLE_START = "unreliable_start"  # of the year that a trend starts from
    NO_INTERVAL = "no_interval"
    ACROSS = "across"  # the interval lies on both sides of the limit
    NO_GEMEENTE = "no_gemeente"  # nothing to be relative to
    NO_START = "no_start"  # no comparable figure in the year that the trend starts from


@dataclass(frozen=True, slots=True)
class NormJudgement:
    """One figure beside its norm.

    period, figure  the year that is judged; None where nothing was ever delivered
    start           of a trend: the figure of its first year, also where it has no value
    used, basis     the range of the figure itself that was judged, and where it comes from; None where there is none
    judged          what was held against the norm: the figure, or its difference or change; None without a figure
    floor, ceiling  the range on the scale of the figure itself, −inf or inf at an open side; None for a trend, or where
                    the gemeente has no figure
    gap             how much `judged` must change: above 0 it must rise; 0 where it lies within; None where not known
    count           the same in people, dwellings or events, without a sign; None where it cannot or may not be told
    approximate     whether the count stands on a rounded share
    model           a model figure: a verdict on the present state only, never on the effect of a policy
    """

    indicator: str
    area: str
    norm: NormTerms | None
    verdict: NormVerdict
    why: Why
    period: int | None = None
    figure: Figure | None = None
    judged: tuple[float, float, float] | None = None
    floor: float | None = None
    ceiling: float | None = None
    gap: float | None = None
    count: int | None = None
    approximate: bool = False
    model: bool = False
    used: tuple[float, float] | None = None
    basis: Basis = Basis.NONE
    start: Figure | None = None
