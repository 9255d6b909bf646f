"""What is not YAML as we use it is told with its line."""

from pathlib import Path

import pytest

from wijkwerk.definitions.documents import LARGEST_FILE, parse_document, read_document, spell_path

from .small_catalogue import PEOPLE, SOURCE, messages, spoiled, write_catalogue

# What was spoiled: the file, a text in it, the text instead, and every message that follows.
CASES = {
    "a key that stands there twice": (
        PEOPLE,
        "decimals: 0\n",
        "decimals: 0\ndecimals: 1\n",
        [
            (
                "indicators/mensen.yaml:7: decimals: gevonden dezelfde sleutel als op regel 6; verwacht elke "
                "sleutel één keer. Verwijder een van beide."
            ),
        ],
    ),
    "a nested key that stands there twice": (
        SOURCE,
        "    unit: km\n",
        "    unit: km\n    unit: m\n",
        [
            (
                "sources/telling.yaml:33: variables.afstand.unit: gevonden dezelfde sleutel als op regel 32; "
                "verwacht elke sleutel één keer. Verwijder een van beide."
            ),
        ],
    ),
    "a key that is a number": (
        PEOPLE,
        "decimals: 0",
        "2: 0\ndecimals: 0",
        [
            (
                "indicators/mensen.yaml:6: gevonden sleutel '2'; verwacht een sleutel van tekst. Zet de sleutel "
                "tussen aanhalingstekens of kies een naam."
            ),
        ],
    ),
    "a key that is a list": (
        PEOPLE,
        "decimals: 0",
        "[a]: 0\ndecimals: 0",
        [
            (
                "indicators/mensen.yaml:6: gevonden een samengestelde sleutel; verwacht een sleutel van tekst. "
                "Zet de sleutel tussen aanhalingstekens of kies een naam."
            ),
        ],
    ),
    "an anchor with a reference": (
        PEOPLE,
        "title: Mensen\nshort_title: Mensen",
        "title: &t Mensen\nshort_title: *t",
        [
            (
                "indicators/mensen.yaml:3: short_title: gevonden een verwijzing (&naam en *naam); verwacht de "
                "waarde zelf. Schrijf haar voluit."
            ),
        ],
    ),
    "an unknown tag": (
        PEOPLE,
        "decimals: 0",
        "decimals: !!python/name:os.system 0",
        [
            (
                "indicators/mensen.yaml:6: decimals: gevonden '0'; verwacht tekst, een getal of een datum. "
                "Verbeter de waarde."
            ),
        ],
    ),
    "a date that does not exist": (
        PEOPLE,
        "on: 2026-09-14",
        "on: 2026-13-14",
        [
            (
                "indicators/mensen.yaml:18: reviewed.on: gevonden '2026-13-14'; verwacht tekst, een getal of een "
                "datum. Verbeter de waarde."
            ),
        ],
    ),
    "indentation that is wrong": (
        PEOPLE,
        "  variable: telling.mensen",
        "   variable: telling.mensen",
        [
            (
                "indicators/mensen.yaml:11: gevonden iets dat geen YAML is; verwacht geldige YAML. Kijk op deze "
                "regel en de regel ervoor naar inspringen, dubbele punten en aanhalingstekens."
            ),
        ],
    ),
    "an unclosed quote": (
        PEOPLE,
        "unit: mensen",
        'unit: "mensen',
        [
            (
                "indicators/mensen.yaml:5: gevonden iets dat geen YAML is; verwacht geldige YAML. Kijk op deze "
                "regel en de regel ervoor naar inspringen, dubbele punten en aanhalingstekens."
            ),
        ],
    ),
    "TODO": (
        PEOPLE,
        "definition: Alle mensen die er wonen.",
        "definition: TODO",
        [
            (
                "indicators/mensen.yaml:4: definition: gevonden 'TODO'; verwacht een ingevulde waarde. Vul haar "
                "in of laat de sleutel weg."
            ),
        ],
    ),
    "a text that holds TBD": (
        PEOPLE,
        "definition: Alle mensen die er wonen.",
        'definition: "Alle mensen, tbd."',
        [
            (
                "indicators/mensen.yaml:4: definition: gevonden 'Alle mensen, tbd.'; verwacht een ingevulde "
                "waarde. Vul haar in of laat de sleutel weg."
            ),
        ],
    ),
    "dots": (
        PEOPLE,
        "definition: Alle mensen die er wonen.",
        "definition: ...",
        [
            (
                "indicators/mensen.yaml:4: definition: gevonden '...'; verwacht een ingevulde waarde. Vul haar "
                "in of laat de sleutel weg."
            ),
        ],
    ),
    "an empty text": (
        PEOPLE,
        "definition: Alle mensen die er wonen.",
        'definition: ""',
        [
            (
                "indicators/mensen.yaml:4: definition: gevonden een lege tekst; verwacht een ingevulde waarde. "
                "Vul haar in of laat de sleutel weg."
            ),
        ],
    ),
    "nog invullen": (
        PEOPLE,
        "definition: Alle mensen die er wonen.",
        "definition: Nog invullen",
        [
            (
                "indicators/mensen.yaml:4: definition: gevonden 'Nog invullen'; verwacht een ingevulde waarde. "
                "Vul haar in of laat de sleutel weg."
            ),
        ],
    ),
    "lorem ipsum": (
        PEOPLE,
        "definition: Alle mensen die er wonen.",
        "definition: Lorem ipsum dolor sit amet",
        [
            (
                "indicators/mensen.yaml:4: definition: gevonden 'Lorem ipsum dolor sit amet'; verwacht een "
                "ingevulde waarde. Vul haar in of laat de sleutel weg."
            ),
        ],
    ),
    "xxx": (
        SOURCE,
        "owner: Bureau Tellen\n",
        "owner: xxx\n",
        [
            (
                "sources/telling.yaml:3: owner: gevonden 'xxx'; verwacht een ingevulde waarde. Vul haar in of "
                "laat de sleutel weg."
            ),
        ],
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "expected"), CASES.values(), ids=CASES.keys())
def test_is_told(tmp_path: Path, file: str, old: str, new: str, expected: list[str]) -> None:
    assert messages(write_catalogue(tmp_path, spoiled(file, old, new))) == expected


def test_words_codes_and_times_stay_what_was_written() -> None:
    document = parse_document("on: yes\ncode: 0164\nclock: 12:30\nflag: true\nnumber: 12.50\nnothing:\n", "a.yaml")
    assert document.content == {
        "on": "yes", "code": "0164", "clock": "12:30", "flag": True, "number": 12.5, "nothing": None
    }  # fmt: skip
    assert document.problems == []


def test_every_key_and_item_has_its_line() -> None:
    document = parse_document("a:\n  b:\n    - x\n    - y\nc: 1\n", "a.yaml")
    lines = {spell_path(path): line for path, line in document.lines.items() if path}
    assert lines == {"a": 1, "a.b": 2, "a.b[1]": 3, "a.b[2]": 4, "c": 5}


def test_what_is_missing_is_told_at_the_key_above_it() -> None:
    document = parse_document("a:\n  b: 1\nc: 2\n", "a.yaml")
    document.report(("a", "vergeten"), "niets", "iets", "Voeg het toe.")
    assert str(document.problems[0]) == "a.yaml:1: a.vergeten: gevonden niets; verwacht iets. Voeg het toe."


def test_a_byte_order_mark_is_not_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbftitel: caf\xc3\xa9\n")
    assert read_document(path, "a.yaml").content == {"titel": "café"}


def test_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"id: a\ntitel: caf\xe9\n")
    (problem,) = read_document(path, "a.yaml").problems
    assert str(problem) == (
        "a.yaml:2: gevonden een byte die geen UTF-8 is (0xe9); verwacht UTF-8. Sla het bestand op als UTF-8."
    )


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    (problem,) = read_document(tmp_path / "a.yaml", "a.yaml").problems
    assert problem.expected == "een leesbaar bestand"


def test_a_file_without_end_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a" * (LARGEST_FILE + 1), encoding="utf-8")
    (problem,) = read_document(path, "a.yaml").problems
    assert problem.expected == "hoogstens 1000000 tekens"


@pytest.mark.parametrize("depth", [30, 900, 5000, 400_000])
def test_a_bottomless_file_is_refused(depth: int) -> None:
    brackets, dashes, columns = "[" * depth + "]" * depth, "- " * depth, "\n".join("- " * d for d in range(60))
    for text in ("a: " + brackets, brackets, dashes, dashes + "a", columns):
        (problem,) = parse_document(text, "a.yaml").problems[:1]
        assert problem.found == "meer dan 20 lagen"


def test_a_text_that_refers_to_itself_over_and_over_is_refused() -> None:
    laughs = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"
    assert {problem.found for problem in parse_document(laughs, "a.yaml").problems} == {
        "een verwijzing (&naam en *naam)"
    }


def test_a_list_that_holds_itself_is_refused() -> None:
    assert parse_document("a: &a [*a]", "a.yaml").problems


def test_a_file_that_is_read_again_begins_without_the_problems_of_the_time_before(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("naam: a\n")
    first = read_document(path, "a.yaml")
    first.report(("naam",), "'a'", "'b'", "Kies b.")
    first.unread.add(("naam",))
    again = read_document(path, "a.yaml")
    assert (again.content, again.problems, again.unread) == ({"naam": "a"}, [], set())
    assert again.line_of(("naam",)) == 1


def test_a_file_that_changed_is_parsed_anew(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("naam: a\n")
    read_document(path, "a.yaml")
    path.write_text("naam: b\n")
    assert read_document(path, "a.yaml").content == {"naam": "b"}
