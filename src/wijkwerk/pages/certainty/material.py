"""What the page and the files about how sure the places are start from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.published_scores import Tree
from wijkwerk.present.charts.places import METHOD, SAMPLING, Span
from wijkwerk.present.collation import collation_key
from wijkwerk.present.figures.material import Described
from wijkwerk.present.scores.certainty_words import asked_places
from wijkwerk.present.scores.words import stability_band
from wijkwerk.scores.certainty import PLACES, Certainty, Stability


@dataclass(frozen=True)
class CertaintyMaterial:
    """areas of the level in any order; trees: their published scores, by code; certainty: None where there is none."""

    recipe: Recipe
    level: Level
    gemeente: AreaRow
    areas: Sequence[AreaRow]
    trees: Mapping[str, Tree]
    certainty: Certainty | None
    described: Mapping[str, Described]

    @property
    def ranked(self) -> int:
        return 0 if self.certainty is None else int((~np.isnan(self.certainty.ranks)).sum())

    def title_of(self, indicator: str) -> str:
        known = self.described.get(indicator)
        return known.indicator.short_title if known else self.recipe.title_of(indicator)


def ranked_areas(material: CertaintyMaterial) -> list[AreaRow]:
    """The areas with a place, by name."""
    certainty = material.certainty
    assert certainty is not None
    placed = {unit for unit, rank in zip(certainty.units, certainty.ranks, strict=True) if rank == rank}
    return sorted((area for area in material.areas if area.code in placed), key=lambda area: collation_key(area.name))


def spans_of(certainty: Certainty, code: str) -> tuple[Span, ...]:
    """The bands of an area that were computed, of the method first."""
    kinds = ((METHOD, certainty.method), (SAMPLING, certainty.sampling))
    bands = ((kind, stability_band(certainty, of, code)) for kind, of in kinds if of is not None)
    return tuple(Span(kind, band.low, band.high) for kind, band in bands if band is not None)


def firsts_of(stability: Stability, row: int, ranked: int) -> tuple[float, ...]:
    """In which share of the draws an area is among the first n, for the n's that are asked."""
    return tuple(float(stability.first[row, PLACES.index(n)]) for n in asked_places(ranked))
