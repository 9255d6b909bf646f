"""A source whose tables, variables and rules do not fit together is refused."""

from pathlib import Path

import pytest

from wijkwerk.definitions.catalogue import load_catalogue

from .small_catalogue import MEAN, SOURCE, messages, spoiled, write_catalogue

# What was spoiled: the file, a text in it, the text instead, and every message that follows.
CASES = {
    "a part of a whole that does not exist": (
        SOURCE,
        "parts_of: mensen",
        "parts_of: iedereen",
        [
            (
                "sources/telling.yaml:24: variables.ouderen.parts_of: gevonden 'iedereen'; verwacht een andere "
                "variabele van deze bron. Voeg haar toe onder 'variables', of verbeter de naam."
            ),
        ],
    ),
    "a part that does not add up": (
        SOURCE,
        "    unit: km\n    kind: mean",
        "    unit: km\n    kind: mean\n    parts_of: mensen",
        [
            (
                "sources/telling.yaml:34: variables.afstand.parts_of: gevonden een deel met kind 'mean'; "
                "verwacht 'count' of 'amount'. Alleen aantallen tellen op."
            ),
        ],
    ),
    "a first year that no table has": (
        SOURCE,
        "    unit: km\n    kind: mean",
        "    unit: km\n    kind: mean\n    since: 2016",
        [
            (
                "sources/telling.yaml:34: variables.afstand.since: gevonden 2016; verwacht een van 2020, 2024. "
                "Noem het eerste jaar waarin de bron haar heeft, of laat de sleutel weg."
            ),
        ],
    ),
    "a choice from dimensions that such a file does not have": (
        SOURCE,
        "    year: 2020\n    area_column: code",
        "    year: 2020\n    protocol: own_file\n    dimensions: {geslacht: man}\n    area_column: code",
        [
            (
                "sources/telling.yaml:42: tables[1].dimensions: gevonden dimensies bij protocol 'own_file'; verwacht "
                "zo'n keuze alleen bij cbs_odata_v3, cbs_odata_v4, statline_csv, flat_csv. Laat de sleutel weg."
            ),
        ],
    ),
    "a dimension that is a column already": (
        SOURCE,
        "    year: 2020\n    area_column: code",
        "    year: 2020\n    dimensions: {a: man}\n    area_column: code",
        [
            (
                "sources/telling.yaml:41: tables[1].dimensions.a: gevonden kolom 'a' op twee plaatsen; verwacht een "
                "dimensie naast gebied, jaar en onderwerpen. Laat de kolom hier weg: zij heeft al een betekenis."
            ),
        ],
    ),
    "ages upside down": (
        SOURCE,
        "    parts_of: mensen",
        "    parts_of: mensen\n    ages: [65, 15]",
        [
            (
                "sources/telling.yaml:25: variables.ouderen.ages: gevonden 65 tot 15; verwacht de laagste leeftijd, "
                "dan de eerste die niet meer meetelt. Schrijf bijvoorbeeld [15, 25], of [65, null] voor 65 jaar en "
                "ouder."
            ),
        ],
    ),
    "ages of something that is no count": (
        SOURCE,
        "    unit: km\n    kind: mean",
        "    unit: km\n    kind: mean\n    ages: [0, 15]",
        [
            (
                "sources/telling.yaml:34: variables.afstand.ages: gevonden leeftijden bij kind 'mean'; verwacht een "
                "aantal ('count'). Laat deze sleutel weg."
            ),
        ],
    ),
    "a range upside down": (
        SOURCE,
        "range: [0, 20000000]",
        "range: [20000000, 0]",
        [
            (
                "sources/telling.yaml:19: variables.mensen.range: gevonden 20000000 tot 0; verwacht eerst de "
                "laagste waarde. Draai de grenzen om."
            ),
        ],
    ),
    "a rounding of nothing": (
        SOURCE,
        "rounding: 5",
        "rounding: 0",
        [
            (
                "sources/telling.yaml:18: variables.mensen.rounding: gevonden 0; verwacht een getal groter dan "
                "0. Laat de sleutel weg als de bron niet afrondt."
            ),
        ],
    ),
    "a variable that no table has": (
        SOURCE,
        "tables:\n",
        "  vergeten:\n    title: Vergeten\n    unit: km\n    kind: mean\ntables:\n",
        [
            (
                "sources/telling.yaml:38: variables.vergeten: gevonden een variabele die in geen tabel staat; "
                "verwacht een kolom in minstens één tabel. Voeg de kolom toe of verwijder de variabele."
            ),
        ],
    ),
    "a column of an unknown variable": (
        SOURCE,
        "a: mensen",
        "a: personen",
        [
            (
                "sources/telling.yaml:43: tables[1].columns.a: gevonden onbekende variabele 'personen'; verwacht "
                "een variabele van deze bron. Voeg haar toe onder 'variables', of verbeter de naam."
            ),
        ],
    ),
    "two columns for one variable": (
        SOURCE,
        "b: ouderen",
        "b: mensen\n      d: ouderen",
        [
            (
                "sources/telling.yaml:42: tables[1].columns: gevonden 'mensen' bij 2 kolommen; verwacht één "
                "kolom per variabele. Kies welke kolom de variabele is."
            ),
        ],
    ),
    "an unknown area column": (
        SOURCE,
        "name: naam",
        "naam: naam",
        [
            (
                "sources/telling.yaml:51: tables[2].area_columns.naam: gevonden 'naam'; verwacht een van name, "
                "parent, gemeente, change_code. Verbeter de naam."
            ),
        ],
    ),
    "a column that is read and ignored": (
        SOURCE,
        "Opmerking: vrije tekst",
        "Klasse_2: vrije tekst",
        [
            (
                "sources/telling.yaml:46: tables[2]: gevonden kolom 'Klasse_2' op 2 plaatsen; verwacht elke "
                "kolom onder één van columns, ignored en empty_until_final. Laat er één staan."
            ),
        ],
    ),
    "a table of many years without a list of years": (
        SOURCE,
        "    periods: [2020, 2024]\n",
        "",
        [
            (
                "sources/telling.yaml:46: tables[2]: gevonden een tabel met meer jaren zonder lijst van jaren; "
                "verwacht 'periods', en geen 'year'. Noem de jaren die de tabel bevat."
            ),
            (
                "sources/telling.yaml:56: tables[2].provisional_periods: gevonden 2024; verwacht een jaar van "
                "deze tabel. Verbeter het jaar."
            ),
        ],
    ),
    "a table without a year": (
        SOURCE,
        "  - table: T3\n    year: 2024\n",
        "  - table: T3\n",
        [
            (
                "sources/telling.yaml:58: tables[3]: gevonden een tabel zonder jaar; verwacht 'year', of "
                "'period_column' met 'periods'. Noem het jaar van de tabel."
            ),
        ],
    ),
    "a year that stands there twice": (
        SOURCE,
        "periods: [2020, 2024]",
        "periods: [2020, 2024, 2024]",
        [
            (
                "sources/telling.yaml:48: tables[2].periods: gevonden een jaar dat twee keer voorkomt; verwacht "
                "elk jaar één keer. Verwijder het dubbele jaar."
            ),
        ],
    ),
    "a provisional year that the table has not": (
        SOURCE,
        "provisional_periods: [2024]",
        "provisional_periods: [2025]",
        [
            (
                "sources/telling.yaml:57: tables[2].provisional_periods: gevonden 2025; verwacht een jaar van "
                "deze tabel. Verbeter het jaar."
            ),
        ],
    ),
    "a column with a year in its name in a CSV": (
        SOURCE,
        "    year: 2024\n    area_column: code\n    columns:\n      mensen_2024",
        '    periods: [2024]\n    area_column: code\n    columns:\n      "mensen_{period}"',
        [
            (
                "sources/telling.yaml:61: tables[3].columns: gevonden een kolom met {period}; verwacht zo'n "
                "kolom alleen bij protocol json_document. Gebruik period_column."
            ),
        ],
    ),
    "one table twice": (
        SOURCE,
        "table: T3",
        "table: T1",
        [
            (
                "sources/telling.yaml:58: tables[3].table: gevonden tabel 'T1' voor de tweede keer; verwacht "
                "elke tabel één keer. Geef dit deel een eigen naam en noem de tabel bij 'part_of'."
            ),
        ],
    ),
    "a rule about an unknown variable": (
        SOURCE,
        "variables: [afstand]",
        "variables: [reistijd]",
        [
            (
                "sources/telling.yaml:64: missing[1].variables[1]: gevonden onbekende variabele 'reistijd'; "
                "verwacht een variabele van deze bron. Voeg haar toe onder 'variables', of verbeter de naam."
            ),
        ],
    ),
    "a rule that looks at an unknown variable": (
        SOURCE,
        "when: mensen",
        "when: personen",
        [
            (
                "sources/telling.yaml:65: missing[1].when: gevonden onbekende variabele 'personen'; verwacht een "
                "variabele van deze bron. Voeg haar toe onder 'variables', of verbeter de naam."
            ),
        ],
    ),
    "a rule that gives an empty cell a value": (
        SOURCE,
        "status: too_few",
        "status: provisional",
        [
            (
                "sources/telling.yaml:67: missing[1].status: gevonden 'provisional'; verwacht een status zonder "
                "waarde. Een lege cel heeft geen waarde: kies bijvoorbeeld too_few."
            ),
        ],
    ),
    "an address without a place for the table": (
        SOURCE,
        "address: https://telling.example/{table}",
        "address: https://telling.example/",
        [
            (
                "sources/telling.yaml:11: address: gevonden 'https://telling.example/'; verwacht een https-adres "
                "met {table} erin. Verbeter het adres."
            ),
        ],
    ),
    "an address that is not safe": (
        SOURCE,
        "address: https://telling.example/{table}",
        "address: http://telling.example/{table}",
        [
            (
                "sources/telling.yaml:11: address: gevonden 'http://telling.example/{table}'; verwacht een "
                "https-adres met {table} erin. Verbeter het adres."
            ),
        ],
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "expected"), CASES.values(), ids=CASES.keys())
def test_is_told(tmp_path: Path, file: str, old: str, new: str, expected: list[str]) -> None:
    assert messages(write_catalogue(tmp_path, spoiled(file, old, new))) == expected


def test_an_indicator_begins_in_the_first_year_of_its_variable(tmp_path: Path) -> None:
    later = {
        **spoiled(SOURCE, "    unit: km\n    kind: mean", "    unit: km\n    kind: mean\n    since: 2024"),
        **spoiled(MEAN, "first_year: 2020", "first_year: 2024"),
    }
    known = load_catalogue(write_catalogue(tmp_path, later))
    assert known.periods_of(known.indicators["afstand"]) == (2024,)
    assert known.periods_of(known.indicators["mensen"]) == (2020, 2024)
