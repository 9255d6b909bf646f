"""The ways to put figures on one scale that a recipe may name, with what each wants to be told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from . import normalise
from . import normalise_sample as sample
from .intervals import FloatArray
from .parameters import Kind, Parameter
from .ranks import Ties


@dataclass(frozen=True, slots=True)
class Normalisation:
    """A way to put on one scale that a recipe may name.

    fixed  the result of an area does not depend on the other areas, provided that all points are given
    """

    function: Callable[..., FloatArray]
    parameters: Mapping[str, Parameter]
    fixed: bool


_SCALE = {"scale": Parameter(Kind.POSITIVE)}
_TIES = {"ties": Parameter(Kind.CHOICE, choices=tuple(Ties))}
_CAP = {"cap": Parameter(Kind.WHETHER)}
_RANGE = {"low": Parameter(Kind.POINT), "high": Parameter(Kind.POINT)}
_FIXED_RANGE = {"low": Parameter(Kind.POINT, required=True), "high": Parameter(Kind.POINT, required=True)}
_CLIP = {"clip": Parameter(Kind.WHETHER)}

NORMALISATIONS: Mapping[str, Normalisation] = MappingProxyType(
    {
        "goalposts": Normalisation(normalise.goalposts, {**_FIXED_RANGE, **_CLIP, **_SCALE}, fixed=True),
        "min_max": Normalisation(
            normalise.min_max,
            {**_RANGE, "scale_low": Parameter(Kind.NUMBER), "scale_high": Parameter(Kind.NUMBER), **_CLIP},
            fixed=True,
        ),
        "scaled": Normalisation(
            normalise.scaled, {"low": Parameter(Kind.NUMBER), "high": Parameter(Kind.NUMBER), **_SCALE}, fixed=True
        ),
        "z_score": Normalisation(
            normalise.z_score,
            {
                "mean": Parameter(Kind.POINT),
                "sd": Parameter(Kind.SPREAD),
                "target_mean": Parameter(Kind.NUMBER),
                "target_sd": Parameter(Kind.POSITIVE),
                "population": Parameter(Kind.WHETHER),
            },
            fixed=True,
        ),
        "distance_to_norm": Normalisation(
            normalise.distance_to_norm,
            {
                **_RANGE,
                "unit": Parameter(Kind.SPREAD),
                "better": Parameter(Kind.CHOICE, choices=tuple(normalise.Better)),
                **_SCALE,
            },
            fixed=True,
        ),
        "national_share": Normalisation(
            normalise.national_share, {"reference": Parameter(Kind.DISTRIBUTION, required=True), **_SCALE}, fixed=True
        ),
        "index_to_base": Normalisation(
            normalise.index_to_base, {"base": Parameter(Kind.POINT, required=True), **_SCALE}, fixed=True
        ),
        "exponential": Normalisation(
            normalise.exponential,
            {
                "decay": Parameter(Kind.POSITIVE),
                "ranked_of": Parameter(Kind.POSITIVE),
                "fraction": Parameter(Kind.CHOICE, choices=tuple(normalise.RankFraction)),
                **_SCALE,
            },
            fixed=False,
        ),
        "rank": Normalisation(sample.rank, _TIES, fixed=False),
        "borda": Normalisation(sample.borda, _TIES, fixed=False),
        "percentile_rank": Normalisation(
            sample.percentile_rank,
            {"form": Parameter(Kind.CHOICE, choices=tuple(sample.PercentileForm)), **_TIES, **_SCALE},
            fixed=False,
        ),
        "fraction_of_maximum": Normalisation(
            sample.fraction_of_maximum, {"as_published": Parameter(Kind.WHETHER), **_SCALE}, fixed=False
        ),
        "distance_to_target": Normalisation(
            sample.distance_to_target, {"target": Parameter(Kind.POINT, required=True), **_CAP, **_SCALE}, fixed=False
        ),
        "distance_to_reference": Normalisation(
            sample.distance_to_reference, {"area": Parameter(Kind.AREA, required=True), **_CAP, **_SCALE}, fixed=False
        ),
        "distance_to_maximum": Normalisation(sample.distance_to_maximum, _SCALE, fixed=False),
    }
)
