"""The embedded example as the first edition: the figures that the demo is known by."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.test import Client

from tests.net.demonstration import demonstration
from tests.own_database import queries_go_to
from tests.web.reading import get_text
from wijkwerk.access.log.audit import first_broken_event
from wijkwerk.data.models import Release
from wijkwerk.data.queries.figures import Figure, Reason
from wijkwerk.data.source_lines import source_lines
from wijkwerk.definitions.vocabulary import Level, Method, Status
from wijkwerk.editions.building import LostScoresError
from wijkwerk.editions.demo import load_example
from wijkwerk.editions.manifest import EditionError
from wijkwerk.editions.models import Edition
from wijkwerk.editions.publishing import publish_edition
from wijkwerk.editions.reading import current_edition, shelf
from wijkwerk.editions.scoring import SCORES

DE_NOORK, NOORD, HENGELO, ENSCHEDE = "BU01640202", "WK016402", "GM0164", "GM0153"


@pytest.fixture
def demonstration_site(tmp_path: Path, settings: Any, django_db_blocker: Any) -> Iterator[Path]:
    """A copy of the demonstration, as its first start made it."""
    data = settings.WIJKWERK_DATA = shutil.copytree(demonstration(), tmp_path / "data")
    with queries_go_to(data / "wijkwerk.sqlite3", django_db_blocker):
        yield data
        shelf().close()


@pytest.mark.rehearsal
@pytest.mark.django_db
def test_from_nothing_each_step_is_reported_until_the_edition_stands():
    """The demonstration is made by the same function, on a clock that stands still; this is the real clock."""
    steps: list[str] = []
    load_example(None, lambda done, total, text: steps.append(text))
    assert steps[-1] == f"Editie {Edition.objects.get().key} staat klaar"


def test_the_example_becomes_the_first_edition_with_the_figures_it_is_known_by(demonstration_site: Path):
    """Everything that the demo promises of its figures."""
    assert all(release.delivered_by_id != release.signed_by_id for release in Release.objects.all())
    assert first_broken_event() is None
    edition = current_edition()
    assert edition is not None
    store = edition.store

    def figure(indicator: str, area: str, period: int) -> Figure:
        (found,) = (each for each in store.trend(indicator, [area]) if each.period == period)
        return found

    assert len(store.areas(Level.BUURT, within=HENGELO)) == 62
    assert len(store.areas(Level.WIJK, within=HENGELO)) == 10
    assert len(store.areas(Level.BUURT)) == 14_574
    assert len(store.areas(Level.GEMEENTE)) == 342
    assert edition.kader is not None
    assert edition.kader.example
    assert not edition.kader.is_adopted
    assert [recipe.id for recipe in edition.manifest.recipes] == ["gelijk-gewicht", "urgentie", "vitaliteit"]
    assert edition.manifest.unscored == {}
    for level, count in ((Level.WIJK, 10), (Level.BUURT, 62)):
        assert len(edition.scores.trees("urgentie", store.areas(level, within=HENGELO))) == count
        certainty = edition.scores.certainty("urgentie", HENGELO, level)
        assert certainty is not None
        assert certainty.method.draws == 10_000
    noork = edition.scores.tree("urgentie", store.area(DE_NOORK))
    assert noork is not None
    assert (noork["urgentie"].place, noork["urgentie"].placed) == (5, 41)
    assert round(noork["urgentie"].value or 0, 1) == 35.1
    assert figure("inwoners", DE_NOORK, 2020).value == 2195
    assert figure("inwoners", DE_NOORK, 2024).value == 2140
    assert figure("misdrijven", DE_NOORK, 2025).value == 104
    assert figure("goed_ervaren_gezondheid", DE_NOORK, 2024).value == 67.2
    assert [figure("eenzaam", DE_NOORK, year).value for year in (2012, 2016, 2020)] == [45.3, 50.4, 56.8]
    assert figure("eenzaam", NOORD, 2020).method is Method.PUBLISHED, "this source has wijken of its own"

    rate = figure("misdrijven_per_1000", DE_NOORK, 2025)
    assert (round(rate.value or 0, 1), rate.numerator, rate.denominator) == (48.6, 104, 2140)
    assert (rate.denominator_period, rate.method) == (2024, Method.COMPUTED)
    wijk = figure("misdrijven_per_1000", NOORD, 2025)
    assert (round(wijk.value or 0, 1), wijk.numerator, wijk.denominator) == (38.5, 395, 10_255)
    assert wijk.method is Method.OWN_RATIO
    health = figure("goed_ervaren_gezondheid", NOORD, 2024)
    assert (round(health.value or 0, 1), health.method) == (69.1, Method.OWN_WEIGHTED_MEAN)
    country = figure("misdrijven", "NL00", 2025)
    assert (country.value, country.method) == (795_052, Method.OWN_SUM)

    assert (figure("gasverbruik", HENGELO, 2010).value, figure("gasverbruik", HENGELO, 2024).value) == (2000, 840)
    assert figure("elektriciteitsverbruik", HENGELO, 2024).status is Status.PROVISIONAL
    assert figure("elektriciteit_netto_levering", "NL00", 2024).value == 1870
    assert store.trend("gasverbruik", [NOORD, DE_NOORK]) == [], "what a wijk awaits has no rows"

    income = figure("inkomen_per_inwoner", DE_NOORK, 2024)
    assert (income.value, income.status) == (None, Status.TOO_FEW)
    assert figure("inkomen_per_inwoner", NOORD, 2024).value == 28_500

    assert figure("inwoners", "BU05750000", 2020).reason is Reason.OTHER_PLACE  # Dorpskern then, De Zuid now
    best = figure("misdrijven", "WK075300", 2025)
    assert (best.value, best.status) == (None, Status.NOT_DELIVERED)

    before = _moments(demonstration_site)
    load_example("GM0363", lambda done, total, text: None)
    assert _moments(demonstration_site) == before, "a second start only looks whether the edition opens"
    assert Edition.objects.count() == 1
    with pytest.raises(EditionError, match="GM9999 staat niet in de cijfers van 2024"):
        load_example("GM9999", lambda done, total, text: None)


def test_energy_use_is_told_of_hengelo_and_awaited_in_its_wijken(demonstration_site: Path):
    site = Client()
    profile = get_text(site, f"/gebied/{HENGELO}/")
    assert "Gasverbruik m³ per woning, 2024, voorlopig Eerder 2.000 in 2010 en 860 in 2023." in profile
    for code in (NOORD, DE_NOORK):
        row = get_text(site, f"/gebied/{code}/").partition("Gasverbruik m³ per woning, 2024")[2]
        assert row.split("Elektriciteitsverbruik")[0].count("niet geleverd") >= 1
        assert "840 800" in row
    page = get_text(site, "/indicator/gasverbruik/")
    assert (
        "Per wijk zijn er nog geen cijfers. De tabel met wijken en buurten is nog niet aan deze monitor geleverd"
        in page
    )
    assert "CBS 81528NED, register, voorlopig" in page
    assert "Gasverbruik" not in get_text(site, "/vergelijken/"), "wijken have nothing to lay beside each other"
    assert "Gasverbruik" in get_text(site, "/vergelijken/", wat="keuze", gebied=[HENGELO, ENSCHEDE])

    (line,) = source_lines(
        demonstration_site / "releases",
        [release.key for release in Release.objects.filter(source="cbs_energie")],
        HENGELO,
        [("cbs_energie.gas", 2024)],
    )
    assert (line.value, line.line, line.file) == (840, 2881, "81528NED_energieverbruik_gemeenten.csv.gz")


@pytest.mark.rehearsal
def test_the_figures_on_energy_move_no_score(demonstration_site: Path):
    """Published once more without them: every node of every recipe has the same score and the same place."""
    with_energy = current_edition()
    assert with_energy is not None
    others = [key for key in Release.objects.values_list("key", flat=True) if not key.startswith("cbs_energie")]
    assert len(others) == Release.objects.count() - 1
    without = publish_edition(by=None, releases=others)
    with duckdb.connect() as con:
        for name, key in (("with_energy", with_energy.key), ("without", without.key)):
            con.execute(f"CREATE VIEW {name} AS FROM read_parquet('{demonstration_site}/editions/{key}/{SCORES}')")
        compared = con.execute(
            """
            SELECT count(*), count(*) FILTER (a.recipe IS NULL OR b.recipe IS NULL),
                   count(*) FILTER (a.place IS DISTINCT FROM b.place OR a.figures IS DISTINCT FROM b.figures),
                   count(*) FILTER ((a.value IS NULL) <> (b.value IS NULL) OR abs(a.value - b.value) > 1e-9)
            FROM with_energy a FULL JOIN without b USING (recipe, area, node)
            """
        ).fetchall()[0]  # the last digit of a weighted mean is that of the order in which it was added up
    assert compared[0] > 900_000
    assert compared[1:] == (0, 0, 0)


@pytest.mark.django_db
def test_without_an_example_the_demo_says_so(settings, tmp_path: Path):
    settings.WIJKWERK_EXAMPLES = tmp_path
    with pytest.raises(EditionError, match="Er is geen voorbeeld"):
        load_example(None, lambda done, total, text: None)


def _moments(folder: Path) -> dict[Path, int]:
    """When each file of releases and editions was last written."""
    return {
        path: path.stat().st_mtime_ns
        for part in ("releases", "editions")
        for path in (folder / part).rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.mark.rehearsal
def test_without_the_health_monitor_urgency_is_lost_and_no_other_score_moves(demonstration_site: Path):
    """Nobody loses a score by leaving a delivery out unless they say so; the other recipes do not name its figures."""
    before = current_edition()
    assert before is not None
    keys = [release.key for release in Release.objects.all() if release.source != "rivm_gezondheidsmonitor"]
    with pytest.raises(LostScoresError, match=r"Urgentie: Geen cijfers in deze leveringen: .*Eenzaam"):
        publish_edition(by=None, releases=keys)
    without = publish_edition(by=None, releases=keys, without_scores=True).key
    assert "eenzaam" in before.catalogue.indicators
    assert not shelf().open(without).store.periods("eenzaam")
    moved = duckdb.execute(
        """
        SELECT count(*), count(*) FILTER (abs(a.value - b.value) > 1e-9), count(*) FILTER (
            (a.value IS NULL) <> (b.value IS NULL) OR a.place IS DISTINCT FROM b.place
            OR a.placed IS DISTINCT FROM b.placed OR a.period IS DISTINCT FROM b.period)
        FROM (FROM read_parquet($a) WHERE recipe <> 'urgentie') a
        FULL JOIN read_parquet($b) b USING (recipe, area, node)
        """,
        {name: str(shelf().root / key / SCORES) for name, key in (("a", before.key), ("b", without))},
    ).fetchall()
    assert moved[0][0] > 300_000
    assert moved[0][1:] == (0, 0)
