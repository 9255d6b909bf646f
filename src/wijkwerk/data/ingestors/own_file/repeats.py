"""Areas that stand in a file more than once: a double row, or two years under each other."""

from dataclasses import dataclass, field

from wijkwerk.data.ingestors.own_file.file_problems import FileProblem, ProblemKind, problem
from wijkwerk.lib.sheets import Place

from .areas import KnownArea
from .plan import Plan


@dataclass(slots=True)
class Repeats:
    """What was seen so far: row by row, in the order of the file."""

    seen: dict[tuple[str, int, str | None], int] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)

    def look_at(
        self, place: Place, row: int, area: KnownArea, period: int | None, thing: str | None
    ) -> list[FileProblem]:
        """One row per area and year (and thing counted). The first row stands; every later one is named."""
        first = self.seen.setdefault((area.code, period or 0, thing), row)
        if first == row:
            return []
        self.repeated.add(area.code)
        what = f"{area.name} ({area.code}){f' voor {period}' if period else ''}{f', {thing}' if thing else ''}"
        return [
            problem(
                ProblemKind.DUPLICATE,
                place,
                f"{what} staat er al, in rij {first}",
                "elk gebied één keer",
                "haal de rij weg die niet klopt, of voeg een kolom met het jaar toe",
            )
        ]

    def two_years(self, plan: Plan, sheet: str | None) -> list[FileProblem]:
        """At the end: where most areas came back and no column tells the year, it was forgotten."""
        areas = {code for code, _, _ in self.seen}
        if plan.period is not None or len(areas) < 2 or len(self.repeated) * 2 < len(areas):
            return []
        return [
            problem(
                ProblemKind.PERIOD,
                Place(sheet),
                f"{len(self.repeated)} van de {len(areas)} gebieden staan er vaker en er is geen kolom met het jaar",
                "één jaar per blad, of een kolom met het jaar",
                "het lijken twee jaren onder elkaar: voeg een kolom ‘jaar’ toe of lever ze apart",
            )
        ]
