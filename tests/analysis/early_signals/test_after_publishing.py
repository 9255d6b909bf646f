"""Publishing an edition sets the rookmelder to work by itself, where the catalogue has rules for it."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.editions.small_country import KLEIN, A, B, cells, small_country
from tests.editions.whole_releases import write_whole_release
from tests.web.staff_site import person
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.analysis.early_signals.after_publishing import look_at
from wijkwerk.analysis.early_signals.models import EarlySignal, SignalScan, SignalState
from wijkwerk.data.models import Area, Release, ReleaseState
from wijkwerk.definitions.problems import DefinitionError
from wijkwerk.definitions.signal_rules import FILE
from wijkwerk.editions import publishing
from wijkwerk.editions.publishing import publish_edition
from wijkwerk.editions.reading import current_edition

from .looking import signal_catalogue

pytestmark = pytest.mark.django_db
MARCH = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
RULES = """\
fewest_inhabitants: 0
answer_within_days: 28
rules:
  - id: niveau
    letter: A
    title: Niveau voorbij de grens
    kind: level
    version: 1
    since: 2026-01-01
    limits:
      - {indicator: gezond, worse_by: 5}
  - {id: stapeling, letter: C, title: Stapeling is gegroeid, kind: stack, version: 1, since: 2026-01-01, recipe: proef}
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """The file of this site, still to be written."""
    (tmp_path / "catalogue").mkdir()
    return tmp_path / "catalogue" / FILE


@pytest.fixture(autouse=True)
def small_world(monkeypatch: pytest.MonkeyPatch, settings: Any, rules: Path) -> None:
    """The areas of the small country in the register, and its catalogue instead of the whole one."""
    settings.WIJKWERK_CATALOGUE = rules.parent
    settings.WIJKWERK_GEMEENTE = KLEIN
    monkeypatch.setattr(publishing, "site_catalogue", signal_catalogue)
    Area.objects.bulk_create(
        Area(
            code=area.code,
            year=area.year,
            level=area.level,
            name=area.name,
            official_name=area.name,
            parent_code=area.parent,
            gemeente_code=area.gemeente,
            valid_from=datetime.date(area.year, 1, 1),
        )
        for area in small_country()
    )


@pytest.fixture
def onderzoeker() -> Person:
    return person("publiceert", Role.ONDERZOEKER)


@pytest.fixture
def publish(data_folder: Path, onderzoeker: Person) -> Callable[..., str]:
    """Sign how healthy people are, and publish; the key of the edition."""
    other = person("levert", Role.ONDERZOEKER)
    last: list[str] = [""]

    def make(values: dict[str, float]) -> str:
        folder = write_whole_release(data_folder / "releases", cells("ggd.gezond", values))
        Release.objects.create(
            key=folder.record.key,
            source=folder.record.source,
            table=folder.record.table,
            periods=list(folder.record.periods),
            hash=folder.record.content_sha256,
            state=ReleaseState.SIGNED,
            replaces=last[0],
            delivered_by=other,
            signed_by=onderzoeker,
        )
        last[0] = folder.record.key
        return str(publish_edition(by=onderzoeker, now=MARCH).key)

    return make


def waiting() -> list[tuple[str, str]]:
    return list(EarlySignal.objects.filter(state=SignalState.WAITING).values_list("edition", "area"))


def test_a_published_edition_is_looked_at(rules: Path, publish):
    rules.write_text(RULES, encoding="utf-8")
    publish({A: 60, B: 80, KLEIN: 75})
    scan = SignalScan.objects.get()
    assert (scan.edition, [each["rule"] for each in scan.outcomes]) == ("2026-1", ["niveau", "stapeling"])
    assert waiting() == [("2026-1", A)]


def test_the_edition_before_is_laid_beside_the_next(rules: Path, publish):
    rules.write_text(RULES, encoding="utf-8")
    publish({A: 60, B: 80, KLEIN: 75})
    publish({A: 61, B: 62, KLEIN: 75})
    silent = [scan.outcomes[1]["silent"] for scan in SignalScan.objects.order_by("edition")]
    assert silent == ["er is geen eerdere editie om naast te leggen", "niet beide edities hebben deze score"]
    assert waiting() == [("2026-2", A), ("2026-2", B)]


def test_an_edition_that_is_told_of_again_is_not_looked_at_again(rules: Path, publish):
    rules.write_text(RULES, encoding="utf-8")
    key = publish({A: 60, B: 80, KLEIN: 75})
    assert look_at(key) == SignalScan.objects.get()
    assert waiting() == [(key, A)]


def test_a_catalogue_without_rules_raises_nothing(publish):
    publish({A: 60, B: 80, KLEIN: 75})
    assert current_edition() is not None
    assert not SignalScan.objects.exists()
    assert not EarlySignal.objects.exists()


def test_rules_that_cannot_be_read_are_said_and_raise_nothing(rules: Path, publish):
    rules.write_text(RULES.replace("gezond", "gezondheid"), encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"signal_rules\.yaml:11"):
        publish({A: 60, B: 80, KLEIN: 75})
    assert not EarlySignal.objects.exists()
    # The figures stand: once the file is mended the same edition can be looked at.
    rules.write_text(RULES, encoding="utf-8")
    edition = current_edition()
    assert edition is not None
    look_at(edition.key)
    assert waiting() == [(edition.key, A)]


def test_who_knows_the_buurt_can_answer_from_the_first_edition_on(rules: Path, publish):
    """The places of the gemeente may not be there yet when it publishes for the first time."""
    rules.write_text(RULES, encoding="utf-8")
    publish({A: 60, B: 80, KLEIN: 75})
    [signal] = EarlySignal.objects.all()
    assert signal.scope is not None
    assert signal.scope.key == A
