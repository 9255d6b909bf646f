"""A small division as key figures name it, and its borders as PDOK gives them."""

import json

from shapely.geometry import box, mapping

from tests.data.deliveries import ROWS, build, csv_file, source, table
from wijkwerk.data.area.register import Settled, take_in
from wijkwerk.data.area.versions import keep_versions, versions_of
from wijkwerk.data.models import Release, ReleaseState
from wijkwerk.data.release.folders import ReleaseFolder
from wijkwerk.definitions.vocabulary import Protocol

BUURTEN = {"BU01640202": box(250000, 476000, 250510, 477000), "BU01640203": box(250500, 476000, 251000, 477000)}


def key_figures(folder, rows=ROWS):
    return build(source(), folder / "releases", csv_file(folder, rows))


def border_source(year=2024):
    """As PDOK publishes: borders of one year, with a code and a name."""
    return source(
        table(table="grenzen", year=year, period_column=None, area_column="buurtcode", area_columns={}, columns={}),
        id="grenzen",
        protocol=Protocol.PDOK_OGC_FEATURES,
    )


def geojson(folder, borders=BUURTEN, names=("De Noork", "Noord"), gemeente=None):
    lies_in = {"gemeentecode": "GM0164", "gemeentenaam": gemeente} if gemeente else {}
    features = [
        {
            "type": "Feature",
            "properties": {"buurtcode": code, "buurtnaam": name, **lies_in},
            "geometry": mapping(border),
        }
        for (code, border), name in zip(borders.items(), names, strict=True)
    ]
    path = folder / "buurten.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def boundaries(folder, year=2024, borders=BUURTEN, names=("De Noork", "Noord"), gemeente=None):
    return build(border_source(year), folder / "releases", geojson(folder, borders, names, gemeente))


def delivered(folder: ReleaseFolder, origin: str = "CBS") -> Release:
    """In the books with what it says of areas, as after its checks; without the people of `release.actions`."""
    record = folder.record
    release, _ = Release.objects.get_or_create(
        key=record.key,
        defaults={
            "source": record.source,
            "table": record.table,
            "hash": record.content_sha256,
            "state": ReleaseState.CHECKED,
        },
    )
    keep_versions(release, versions_of(folder, origin))
    return release


def signed(folder: ReleaseFolder, origin: str = "CBS") -> Settled:
    """The same, and then what a signature does to the register of areas."""
    release = delivered(folder, origin)
    settled = take_in(release)
    Release.objects.filter(pk=release.pk).update(state=ReleaseState.SIGNED)
    return settled
