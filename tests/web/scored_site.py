"""The small site with two rekenrecepten: scores for its buurten and wijken, and how sure their places are."""

from pathlib import Path

from wijkwerk.definitions.recipe.loading import load_recipes
from wijkwerk.editions.building import Order, build_edition
from wijkwerk.editions.reading import shelf
from wijkwerk.editions.scoring import RECIPES
from wijkwerk.governance.kader.frozen import FrozenKader

from .small_site import FIRST_DAY, HENGELO, areas, catalogue, observations, releases

PROEF = """
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
    children: [veiligheid, sociaal, duurzaamheid]
    weights: {veiligheid: 0.25, sociaal: 0.5, duurzaamheid: 0.25}
  veiligheid: {title: Veiligheid, children: [misdrijven_per_1000]}
  sociaal: {title: Sociaal, children: [bijstand_per_1000, goed_ervaren_gezondheid]}
  duurzaamheid: {title: Duurzaamheid, children: [energiearmoede]}
indicators:
  misdrijven_per_1000: {reference: {low: 0, high: 200, mean: 50, sd: 60}}
  bijstand_per_1000: {reference: {low: 0, high: 120, mean: 20, sd: 30}}
  goed_ervaren_gezondheid: {reference: {low: 50, high: 90, mean: 74, sd: 6}}
  energiearmoede: {reference: {low: 0, high: 100}}
"""
VITAAL = """
id: vitaal
title: Vitaal
description: Een proef waarin hoog gunstig is.
version: "1"
dated: 2026-03-01
high_score_means: favourable
areas: [buurt]
each_indicator: {normalise: goalposts}
groups:
  vitaal: {title: Vitaal, children: [misdrijven_per_1000, goed_ervaren_gezondheid]}
indicators:
  misdrijven_per_1000: {reference: {low: 0, high: 200}}
  goed_ervaren_gezondheid: {reference: {low: 50, high: 90}}
ranks: {first: lowest}
"""


def publish_scored_site(data: Path, kader: FrozenKader | None = None, **recipes: str) -> str:
    """Publish the small site with its recipes in a data folder (that of the settings) and return its key.

    kader    of the edition; recipes: id -> YAML, for others than the two above
    """
    folder = data / "catalogue" / RECIPES
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (recipes or {"proef": PROEF, "vitaal": VITAAL}).items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    order = Order(
        catalogue(),
        areas(),
        releases(data / "releases", observations()),
        FIRST_DAY,
        note="Met scores",
        recipes=load_recipes(folder, catalogue()),
        recipe_folder=folder,
        gemeente=HENGELO,
        kader=kader,
    )
    on_shelf = shelf()
    with on_shelf.publishing():
        manifest = build_edition(on_shelf, order)
        on_shelf.make_current(manifest.key)
    return manifest.key
