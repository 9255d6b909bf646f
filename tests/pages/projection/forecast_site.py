"""A made forecast of a made bureau, delivered as a file and published beside the counted figures of the aged site."""

import shutil
from dataclasses import replace
from pathlib import Path

from tests.pages.projection.aged_site import publish_aged_site
from tests.web.small_site import FIRST_DAY, HENGELO, NOORD, NOORK
from wijkwerk.data.building import build_from_files
from wijkwerk.data.release.folders import ReleaseFolder
from wijkwerk.definitions.catalogue import Catalogue, load_catalogue
from wijkwerk.definitions.vocabulary import SourceType
from wijkwerk.editions.cells import ReleasePart

SHIPPED = Path(__file__).parents[3] / "catalogue"
SOURCE = """\
id: proefprognose
title: Bevolkingsprognose van de proef
owner: Bureau Vooruitzien
licence: CC BY 4.0
attribution: Bureau Vooruitzien, prognose 2026
type: prognose
protocol: flat_csv
rhythm: elke twee jaar
peildatum: 1 januari {year}
homepage: https://prognose.example/
levels: [gemeente, wijk, buurt]
variables:
  inwoners:
    title: Inwoners volgens de prognose
    unit: inwoners
    kind: count
    rounding: 5
  ouderen:
    title: Inwoners van 65 jaar of ouder volgens de prognose
    unit: inwoners
    kind: count
    rounding: 5
tables:
  - table: P1
    period_column: jaar
    periods: [2030, 2035]
    area_column: code
    area_year: 2024
    columns:
      inwoners: inwoners
      ouderen: ouderen
caveats:
  - Met de woningbouwplannen van 2025.
"""
PEOPLE = """\
id: inwoners_prognose
title: Inwoners volgens de prognose
short_title: Inwoners, prognose
definition: Hoeveel mensen hier volgens Bureau Vooruitzien op 1 januari van dat jaar wonen.
unit: inwoners
decimals: 0
polarity: neutral
theme: bewoners
position: 200
formula:
  kind: published
  variable: proefprognose.inwoners
aggregation: sum
levels: [gemeente, wijk, buurt]
first_year: 2030
"""
OLD = """\
id: inwoners_65_plus_prognose
title: Inwoners van 65 jaar en ouder volgens de prognose
short_title: 65 jaar en ouder, prognose
definition: Het aandeel inwoners dat volgens Bureau Vooruitzien op 1 januari van dat jaar 65 jaar of ouder is.
unit: "%"
share_of: inwoners
decimals: 1
polarity: neutral
theme: bewoners
position: 210
formula:
  kind: ratio
  numerator: [proefprognose.ouderen]
  denominator: proefprognose.inwoners
  per: 100
numerator_title: inwoners van 65 jaar en ouder
denominator_title: inwoners
aggregation: ratio_of_sums
levels: [gemeente, wijk, buurt]
first_year: 2030
"""
FILE = f"""\
code,jaar,inwoners,ouderen
{NOORK},2030,2300,520
{NOORK},2035,2450,610
{NOORD},2030,10600,2400
{NOORD},2035,11000,2700
{HENGELO},2030,12900,2850
{HENGELO},2035,13300,3200
"""


def forecast_catalogue(folder: Path, *, source: str = SOURCE, people: str = PEOPLE) -> Catalogue:
    """The shipped catalogue with the forecast in it, written into a new folder."""
    shutil.copytree(SHIPPED, folder)
    for name, text in (
        ("sources/proefprognose", source),
        ("indicators/inwoners_prognose", people),
        ("indicators/inwoners_65_plus_prognose", OLD),
    ):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_catalogue(folder)


def read_forecast(catalogue: Catalogue, folder: Path, *, said_to_be: SourceType = SourceType.FORECAST) -> ReleaseFolder:
    """The made file, read by the ingestor of its protocol into a release."""
    path = folder / "prognose.csv"
    path.write_text(FILE, encoding="utf-8")
    source = replace(catalogue.sources["proefprognose"], type=said_to_be)
    release, _ = build_from_files(source, source.tables[0], [path], folder / "releases", moment=FIRST_DAY)
    return release


def publish_forecast_site(data: Path) -> str:
    made = data.parent / f"{data.name}-prognose"
    made.mkdir(parents=True)
    catalogue = forecast_catalogue(made / "catalogue")
    release = read_forecast(catalogue, made)
    record = release.record
    part = ReleasePart(record.key, release.path, record.source, record.table, record.periods, record.content_sha256)
    try:
        return publish_aged_site(data, catalogue, (part,))
    finally:
        shutil.rmtree(made)
