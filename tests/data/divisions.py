"""A small division as key figures name it, and its borders as PDOK gives them."""

import json

from shapely.geometry import box, mapping

from tests.data.deliveries import ROWS, build, csv_file, source, table
from wijkwerk.definitions.vocabulary import Protocol

BUURTEN = {"BU01640202": box(250000, 476000, 250510, 477000), "BU01640203": box(250500, 476000, 251000, 477000)}


def key_figures(folder, rows=ROWS):
    return build(source(), folder / "releases", csv_file(folder, rows))


def boundaries(folder, year=2024, borders=BUURTEN, names=("De Noork", "Noord"), gemeente=None):
    of = source(
        table(table="grenzen", year=year, period_column=None, area_column="buurtcode", area_columns={}, columns={}),
        id="grenzen",
        protocol=Protocol.PDOK_OGC_FEATURES,
    )
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
    return build(of, folder / "releases", path)
