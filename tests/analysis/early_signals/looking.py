"""Rules and small editions for tests of the rookmelder, with good defaults.

The country is that of tests/editions/small_country.py: gemeente Klein with wijk West (Aker, Berk) and wijk Oost
(Ceder, Den).
"""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.editions.small_country import (
    GEZOND,
    INWONERS,
    KLEIN,
    MISDRIJVEN,
    OOST,
    PER_1000,
    PRETTIG,
    WEST,
    WOZ,
    A,
    B,
    C,
    Cell,
    D,
    cells,
    small_catalogue,
)
from tests.editions.small_edition import publish_small
from wijkwerk.analysis.early_signals.scan import scan
from wijkwerk.analysis.early_signals.sightings import RuleOutcome
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.signal_rules import (
    ContrastRule,
    JudgementRule,
    LevelRule,
    Limit,
    Rule,
    SignalRules,
    StackRule,
    TrendRule,
)
from wijkwerk.definitions.vocabulary import Polarity
from wijkwerk.editions.shelf import PublishedEdition, Shelf

SINCE = datetime.date(2026, 1, 1)
# 4.000 people, of whom 20 per 1.000 met a crime.
INHABITANTS = {A: 100, B: 100, C: 1000, D: 2800, WEST: 200, OOST: 3800, KLEIN: 4000}
PEOPLE = cells("cbs_kwb.inwoners", INHABITANTS)


def signal_catalogue() -> Catalogue:
    """The small catalogue, in which it is known what is favourable."""
    high = {each.id: replace(each, polarity=Polarity.HIGH_IS_FAVOURABLE) for each in (GEZOND, PRETTIG, WOZ)}
    per_1000 = replace(PER_1000, polarity=Polarity.LOW_IS_FAVOURABLE, short_title="Misdrijven", unit="per 1.000")
    return small_catalogue(INWONERS, MISDRIJVEN, per_1000, *high.values())


def edition_of(root: Path, *given: Sequence[Cell], **more: Any) -> PublishedEdition:
    """The next edition on the shelf below a folder, of these cells and of the people who live there."""
    cells_of_all = [*PEOPLE, *(cell for each in given for cell in each)]
    manifest = publish_small(root, cells_of_all, catalogue=signal_catalogue(), **more)
    return Shelf(root / "editions").open(manifest.key)


def looked(edition: PublishedEdition, *rules: Rule, fewest: int = 100, **more: Any) -> RuleOutcome:
    """What the first of some rules comes to in gemeente Klein."""
    return scan(edition, KLEIN, rules_of(*rules, fewest=fewest), **more)[0]


def places(outcome: RuleOutcome) -> list[str]:
    return [sighting.area.code for sighting in outcome.sightings]


def rules_of(*rules: Rule, fewest: int = 100, days: int = 28) -> SignalRules:
    return SignalRules(fewest, days, rules)


def level(*limits: Limit, **more: Any) -> LevelRule:
    """Five points less healthy than the gemeente."""
    given = limits or (Limit("gezond", worse_by=5),)
    return LevelRule(**{**_head("niveau", "A"), "kind": "level", "limits": given} | more)


def trend(**more: Any) -> TrendRule:
    """More crimes than in the three years before."""
    given = {"kind": "trend", "indicators": ("misdrijven",), "worse": "higher"}
    return TrendRule(**{**_head("trend", "B"), **given} | more)


def stack(**more: Any) -> StackRule:
    return StackRule(**{**_head("stapeling", "C"), "kind": "stack", "recipe": "proef"} | more)


def contrast(*limits: Limit) -> ContrastRule:
    """Four points less healthy than its wijk."""
    given = limits or (Limit("gezond", worse_by=4),)
    return ContrastRule(**_head("zwakke_buurt", "D"), kind="contrast", limits=given)


def judgement() -> JudgementRule:
    """Residents like it less than in the gemeente, and the police does not count more."""
    register = {"residents": "prettig", "register": "misdrijven_per_1000"}
    return JudgementRule(**_head("bewoners", "E"), kind="judgement", **register)


def _head(name: str, letter: str) -> dict[str, Any]:
    return {"id": name, "letter": letter, "title": f"Regel {letter}", "version": 1, "since": SINCE}
