"""What the page of a claim is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.claims import Claim, ClaimDomain
from wijkwerk.definitions.indicators import Indicator
from wijkwerk.governance.kader.frozen import FrozenKader
from wijkwerk.present.figures.material import Described
from wijkwerk.scores.claims import CheckedClaim, Placed


@dataclass(frozen=True)
class ClaimMaterial:
    """source: whose figures these are; href: the page of an indicator, seen from the area."""

    checked: CheckedClaim
    gemeente: AreaRow
    described: Mapping[str, Described]
    kader: FrozenKader | None
    source: str
    href: Callable[[Indicator], str]

    @property
    def claim(self) -> Claim:
        return self.checked.claim

    def placed(self, domain: ClaimDomain) -> list[Placed]:
        return [self.checked.placed[name] for theme in domain.themes for name in theme.indicators]
