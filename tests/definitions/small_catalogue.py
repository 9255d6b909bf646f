"""A whole catalogue in a few lines, and ways to spoil it. Line numbers in the tests count in these texts."""

from collections.abc import Mapping
from pathlib import Path

from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.definitions.problems import DefinitionError

SOURCE = "sources/telling.yaml"
PEOPLE = "indicators/mensen.yaml"
SHARE = "indicators/ouderen.yaml"
MEAN = "indicators/afstand.yaml"
CHANGE = "indicators/groei.yaml"
AWAITED = "indicators/geluk.yaml"
CORRECTION = "corrections/fout.yaml"
THEMES = "themes.yaml"

FILES = {
    SOURCE: """\
id: telling
title: Jaarlijkse telling
owner: Bureau Tellen
licence: CC BY 4.0
attribution: Bureau Tellen, tabel T1
type: register
protocol: flat_csv
rhythm: elk jaar
peildatum: 1 januari {year}
homepage: https://telling.example/
address: https://telling.example/{table}
levels: [gemeente, wijk, buurt]
variables:
  mensen:
    title: Mensen
    unit: mensen
    kind: count
    rounding: 5
    range: [0, 20000000]
  ouderen:
    title: Ouderen
    unit: mensen
    kind: count
    parts_of: mensen
  herkomst:
    title: Mensen van elders
    unit: mensen
    kind: count
    origin: true
  afstand:
    title: Afstand tot de bakker
    unit: km
    kind: mean
  klasse:
    title: Klasse
    unit: klasse
    kind: class
tables:
  - table: T1
    year: 2020
    area_column: code
    columns:
      a: mensen
      b: ouderen
      c: herkomst
  - table: T2
    period_column: jaar
    periods: [2020, 2024]
    area_column: code
    area_columns:
      name: naam
    columns:
      Afstand_1: afstand
      Klasse_2: klasse
    ignored:
      Opmerking: vrije tekst
    provisional_periods: [2024]
  - table: T3
    year: 2024
    area_column: code
    columns:
      mensen_2024: mensen
missing:
  - variables: [afstand]
    when: mensen
    below: 10
    status: too_few
    reason: Pas bij 10 mensen.
""",
    PEOPLE: """\
id: mensen
title: Mensen
short_title: Mensen
definition: Alle mensen die er wonen.
unit: mensen
decimals: 0
polarity: neutral
theme: bewoners
formula:
  kind: published
  variable: telling.mensen
aggregation: sum
levels: [gemeente, wijk, buurt]
first_year: 2020
key_figure: 1
reviewed:
  by: onderzoeker
  on: 2026-09-14
""",
    SHARE: """\
id: ouderen
title: Aandeel ouderen
short_title: Ouderen
definition: Het aandeel ouderen onder alle mensen.
unit: "%"
share_of: mensen
decimals: 1
polarity: neutral
domain: sociaal
theme: samenleven
formula:
  kind: ratio
  numerator: [telling.ouderen]
  denominator: telling.mensen
  per: 100
numerator_title: ouderen
denominator_title: mensen
aggregation: ratio_of_sums
levels: [gemeente, stadsdeel, wijk, buurt]
first_year: 2020
class_breaks: [10, 20, 30]
""",
    MEAN: """\
id: afstand
title: Afstand tot de bakker
short_title: Bakker
definition: De gemiddelde afstand tot de bakker.
unit: km
decimals: 1
polarity: low_is_favourable
domain: sociaal
theme: samenleven
formula:
  kind: published
  variable: telling.afstand
aggregation: population_weighted
weight: telling.mensen
levels: [gemeente, wijk, buurt]
first_year: 2020
""",
    CHANGE: """\
id: groei
title: Groei sinds 2020
short_title: Groei
definition: Het verschil tussen 2024 en 2020.
unit: "%"
decimals: 1
polarity: neutral
theme: bewoners
formula:
  kind: change
  indicator: mensen
  start: 2020
  end: 2024
  relative: true
aggregation: sum
levels: [gemeente, wijk, buurt]
first_year: 2024
""",
    AWAITED: """\
id: geluk
title: Geluk
short_title: Geluk
definition: Hoe gelukkig mensen zich voelen.
unit: "%"
decimals: 0
polarity: high_is_favourable
domain: sociaal
theme: samenleven
formula:
  kind: awaited
  source: telling
  table: T9
  reason: Nog niet geleverd.
aggregation: never
levels: [gemeente]
first_year: 2025
""",
    CORRECTION: """\
id: fout
source: telling
table: T1
variable: mensen
reason: In deze buurt is een heel gebouw twee keer geteld.
by: onderzoeker
on: 2026-09-14
areas: [BU01640202]
periods: [2020]
value: 2195
""",
    THEMES: """\
- id: bewoners
  title: Bewoners
  description: Wie er wonen.
- id: samenleven
  title: Samenleven
  domain: sociaal
  description: Hoe mensen samenleven.
""",
}


def write_catalogue(folder: Path, changed: Mapping[str, str | None] | None = None) -> Path:
    """The small catalogue in a folder, with other texts for some files; None leaves a file out."""
    for file, text in {**FILES, **(changed or {})}.items():
        if text is None:
            continue
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def spoiled(file: str, old: str, new: str) -> dict[str, str | None]:
    """One file with one text replaced, which must occur exactly once."""
    assert FILES[file].count(old) == 1, f"{old!r} occurs {FILES[file].count(old)} times in {file}"
    return {file: FILES[file].replace(old, new)}


def messages(folder: Path) -> list[str]:
    """All problems of a catalogue as the user reads them; none where it loads."""
    try:
        load_catalogue(folder)
    except DefinitionError as error:
        return [str(problem) for problem in error.problems]
    return []
