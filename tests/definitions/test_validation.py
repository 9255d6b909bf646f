"""What does not fit the schema is told in Dutch, with its line and what would fit."""

from pathlib import Path

import pytest

from .small_catalogue import CORRECTION, FILES, PEOPLE, SHARE, SOURCE, messages, spoiled, write_catalogue

# What was spoiled: the file, a text in it, the text instead, and every message that follows.
CASES = {
    "an unknown key with a near one": (
        PEOPLE,
        "decimals: 0",
        "decimal: 0\ndecimals: 0",
        [
            (
                "indicators/mensen.yaml:6: decimal: gevonden een onbekende sleutel; verwacht een sleutel die het "
                "schema kent. Bedoelt u 'decimals'?"
            ),
        ],
    ),
    "an unknown key without a near one": (
        PEOPLE,
        "decimals: 0",
        "kleur: rood\ndecimals: 0",
        [
            (
                "indicators/mensen.yaml:6: kleur: gevonden een onbekende sleutel; verwacht een sleutel die het "
                "schema kent. Verwijder haar, of kijk in docs/een-indicator-toevoegen.md."
            ),
        ],
    ),
    "an unknown key inside a formula": (
        SHARE,
        "  per: 100",
        "  per: 100\n  noemer: 3",
        [
            (
                "indicators/ouderen.yaml:16: formula.noemer: gevonden een onbekende sleutel; verwacht een "
                "sleutel die het schema kent. Verwijder haar, of kijk in docs/een-indicator-toevoegen.md."
            ),
        ],
    ),
    "an unknown key inside a table": (
        SOURCE,
        "    provisional_periods: [2024]",
        "    provisional_periods: [2024]\n    unitt: km",
        [
            (
                "sources/telling.yaml:58: tables[2].unitt: gevonden een onbekende sleutel; verwacht een sleutel "
                "die het schema kent. Bedoelt u 'unit'?"
            ),
        ],
    ),
    "a missing key": (
        PEOPLE,
        "unit: mensen\n",
        "",
        [
            ("indicators/mensen.yaml:1: unit: gevonden niets; verwacht deze verplichte sleutel. Voeg 'unit' toe."),
        ],
    ),
    "a ratio without a denominator": (
        SHARE,
        "  denominator: telling.mensen\n",
        "",
        [
            (
                "indicators/ouderen.yaml:11: formula.denominator: gevonden niets; verwacht deze verplichte "
                "sleutel. Voeg 'denominator' toe."
            ),
        ],
    ),
    "an unknown polarity": (
        PEOPLE,
        "polarity: neutral",
        "polarity: hoog",
        [
            (
                "indicators/mensen.yaml:7: polarity: gevonden 'hoog'; verwacht een van 'high_is_favourable', "
                "'low_is_favourable', 'neutral'. Verbeter de waarde."
            ),
        ],
    ),
    "an unknown formula": (
        PEOPLE,
        "kind: published",
        "kind: geheim",
        [
            (
                "indicators/mensen.yaml:10: formula.kind: gevonden 'geheim'; verwacht een van 'published', "
                "'ratio', 'change', 'awaited'. Verbeter de waarde."
            ),
        ],
    ),
    "a formula without a kind": (
        PEOPLE,
        "  kind: published\n",
        "",
        [
            (
                "indicators/mensen.yaml:9: formula: gevonden sleutels (variable); verwacht een sleutel 'kind' "
                "met een van 'published', 'ratio', 'change', 'awaited'. Verbeter de waarde."
            ),
        ],
    ),
    "text where a number must be": (
        PEOPLE,
        "decimals: 0",
        "decimals: geen",
        [
            ("indicators/mensen.yaml:6: decimals: gevonden 'geen'; verwacht een geheel getal. Verbeter de waarde."),
        ],
    ),
    "more decimals than a reader can use": (
        PEOPLE,
        "decimals: 0",
        "decimals: 7",
        [
            ("indicators/mensen.yaml:6: decimals: gevonden 7; verwacht een getal van 4 of minder. Verbeter de waarde."),
        ],
    ),
    "a negative number of decimals": (
        PEOPLE,
        "decimals: 0",
        "decimals: -1",
        [
            ("indicators/mensen.yaml:6: decimals: gevonden -1; verwacht een getal van 0 of meer. Verbeter de waarde."),
        ],
    ),
    "a fraction of a year": (
        PEOPLE,
        "first_year: 2020",
        "first_year: 2020.5",
        [
            ("indicators/mensen.yaml:14: first_year: gevonden 2020.5; verwacht een geheel getal. Verbeter de waarde."),
        ],
    ),
    "a variable without its source": (
        PEOPLE,
        "variable: telling.mensen",
        "variable: mensen",
        [
            (
                "indicators/mensen.yaml:11: formula.variable: gevonden 'mensen'; verwacht bron.variabele, zoals "
                "cbs_kwb.inwoners. Verbeter de waarde."
            ),
        ],
    ),
    "an id with a capital": (
        PEOPLE,
        "id: mensen",
        "id: Mensen",
        [
            (
                "indicators/mensen.yaml:1: id: gevonden 'Mensen'; verwacht een naam van kleine letters, cijfers "
                "en _, die begint met een letter. Verbeter de waarde."
            ),
        ],
    ),
    "a date in words": (
        PEOPLE,
        "on: 2026-09-14",
        "on: 14 september",
        [
            (
                "indicators/mensen.yaml:18: reviewed.on: gevonden '14 september'; verwacht een datum als "
                "2026-09-14. Verbeter de waarde."
            ),
        ],
    ),
    "no level at all": (
        PEOPLE,
        "levels: [gemeente, wijk, buurt]",
        "levels: []",
        [
            (
                "indicators/mensen.yaml:13: levels: gevonden een lijst van 0; verwacht een lijst van minstens 1. "
                "Verbeter de waarde."
            ),
        ],
    ),
    "an unknown level": (
        PEOPLE,
        "levels: [gemeente, wijk, buurt]",
        "levels: [gemeente, provincie]",
        [
            (
                "indicators/mensen.yaml:13: levels[2]: gevonden 'provincie'; verwacht een van 'land', "
                "'gemeente', 'stadsdeel', 'wijk', 'buurt', 'subbuurt', 'cluster'. Verbeter de waarde."
            ),
        ],
    ),
    "a list where a key must be": (
        PEOPLE,
        "formula:\n  kind: published\n  variable: telling.mensen",
        "formula: [telling.mensen]",
        [
            (
                "indicators/mensen.yaml:9: formula: gevonden een lijst van 1; verwacht een lijst van sleutels "
                "met waarden. Verbeter de waarde."
            ),
        ],
    ),
    "a ratio per nothing": (
        SHARE,
        "per: 100",
        "per: 0",
        [
            (
                "indicators/ouderen.yaml:15: formula.per: gevonden 0; verwacht een getal groter dan 0. Verbeter "
                "de waarde."
            ),
        ],
    ),
    "an infinite class break": (
        SHARE,
        "class_breaks: [10, 20, 30]",
        "class_breaks: [10, .inf]",
        [
            (
                "indicators/ouderen.yaml:21: class_breaks[2]: gevonden inf; verwacht een eindig getal. Verbeter "
                "de waarde."
            ),
        ],
    ),
    "too many class breaks": (
        SHARE,
        "class_breaks: [10, 20, 30]",
        "class_breaks: [1, 2, 3, 4, 5]",
        [
            (
                "indicators/ouderen.yaml:21: class_breaks: gevonden een lijst van 5; verwacht een lijst van "
                "hoogstens 4. Verbeter de waarde."
            ),
        ],
    ),
    "yes instead of true": (
        SOURCE,
        "origin: true",
        "origin: misschien",
        [
            (
                "sources/telling.yaml:29: variables.herkomst.origin: gevonden 'misschien'; verwacht true of "
                "false. Verbeter de waarde."
            ),
        ],
    ),
    "a reason that says nothing": (
        CORRECTION,
        "reason: In deze buurt is een heel gebouw twee keer geteld.",
        "reason: Fout.",
        [
            (
                "corrections/fout.yaml:5: reason: gevonden 'Fout.'; verwacht een langere tekst: minstens 20 "
                "tekens. Verbeter de waarde."
            ),
        ],
    ),
    "an area that has no code": (
        CORRECTION,
        "BU01640202",
        "De Noork",
        [
            (
                "corrections/fout.yaml:8: areas[1]: gevonden 'De Noork'; verwacht een gebiedscode, zoals "
                "BU01640202. Verbeter de waarde."
            ),
        ],
    ),
    "a whole file that is a list": (
        PEOPLE,
        FILES[PEOPLE],
        "- mensen\n",
        [
            (
                "indicators/mensen.yaml:1: gevonden een lijst van 1; verwacht een lijst van sleutels met "
                "waarden. Verbeter de waarde."
            ),
        ],
    ),
    "a whole file that is a word": (
        PEOPLE,
        FILES[PEOPLE],
        "mensen\n",
        [
            (
                "indicators/mensen.yaml:1: gevonden 'mensen'; verwacht een lijst van sleutels met waarden. "
                "Verbeter de waarde."
            ),
        ],
    ),
    "a whole file that is null": (
        PEOPLE,
        FILES[PEOPLE],
        "null\n",
        [
            (
                "indicators/mensen.yaml:1: gevonden een leeg bestand; verwacht een definitie. Vul het bestand of "
                "verwijder het."
            ),
        ],
    ),
    "a scale of nothing": (
        PEOPLE,
        "variable: telling.mensen",
        "variable: telling.mensen\n  scale: 0",
        [
            (
                "indicators/mensen.yaml:12: formula.scale: gevonden 0; verwacht een getal groter dan 0. Verbeter "
                "de waarde."
            ),
        ],
    ),
    "a disclosure rule without a threshold": (
        PEOPLE,
        "key_figure: 1",
        "disclosure:\n  variable: telling.mensen\n  minimum: 0\n  reason: Te weinig mensen.",
        [
            (
                "indicators/mensen.yaml:17: disclosure.minimum: gevonden 0; verwacht een getal groter dan 0. "
                "Verbeter de waarde."
            ),
        ],
    ),
    "a rule about no variable": (
        SOURCE,
        "variables: [afstand]",
        "variables: []",
        [
            (
                "sources/telling.yaml:64: missing[1].variables: gevonden een lijst van 0; verwacht een lijst van "
                "minstens 1. Verbeter de waarde."
            ),
        ],
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "expected"), CASES.values(), ids=CASES.keys())
def test_is_told(tmp_path: Path, file: str, old: str, new: str, expected: list[str]) -> None:
    assert messages(write_catalogue(tmp_path, spoiled(file, old, new))) == expected


def test_all_problems_of_a_file_are_told_at_once_in_its_order(tmp_path: Path) -> None:
    text = FILES[PEOPLE].replace("decimals: 0", "decimals: 9").replace("polarity: neutral", "polarity: hoog")
    text = text.replace("title: Mensen\nshort", "title: TODO\nshort").replace("on: 2026-09-14", "on: gisteren")
    found = messages(write_catalogue(tmp_path, {PEOPLE: text + "kleur: rood\n"}))
    assert [message.split(": ")[1] for message in found] == ["title", "decimals", "polarity", "reviewed.on", "kleur"]
    assert [message.split(":")[1] for message in found] == ["2", "6", "7", "18", "19"]


def test_a_long_text_is_cut_in_a_message(tmp_path: Path) -> None:
    (message,) = messages(write_catalogue(tmp_path, spoiled(PEOPLE, "polarity: neutral", "polarity: " + "a" * 200)))
    assert f"gevonden '{'a' * 60}…';" in message
