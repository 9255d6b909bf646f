"""Scores join an edition: every recipe of the day, for the whole country, and frozen as they were."""

from pathlib import Path

import numpy as np
import pytest

from tests.published_once import published_once
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.building import LostScoresError
from wijkwerk.editions.manifest import EditionError, altered_files
from wijkwerk.editions.shelf import PublishedEdition, Shelf
from wijkwerk.scores.area_figures import area_figures
from wijkwerk.scores.run import run

from .small_country import GROOT, KLEIN, OOST, WEST, A, B, C, D, E, cells
from .small_edition import publish_small

RECIPE = """
id: proef
title: Proef
description: Een proef.
version: "1"
dated: 2026-03-01
high_score_means: urgent
areas: [wijk, buurt]
each_indicator: {normalise: goalposts}
layers:
  - {id: totaal, title: Totaal, weights_are: as-given, minimum_share: 1}
  - {id: domein, title: Domein, weights_are: relative, minimum_share: 0.5}
groups:
  totaal:
    title: Totaal
    children: [veiligheid, wonen]
    weights: {veiligheid: 0.5, wonen: 0.5}
  veiligheid: {title: Veiligheid, children: [misdrijven_per_1000]}
  wonen: {title: Wonen, children: [woz, prettig]}
indicators:
  misdrijven_per_1000: {polarity: low_is_favourable, reference: {low: 0, high: 100}}
  woz: {polarity: high_is_favourable, reference: {low: 100000, high: 500000}}
  prettig: {polarity: high_is_favourable, reference: {low: 0, high: 100}}
awaited: {prettig: Nog geen cijfers.}
"""
# What decides what is in the published edition of these tests.
BUILDERS = (Path(__file__), Path(__file__).with_name("small_edition.py"))
INHABITANTS = {A: 1000, B: 1000, C: 1000, D: 1000, E: 1000}
WOZ = cells("cbs_kwb.woz", {A: 400, B: 200, C: 300, D: 350})
FIGURES = [
    *cells("cbs_kwb.inwoners", INHABITANTS),
    *cells("politie.misdrijven", {A: 10, B: 80, C: 40, D: 20, E: 30}),
    *WOZ,
]


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> PublishedEdition:
    """Read only."""

    def publish(folder: Path) -> None:
        publish_small(folder, FIGURES, recipes={"proef": RECIPE})

    target = tmp_path_factory.mktemp("scoring") / "data"
    return Shelf(published_once("scoring", publish, target, *BUILDERS) / "editions").open()


def score(edition: PublishedEdition, code: str, node: str = "totaal") -> float | None:
    area = edition.store.area(code)
    assert area is not None
    tree = edition.scores.tree("proef", area)
    assert tree is not None
    return tree[node].value


def test_a_score_can_be_worked_out_by_hand(edition):
    # 80 per 1.000 of 100 is 80 points; € 200.000 between 500.000 and 100.000 is 75.
    assert score(edition, B, "veiligheid") == pytest.approx(80)
    assert score(edition, B, "wonen") == pytest.approx(75)
    assert score(edition, B) == pytest.approx(0.5 * 80 + 0.5 * 75)


def test_contributions_sum_to_the_score_and_say_which_figure_of_which_year(edition):
    tree = edition.scores.tree("proef", edition.store.area(B))
    assert sum(tree[leaf].contribution for leaf in ("misdrijven_per_1000", "woz")) == pytest.approx(
        tree["totaal"].value
    )
    assert (tree["woz"].raw, tree["woz"].period) == (200_000, 2024)
    assert tree["prettig"].value is None


def test_an_area_below_the_gate_has_no_score_and_no_place(edition):
    assert score(edition, E, "veiligheid") is not None
    assert score(edition, E) is None
    trees = edition.scores.trees("proef", edition.store.areas(Level.BUURT))
    assert trees[E]["totaal"].place is None


def test_places_count_within_the_gemeente_and_the_level(edition):
    klein = edition.scores.trees("proef", edition.store.areas(Level.BUURT, KLEIN))
    scored = {code: tree["totaal"] for code, tree in klein.items() if tree["totaal"].value is not None}
    most = max(scored, key=lambda code: scored[code].value)
    assert scored[most].place == 1
    assert {node.placed for node in scored.values()} == {len(scored)}
    groot = edition.scores.trees("proef", edition.store.areas(Level.BUURT, GROOT))
    assert [tree["totaal"].place for tree in groot.values() if tree["totaal"].value is not None][:1] in ([1.0], [])


def test_what_was_published_is_what_the_recipe_gives_on_the_published_figures(edition):
    recipe = edition.scores.recipes["proef"]
    figures = area_figures(edition.store, recipe, edition.kader)
    again = run(recipe, figures.figures)
    for area in figures.areas:
        tree = edition.scores.tree("proef", area)
        told = np.array([np.nan if tree[node].value is None else tree[node].value for node in again.nodes])
        np.testing.assert_allclose(told, again.values[again.row_of[area.code]], rtol=1e-12)


@pytest.mark.slow  # publishes with scores, and computes them anew
def test_certainty_is_kept_for_the_own_gemeente_and_computed_for_another(tmp_path):
    publish_small(tmp_path, FIGURES, recipes={"proef": RECIPE})
    kept = Shelf(tmp_path / "editions").open().scores.certainty("proef", KLEIN, Level.BUURT)
    publish_small(tmp_path, FIGURES, recipes={"proef": RECIPE}, gemeente=None)
    computed = Shelf(tmp_path / "editions").open().scores.certainty("proef", KLEIN, Level.BUURT)
    assert kept.units == computed.units
    for one, other in ((kept.method, computed.method), (kept.sampling, computed.sampling)):
        np.testing.assert_allclose(one.first, other.first, atol=1e-6, equal_nan=True)
        np.testing.assert_array_equal(one.low, other.low)


def test_two_areas_are_no_ranking_to_be_sure_of(edition):
    assert {WEST, OOST} == {area.code for area in edition.store.areas(Level.WIJK, KLEIN)}
    assert edition.scores.certainty("proef", KLEIN, Level.WIJK) is None


def test_recipe_and_scores_stand_in_the_manifest_with_their_hashes(edition):
    assert [recipe.id for recipe in edition.manifest.recipes] == ["proef"]
    assert altered_files(edition.folder, edition.manifest) == []
    (edition.folder / "recipes" / "proef.yaml").write_text(RECIPE.replace("0.5", "0.6"))
    assert altered_files(edition.folder, edition.manifest) == ["recipes/proef.yaml"]


def test_a_recipe_without_figures_is_told_and_holds_up_nothing(tmp_path):
    manifest = publish_small(tmp_path, cells("cbs_kwb.inwoners", INHABITANTS), recipes={"proef": RECIPE})
    assert manifest.recipes == ()
    assert manifest.unscored["proef"].startswith("Geen cijfers in deze leveringen: ")


@pytest.mark.slow  # publishes three times with scores
def test_scores_do_not_lapse_without_somebody_meaning_it(tmp_path):
    publish_small(tmp_path, FIGURES, recipes={"proef": RECIPE})
    people = cells("cbs_kwb.inwoners", INHABITANTS)
    with pytest.raises(LostScoresError, match=r"zouden scores vervallen[\s\S]*Proef: Geen cijfers"):
        publish_small(tmp_path, people, recipes={"proef": RECIPE})
    assert Shelf(tmp_path / "editions").published_keys() == ["2026-1"]
    publish_small(tmp_path, people, recipes={"proef": RECIPE}, without_scores=True)
    assert Shelf(tmp_path / "editions").open().manifest.recipes == ()


def test_a_bad_recipe_stops_the_publication_and_says_where(tmp_path):
    bad = RECIPE.replace("veiligheid: 0.5", "veiligheid: -0.5").replace("woz: {polarity", "wo: {polarity")
    with pytest.raises(EditionError, match=r"Er is niets gepubliceerd[\s\S]*proef.yaml:\d+"):
        publish_small(tmp_path, FIGURES, recipes={"proef": bad})
    assert Shelf(tmp_path / "editions").published_keys() == []


@pytest.mark.parametrize(
    ("line", "wrong", "said"),
    [
        # The woz of every area but one is withheld, and a z-score compares areas.
        (
            "woz: {polarity: high_is_favourable, reference: {low: 100000, high: 500000}}",
            "woz: {polarity: high_is_favourable, normalise: z_score}",
            r"proef\.yaml: [\s\S]*'woz', normaliseren, niveau buurt: gevonden één gebied met een cijfer",
        ),
        (
            "woz: {polarity",
            "woz: {denominator: inwoners, polarity",
            "'denominator' bij 'woz' kan alleen op een losse tabel",
        ),
        (
            "woz: {polarity",
            "woz: {impute: {method: group_mean, by: gemeente}, polarity",
            "'impute' bij 'woz' kan alleen op een losse tabel",
        ),
    ],
)
def test_a_recipe_that_can_do_nothing_with_the_figures_stops_the_publication(tmp_path, line, wrong, said):
    figures = [cell for cell in FIGURES if cell not in cells("cbs_kwb.woz", {B: 200, C: 300, D: 350})]
    assert line in RECIPE
    with pytest.raises(EditionError, match=rf"Er is niets gepubliceerd[\s\S]*{said}"):
        publish_small(tmp_path, figures, recipes={"proef": RECIPE.replace(line, wrong)})
    assert Shelf(tmp_path / "editions").published_keys() == []


def test_an_indicator_that_is_the_same_everywhere_stops_the_publication(tmp_path):
    same = [cell for cell in FIGURES if cell not in WOZ] + cells("cbs_kwb.woz", {A: 300, B: 300, C: 300, D: 300})
    with pytest.raises(
        EditionError, match=r"Er is niets gepubliceerd[\s\S]*'woz', niveau buurt: gevonden dezelfde waarde"
    ):
        publish_small(tmp_path, same, recipes={"proef": RECIPE})
    assert Shelf(tmp_path / "editions").published_keys() == []
