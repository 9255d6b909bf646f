"""What an indicator's page and its downloads are made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.indicators import Indicator
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.present.figures.material import NO_FIGURES, Described, FigureBook
from wijkwerk.present.maps.shapes import EMPTY, MapShapes
from wijkwerk.present.norms.lines import NormLines


@dataclass(frozen=True, slots=True)
class IndicatorMaterial:
    """What an indicator's page is made from.

    level         of `areas`: the map and the table show these
    period        None where there is no figure at all (awaited)
    wijken        for the dots and the small multiples; empty where the gemeente has one
    figures       of areas, wijken, gemeente and land: `period` for all, every period for wijken, gemeente and land
    norms         area code -> the norm that holds there; areas without one are absent
    class_breaks  where the catalogue has none (`maps.classes.derived_breaks`)
    other_series  the indicator that holds the same question in another series
    """

    described: Described
    theme_title: str
    level: Level
    period: int | None
    gemeente: AreaRow
    land: AreaRow | None = None
    areas: tuple[AreaRow, ...] = ()
    wijken: tuple[AreaRow, ...] = ()
    figures: FigureBook = NO_FIGURES
    shapes: MapShapes = EMPTY
    class_breaks: tuple[float, ...] = ()
    own_code: str | None = None
    breaks: Mapping[str, int] = field(default_factory=dict)
    norms: Mapping[str, NormLines] = field(default_factory=dict)
    other_series: Indicator | None = None
