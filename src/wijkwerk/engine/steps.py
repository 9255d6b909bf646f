"""A recipe's steps on one column of values: any normalisation by its name, or a fixed transformation.

A step takes one column (areas,), NaN = missing, and gives one of the same length; it never fills a gap. Reference
points belong to the indicator and not to the method, so that another method can be tried on the same points.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import numpy as np

from .cells import Cell, CellsError
from .intervals import FloatArray
from .normalisations import NORMALISATIONS
from .normalise_sample import rank
from .parameters import Kind, Parameter
from .ranks import Ties

Value = bool | int | float | str


@dataclass(frozen=True)
class Step:
    """A method by name with its parameters."""

    method: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Points:
    """Reference points of one column in one direction; None where there is none and the sample itself serves.

    low, high            goalposts
    norm_low, norm_high  the band that is good enough; one may be None where it is open
    distribution         figures of other areas, in any order
    """

    low: float | None = None
    high: float | None = None
    norm_low: float | None = None
    norm_high: float | None = None
    mean: float | None = None
    sd: float | None = None
    base: float | None = None
    target: float | None = None
    unit: float | None = None
    distribution: tuple[float, ...] | None = None

    @property
    def given(self) -> bool:
        """Whether there is any point at all."""
        return self != NO_POINTS

    def oriented(self, sign: int) -> "Points":
        """Turned along with the figures: lower and upper ends change places, spreads stay as they are."""
        if sign == 1:
            return self
        turned = {name: _negative(getattr(self, name)) for name in _POSITIONS}
        for low, high in (("low", "high"), ("norm_low", "norm_high")):
            turned[low], turned[high] = turned[high], turned[low]
        distribution = None if self.distribution is None else tuple(-each for each in self.distribution)
        return replace(self, **turned, distribution=distribution)


NO_POINTS = Points()

# What of Points is a place on the indicator's own axis; `sd` and `unit` are lengths.
_POSITIONS = ("low", "high", "norm_low", "norm_high", "mean", "base", "target")

# Which reference point a method's keyword means.
POINTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "goalposts": {"low": "low", "high": "high"},
        "min_max": {"low": "low", "high": "high"},
        "z_score": {"mean": "mean", "sd": "sd"},
        "distance_to_norm": {"low": "norm_low", "high": "norm_high", "unit": "unit"},
        "national_share": {"reference": "distribution"},
        "index_to_base": {"base": "base"},
        "distance_to_target": {"target": "target"},
    }
)
_OF_POINTS = {Kind.POINT, Kind.SPREAD, Kind.DISTRIBUTION}


@dataclass(frozen=True)
class Transformation:
    """A fixed rising function of a figure, the same for every area, so that it goes for reference points too."""

    function: Callable[..., FloatArray]
    above: float  # the figure must be above this, or not below it where `inclusive`
    inclusive: bool = False
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


TRANSFORMATIONS: Mapping[str, Transformation] = MappingProxyType(
    {
        "natural_log": Transformation(np.log, 0),
        "log10": Transformation(np.log10, 0),
        "square_root": Transformation(np.sqrt, 0, inclusive=True),
        "power": Transformation(
            lambda x, exponent: x**exponent,
            0,
            inclusive=True,
            parameters={"exponent": Parameter(Kind.POSITIVE, required=True)},
        ),
    }
)


def normal_scores(values: FloatArray, *, ties: Ties | str = Ties.AVERAGE) -> FloatArray:
    """The standard normal value at the place of each area: Φ⁻¹(rank / (n + 1)); the lowest is rank 1.

    values   (areas, indicators)  higher = more of what the score says; NaN stays NaN
    Source: SIMD 2020 technical notes, "standardising indicators"; English Indices, education domain.
    """
    from scipy.special import ndtri  # heavy to import; only this step needs it

    count = np.count_nonzero(~np.isnan(values), axis=0)
    return np.asarray(ndtri(rank(values, ties=ties) / (count + 1)), np.float64)


_OWN_STEPS: Mapping[str, tuple[Callable[..., FloatArray], Mapping[str, Parameter]]] = MappingProxyType(
    {"normal_scores": (normal_scores, {"ties": Parameter(Kind.CHOICE, choices=tuple(Ties))})}
)


def known_steps() -> list[str]:
    """The names that `normalise` of a recipe may hold, in the order of the handleiding."""
    return [*NORMALISATIONS, *_OWN_STEPS, *TRANSFORMATIONS]


def parameters_of(method: str) -> Mapping[str, Parameter]:
    """What a step wants to be told. Raises KeyError for a step that does not exist."""
    if method in NORMALISATIONS:
        return NORMALISATIONS[method].parameters
    return _OWN_STEPS[method][1] if method in _OWN_STEPS else TRANSFORMATIONS[method].parameters


def missing_points(step: Step, points: Points) -> list[str]:
    """The reference points that a step cannot do without and that are neither given nor in its parameters."""
    return [
        POINTS.get(step.method, {}).get(name, name)
        for name, parameter in parameters_of(step.method).items()
        if parameter.required and name not in _told(step, points)
    ]


def apply_steps(values: FloatArray, steps: tuple[Step, ...], points: Points) -> FloatArray:
    """One after the other, each with the reference points that it gets (`with_points`).

    Raises ValueError as the step does, or where the points have no place on a transformed axis.
    """
    for step, own in with_points(steps, points):
        values = apply_step(values, step, own)
    return values


def with_points(steps: Iterable[Step], points: Points) -> Iterator[tuple[Step, Points]]:
    """Each step with its reference points. Those of the indicator go along through fixed transformations, up to the
    first step that can use them; after it there is another scale, on which they have no place.

    Raises ValueError as `transformed_points`.
    """
    for step in steps:
        yield step, points
        points = transformed_points(points, step) if step.method in TRANSFORMATIONS else NO_POINTS


def apply_step(values: FloatArray, step: Step, points: Points) -> FloatArray:
    """One step on one column (areas,). Raises ValueError as the method does, KeyError for one that does not exist."""
    if step.method in TRANSFORMATIONS:
        return transformed(values, step)
    parameters = _told(step, points)
    function = NORMALISATIONS[step.method].function if step.method in NORMALISATIONS else _OWN_STEPS[step.method][0]
    return np.asarray(function(values[:, None], **parameters)[:, 0], np.float64)


def transformed(values: FloatArray, step: Step) -> FloatArray:
    """A fixed transformation of figures. Raises ValueError at a figure for which it does not exist."""
    kind = TRANSFORMATIONS[step.method]
    wrong = values < kind.above if kind.inclusive else values <= kind.above
    if wrong.any():
        cells = [Cell(int(row), None, float(values[row])) for row in np.flatnonzero(wrong)]
        limit = "0 or more" if kind.inclusive else "above 0"
        raise CellsError(f"{step.method} needs figures {limit}, and area {cells[0].row} has {cells[0].value:g}", cells)
    return np.asarray(kind.function(values, **step.parameters), np.float64)


def transformed_points(points: Points, step: Step) -> Points:
    """The same points after a fixed transformation. Raises ValueError where that is impossible."""
    return points if not points.given else bent_points(points, lambda figures: transformed(figures, step))


def bent_points(points: Points, bend: Callable[[FloatArray], FloatArray]) -> Points:
    """The same points on a bent axis.

    bend  a rising function of figures (any number,) that raises ValueError where it does not exist

    A spread has no place on another axis: `sd` and `unit` must be given for the bent figures already.
    Raises ValueError.
    """

    def moved(figures: Iterable[float]) -> list[float]:
        try:
            return [float(figure) for figure in bend(np.array(figures, np.float64))]
        except ValueError as error:
            raise ValueError(f"a reference point lies where the transformation does not exist: {error}") from None

    places = {name: value for name in _POSITIONS if (value := getattr(points, name)) is not None}
    bent = dict(zip(places, moved(tuple(places.values())), strict=True))
    distribution = None if points.distribution is None else tuple(moved(points.distribution))
    return replace(points, **bent, distribution=distribution)


def range_of(steps: tuple[Step, ...], points: Points) -> tuple[float, float] | None:
    """The ends of the scale that the steps end on; None where there is no end, or where it hangs on the sample."""
    if not steps:
        return None
    carried = all(step.method in TRANSFORMATIONS for step in steps[:-1])
    last = steps[-1]
    parameters = _told(last, points if carried else NO_POINTS)
    scale = float(parameters.get("scale", 100))
    match last.method:
        case "goalposts" if parameters.get("clip", True):
            return 0.0, scale
        case "min_max" if parameters.get("clip", False) or not {"low", "high"} & set(parameters):
            return float(parameters.get("scale_low", 0)), float(parameters.get("scale_high", 100))
        case "national_share" | "exponential":
            return 0.0, scale
        case "percentile_rank":
            return 0.0, scale
        case _:
            return None


def _told(step: Step, points: Points) -> dict[str, Any]:
    """A method's keywords: what the recipe says, else the indicator's reference point of that name."""
    parameters = dict(step.parameters)
    for name, point in POINTS.get(step.method, {}).items():
        value = getattr(points, point)
        if name not in parameters and value is not None:
            parameters[name] = np.array(value, np.float64)[:, None] if isinstance(value, tuple) else value
    return parameters


def _negative(value: float | None) -> float | None:
    return None if value is None else -value
