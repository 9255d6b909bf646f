"""The folder as a whole."""

from pathlib import Path

import pytest

from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.definitions.problems import DefinitionError

from .small_catalogue import CORRECTION, FILES, MEAN, PEOPLE, SHARE, SOURCE, THEMES, messages, spoiled, write_catalogue

# What was spoiled: the file, a text in it, the text instead, and every message that follows.
CASES = {
    "an id that is not the file’s name": (
        PEOPLE,
        "id: mensen",
        "id: personen",
        [
            (
                "indicators/mensen.yaml:1: id: gevonden 'personen'; verwacht 'mensen', de naam van het bestand "
                "(met .yaml). Maak de naam van het bestand en de id gelijk."
            ),
        ],
    ),
    "a theme twice": (
        THEMES,
        "- id: samenleven",
        "- id: bewoners",
        [
            (
                "themes.yaml:4: [2].id: gevonden thema 'bewoners' voor de tweede keer; verwacht elk thema één "
                "keer. Verwijder een van beide."
            ),
        ],
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "expected"), CASES.values(), ids=CASES.keys())
def test_is_told(tmp_path: Path, file: str, old: str, new: str, expected: list[str]) -> None:
    assert messages(write_catalogue(tmp_path, spoiled(file, old, new))) == expected


def test_a_sound_catalogue_loads(tmp_path: Path) -> None:
    catalogue = load_catalogue(write_catalogue(tmp_path))
    assert sorted(catalogue.indicators) == ["afstand", "geluk", "groei", "mensen", "ouderen"]
    assert [each.id for each in catalogue.corrections] == ["fout"]


def test_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    changed = {
        **spoiled(SHARE, "per: 100", "per: 1000"),
        **spoiled(MEAN, "decimals: 1", "decimals: 8"),
        **spoiled(CORRECTION, "value: 2195\n", ""),
        **spoiled(THEMES, "title: Bewoners", "title: TODO"),
    }
    with pytest.raises(DefinitionError) as caught:
        load_catalogue(write_catalogue(tmp_path, changed))
    assert str(caught.value).splitlines()[0] == "De catalogus heeft 4 fouten:"
    assert [problem.file for problem in caught.value.problems] == [CORRECTION, MEAN, SHARE, THEMES]


def test_one_problem_is_counted_as_one(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"^De catalogus heeft 1 fout:\n"):
        load_catalogue(write_catalogue(tmp_path, spoiled(SHARE, "per: 100", "per: 1000")))


def test_what_hangs_on_a_spoiled_source_is_not_told_again(tmp_path: Path) -> None:
    (message,) = messages(write_catalogue(tmp_path, spoiled(SOURCE, "      a: mensen", "      a: personen")))
    assert message.startswith("sources/telling.yaml:43: tables[1].columns.a:")


def test_corrections_may_be_absent(tmp_path: Path) -> None:
    assert load_catalogue(write_catalogue(tmp_path, {CORRECTION: None})).corrections == ()


def test_a_catalogue_without_themes_is_refused(tmp_path: Path) -> None:
    assert messages(write_catalogue(tmp_path, {THEMES: None})) == [
        "themes.yaml:1: gevonden geen bestand; verwacht de lijst van thema's. "
        "Controleer de map van de catalogus (WIJKWERK_CATALOGUE)."
    ]


def test_a_list_without_themes_is_refused(tmp_path: Path) -> None:
    assert messages(write_catalogue(tmp_path, {THEMES: "[]\n"})) == [
        "themes.yaml:1: gevonden een lege lijst; verwacht minstens één thema. Beschrijf de thema's in leesvolgorde."
    ]


def test_a_folder_that_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    assert [message.split(":")[0] for message in messages(tmp_path)] == ["indicators", "sources", "themes.yaml"]


def test_the_ending_yml_is_refused_so_that_a_name_exists_once(tmp_path: Path) -> None:
    (message,) = messages(write_catalogue(tmp_path, {"indicators/mensen.yml": FILES[PEOPLE], PEOPLE: None}))
    assert message.startswith("indicators/mensen.yml:1: id: gevonden 'mensen'; verwacht 'mensen', de naam van")


def test_other_files_in_the_folders_are_left_alone(tmp_path: Path) -> None:
    write_catalogue(tmp_path, {"indicators/LEESMIJ.md": "x", "indicators/.mensen.yaml": "half", "sources/a.yaml~": "x"})
    assert messages(tmp_path) == []
