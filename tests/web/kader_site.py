"""The small site with a kader in its edition."""

from pathlib import Path

from tests.governance.builders import band, norm
from tests.web.small_site import BINNENSTAD
from wijkwerk.definitions.kaders import Direction, NormForm, NormScope
from wijkwerk.editions.reading import shelf
from wijkwerk.governance.kader.frozen import FrozenKader, write_norms

NORMS = (
    norm(per=1000),
    norm(indicator="inkomen_per_inwoner", form=NormForm.NOT_WORSE_THAN_GEMEENTE, value=2000),
    norm(indicator="goed_ervaren_gezondheid", form=NormForm.AT_LEAST, value=72),
    norm(indicator="misdrijven_per_1000", value=45, by=2030),
    norm(indicator="misdrijven_per_1000", value=400, scope=NormScope.AREA, area=BINNENSTAD),
    norm(indicator="misdrijven", form=NormForm.TREND, value=0, since=2021, direction=Direction.FALLING),
    band(45, 65, counted="huishoudens", unit_of_gap="koopwoningen"),
    norm(indicator="energielabel_a", form=NormForm.AT_LEAST, value=40),
)


def publish_norms(data: Path, frozen: FrozenKader | None) -> None:
    """Put a kader in the edition of the small site, as publishing does."""
    shelf().close()
    write_norms(data / "editions" / "2026-1", frozen)
