"""A small edition on disk, built as the real ones are, without a database."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.editions.building import Order, build_edition
from wijkwerk.editions.division import AreaRecord
from wijkwerk.editions.manifest import Manifest
from wijkwerk.editions.scoring import RECIPES, recipes_to_publish
from wijkwerk.editions.shelf import Shelf
from wijkwerk.governance.kader.frozen import FrozenKader

from .small_country import EVERYTHING, KLEIN, Cell, small_catalogue, small_country
from .whole_releases import write_whole_releases

MOMENT = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


def publish_small(
    root: Path,
    given: Sequence[Cell],
    *,
    name: str = "levering",
    catalogue: Catalogue | None = None,
    areas: Sequence[AreaRecord] | None = None,
    moment: datetime.datetime = MOMENT,
    recipes: dict[str, str] | None = None,
    gemeente: str | None = KLEIN,
    without_scores: bool = False,
    kader: FrozenKader | None = None,
) -> Manifest:
    """Build an edition of these cells on the shelf `root/editions` and make it the current one.

    recipes  id -> the YAML of a recipe
    """
    shelf = Shelf(root / "editions")
    releases = write_whole_releases(root / "releases", given)
    definitions = catalogue or small_catalogue(*EVERYTHING)
    folder = root / "catalogue" / RECIPES
    for recipe, text in (recipes or {}).items():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{recipe}.yaml").write_text(text, encoding="utf-8")
    order = Order(
        catalogue=definitions,
        areas=areas or small_country(),
        releases=releases,
        published_at=moment,
        note=name,
        recipes=recipes_to_publish(folder.parent, definitions),
        recipe_folder=folder,
        gemeente=gemeente,
        without_scores=without_scores,
        kader=kader,
    )
    with shelf.publishing():
        manifest = build_edition(shelf, order)
        shelf.make_current(manifest.key)
    return manifest
