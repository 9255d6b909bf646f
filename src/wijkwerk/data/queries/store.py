"""The narrow door to the figures of an edition. Pages, exports and scores ask here and nowhere else."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from wijkwerk.definitions.vocabulary import Level

from .figures import AreaRow, Figure, Spread, ValueColumn


class ObservationStore(Protocol):
    """Read-only figures and areas of one edition. An unknown code gives None or an empty list, never an error."""

    def area(self, code: str) -> AreaRow | None: ...

    def areas(self, level: Level, within: str | None = None) -> list[AreaRow]:
        """Areas of a level in code order, of the whole country or within a gemeente, stadsdeel or wijk."""

    def find_areas(self, text: str, limit: int = 20) -> list[AreaRow]:
        """Areas whose name or code holds the text, own words first; case and accents do not matter."""

    def geometries(self, codes: Sequence[str]) -> dict[str, bytes]:
        """WKB in RD (EPSG:28992, metres) of the areas that have a border loaded."""

    def profile(self, areas: Sequence[str]) -> list[Figure]:
        """Every figure of a few areas, all indicators and periods, ordered by indicator, area, period."""

    def indicator_figures(self, indicator: str, period: int, level: Level, within: str | None = None) -> list[Figure]:
        """One indicator in one period for every area of a level: a map, a ranking, a table."""

    def figures_within(self, periods: Mapping[str, int], level: Level, within: str) -> list[Figure]:
        """Several indicators, each in its period, for every area of a level within another; by indicator and area."""

    def value_column(self, indicator: str, period: int, level: Level, within: str | None = None) -> ValueColumn:
        """The same areas as `indicator_figures`, in the same order, with their values and statuses only."""

    def trend(self, indicator: str, areas: Sequence[str]) -> list[Figure]:
        """One indicator of a few areas through all periods, ordered by area and period."""

    def periods(self, indicator: str) -> list[int]:
        """The periods in which the indicator has a figure anywhere, ascending."""

    def spread(
        self, indicator: str, period: int, level: Level, value: float, urbanity: int | None = None
    ) -> Spread | None:
        """Where a value lies among all areas of a level in the country (of one urbanity class, where given)."""

    def ranks_within(self, indicator: str, period: int, gemeente: str, level: Level) -> list[tuple[str, int]]:
        """Area code and rank of its value within a gemeente, 1 = lowest, ties share the smallest rank."""
