"""What a rule of the rookmelder sees in an edition: facts, and no words."""

from dataclasses import dataclass

from pydantic import TypeAdapter

from wijkwerk.data.queries.figures import AreaRow


@dataclass(frozen=True, slots=True)
class SightingFacts:
    """What was seen, as it stood in the edition; kept with the signal as it is. Values in the unit of the indicator.

    kind                   of the rule: "level", "trend", "stack", "contrast", "judgement"
    title, unit, decimals  of the indicator; of the theme that stacks, title alone
    is_model               rests on model figures, which may only ask for a look
    is_reports             counts what was reported: that may change without anything happening
    value                  of the buurt, in `period`; the number of themes where a stack grew
    limit                  beyond which it is; None where the rule has none
    gemeente, wijk         the same figure of those
    years                  first and last of the years before, and `mean` a year in them; `chance` of as many or more
    series                 year and value, the oldest first
    themes                 that came to the stack
    """

    kind: str
    title: str
    unit: str
    decimals: int
    is_model: bool
    period: int
    value: float
    is_reports: bool = False
    limit: float | None = None
    gemeente: float | None = None
    wijk: float | None = None
    years: tuple[int, int] | None = None
    mean: float | None = None
    chance: float | None = None
    series: tuple[tuple[int, float], ...] = ()
    themes: tuple[str, ...] = ()


FACTS = TypeAdapter(SightingFacts)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A buurt in which a rule sees something. indicator  empty where it is about a stack of themes"""

    rule: str
    version: int
    area: AreaRow
    indicator: str
    facts: SightingFacts


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """What one rule came to in one edition.

    asked    in how many buurten it could look
    silent   why it could not run at all, as a sentence; empty where it ran
    """

    rule: str
    version: int
    asked: int = 0
    sightings: tuple[Sighting, ...] = ()
    silent: str = ""
