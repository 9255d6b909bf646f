"""A small edition on disk, built as the real ones are, without a database."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.editions.building import Order, build_edition
from wijkwerk.editions.division import AreaRecord
from wijkwerk.editions.manifest import Manifest
from wijkwerk.editions.shelf import Shelf

from .small_country import EVERYTHING, Cell, small_catalogue, small_country
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
) -> Manifest:
    """Build an edition of these cells on the shelf `root/editions` and make it the current one."""
    shelf = Shelf(root / "editions")
    releases = write_whole_releases(root / "releases", given)
    order = Order(
        catalogue=catalogue or small_catalogue(*EVERYTHING),
        areas=areas or small_country(),
        releases=releases,
        published_at=moment,
        note=name,
    )
    with shelf.publishing():
        manifest = build_edition(shelf, order)
        shelf.make_current(manifest.key)
    return manifest
