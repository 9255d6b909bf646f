"""A table that reads by topic or by member what its source cannot tell is refused."""

from pathlib import Path

import pytest

from .small_catalogue import SOURCE, messages, spoiled, write_catalogue

T1 = "  - table: T1\n    year: 2020\n    area_column: code\n    columns:\n      a: mensen\n"
PEOPLE = "    range: [0, 20000000]\n"
TOPIC = "    topic: {paths: [Bevolking/Mensen]}\n"
V3 = "    protocol: cbs_odata_v3\n"

UNTOLD = (
    "tables[1].topics[1]: gevonden 'mensen', zonder 'topic' met 'paths'; verwacht een variabele waarvan de "
    "catalogus het onderwerp noemt. Voeg 'topic' toe aan de variabele, of noem haar kolom bij 'columns'."
)

# What was spoiled: a text in the source, the text instead, and every message that follows.
CASES = {
    "topics of a protocol that has none": (
        (T1, T1.replace("    columns:\n      a: mensen\n", "    topics: [mensen]\n    columns:\n")),
        [
            "tables[1].topics: gevonden onderwerpen bij protocol 'flat_csv'; verwacht die alleen bij cbs_odata_v3, "
            "cbs_odata_v4, statline_csv. Noem de kolommen bij 'columns'.",
            UNTOLD,
        ],
    ),
    "a variable by topic that says no topic": (
        (T1, T1.replace("    year", V3 + "    topics: [klasse]\n    year")),
        [
            "tables[1].topics[1]: gevonden 'klasse', zonder 'topic' met 'paths'; verwacht een variabele waarvan de "
            "catalogus het onderwerp noemt. Voeg 'topic' toe aan de variabele, of noem haar kolom bij 'columns'."
        ],
    ),
    "a topic of a variable that there is not": (
        (T1, T1.replace("    year", V3 + "    topics: [geluk]\n    year")),
        [
            "tables[1].topics[1]: gevonden onbekende variabele 'geluk'; verwacht een variabele van deze bron. Voeg "
            "haar toe onder 'variables', of verbeter de naam."
        ],
    ),
    "a variable by name and by topic": (
        (T1, T1.replace("    year", V3 + "    topics: [mensen]\n    year")),
        [
            UNTOLD,
            "tables[1].columns: gevonden 'mensen' bij 2 kolommen; verwacht één kolom per variabele. Kies welke kolom "
            "de variabele is.",
        ],
    ),
    "members beside columns": (
        (
            T1,
            T1.replace(
                "    year", V3 + "    members: {dimension: Soort, column: Aantal_1, variables: {a: klasse}}\n    year"
            ),
        ),
        [
            "tables[1].members: gevonden 'members' bij protocol 'cbs_odata_v3', met of zonder kolommen ernaast; "
            "verwacht alleen 'members', bij cbs_odata_v3. Maak van de kolommen ernaast een eigen tabel, met 'part_of'."
        ],
    ),
    "months that add up without members": (
        (T1, T1.replace("    year", "    months_add_up: true\n    year")),
        [
            "tables[1].months_add_up: gevonden maanden die optellen bij een tabel zonder members; verwacht een tabel "
            "met 'members' die allemaal aantallen zijn. Een gemiddelde of aandeel telt niet op: neem een tabel met "
            "jaarcijfers."
        ],
    ),
    "a workbook of which the name says no year": (
        (
            "levels: [gemeente, wijk, buurt]\nvariables:",
            "workbook: {file: kwb, area_column: code, name_column: naam}\nlevels: [gemeente, wijk, buurt]\nvariables:",
        ),
        [
            "workbook.file: gevonden 'kwb'; verwacht een patroon met het jaar tussen haakjes, als kwb-?(20[0-9]{2}). "
            "Verbeter het patroon."
        ],
    ),
    "a second address that is not safe": (
        (
            "address: https://telling.example/{table}\n",
            "address: https://telling.example/{table}\naddresses: {cbs_odata_v4: 'http://telling.example/{table}'}\n",
        ),
        [
            "addresses.cbs_odata_v4: gevonden 'http://telling.example/{table}'; verwacht een https-adres met {table} "
            "erin. Verbeter het adres."
        ],
    ),
}


@pytest.mark.parametrize(("change", "expected"), CASES.values(), ids=CASES.keys())
def test_is_told(tmp_path: Path, change: tuple[str, str], expected: list[str]) -> None:
    told = messages(write_catalogue(tmp_path, spoiled(SOURCE, *change)))
    assert [each.partition(": ")[2] for each in told] == expected


def test_a_topic_that_is_told_by_its_titles_is_accepted(tmp_path: Path) -> None:
    changed = spoiled(SOURCE, PEOPLE, PEOPLE + TOPIC)
    text = changed[SOURCE].replace(
        T1, T1.replace("    columns:\n      a: mensen\n", V3 + "    topics: [mensen]\n    columns:\n")
    )
    assert not messages(write_catalogue(tmp_path, {**changed, SOURCE: text}))
