"""Exports of Swing and Jive: levels before names, "measure|year" in the heads, identical heads, levels of one's own."""

from pathlib import Path

import pytest

from tests.lib.sheets.builders import Value, save, workbook, write
from wijkwerk.data.ingestors.own_file import Mapping, Role, dump_mapping, load_mapping, sniff_own_file
from wijkwerk.data.ingestors.own_file.areas import area_book
from wijkwerk.definitions.vocabulary import Level, Status

from .builders import DIVISION, area, mapping, read, refused, statuses, values

EXPORT = (
    "Niveau;% eenzaam|2022;% eenzaam|2023;Inwoners|2023\n"
    "Gemeente Hengelo;40,1;41,5;82.450\n"
    "Wijk Noord;42,0;43,5;10.170\n"
    "Buurt Noord;44,4;?;1.200\n"
    "Buurt De Noork;50,4;x;2.140\n"
    "Buurt Slangenbeek;.;-;3.025\n"
)
COLUMNS = {"% eenzaam|2022": "eenzaam", "Inwoners|2023": "inwoners"}
ANSWERS = {"streepje": "onbekend", "teken.inwoners {jaar}": "duizendtal"}


def swing(columns: dict[str, str] | None = None, **others: object) -> Mapping:
    return mapping(COLUMNS if columns is None else columns, area="Niveau", **others)


def test_the_level_before_a_name_says_which_area_is_meant(tmp_path: Path) -> None:
    result = read(write(tmp_path, EXPORT), swing(), period=None, answers=ANSWERS)
    cells = {(c.variable, c.period, c.area): c.value for c in result.observations}
    assert cells["eenzaam", 2022, "BU01640200"] == 44.4  # Noord, which is a wijk and a buurt
    assert cells["eenzaam", 2023, "WK016402"] == 43.5
    assert cells["inwoners", 2023, "GM0164"] == 82450
    assert result.areas == {"gemeente": 1, "wijk": 1, "buurt": 3}


def test_what_stands_for_missing_is_no_zero(tmp_path: Path) -> None:
    result = read(write(tmp_path, EXPORT), swing(), period=None, answers=ANSWERS)
    missing = {(c.area, c.period): c.status for c in result.observations if c.value is None}
    assert missing == {
        ("BU01640200", 2023): Status.UNKNOWN,
        ("BU01640202", 2023): Status.SUPPRESSED,
        ("BU01640203", 2022): Status.UNKNOWN,
        ("BU01640203", 2023): Status.UNKNOWN,
    }
    asked = refused(write(tmp_path, EXPORT), swing(), period=None).questions
    assert "streepje" in {question.id for question in asked}


def test_a_workbook_of_swing_gives_the_same(tmp_path: Path) -> None:
    rows: list[tuple[Value, ...]] = [
        ("Niveau", "% eenzaam|2022", "% eenzaam|2023", "Inwoners|2023"),
        ("Gemeente Hengelo", 40.1, 41.5, 82450),
        ("Wijk Noord", 42, 43.5, 10170),
        ("Buurt Noord", 44.4, "?", 1200),
        ("Buurt De Noork", 50.4, "x", 2140),
        ("Buurt Slangenbeek", ".", "-", 3025),
    ]
    answers = {"streepje": "onbekend"}
    result = read(save(tmp_path, workbook(rows)), swing(), period=None, answers=answers)
    text = read(write(tmp_path, EXPORT), swing(), period=None, answers=ANSWERS)
    assert result.observations == text.observations


def test_the_export_is_recognised_without_a_mapping(tmp_path: Path) -> None:
    sniffed = sniff_own_file(write(tmp_path, EXPORT), DIVISION)
    assert [(column.role, column.year) for column in sniffed.columns] == [
        (Role.AREA, None), (Role.NUMBERS, 2022), (Role.NUMBERS, 2023), (Role.NUMBERS, 2023),
    ]  # fmt: skip
    assert (sniffed.delimiter, sniffed.several_keys) == (";", 0)
    assert dict(sniffed.levels) == {"buurt": 3, "wijk": 1, "gemeente": 1}


def test_a_level_before_a_name_of_another_level_is_no_area() -> None:
    book = area_book(DIVISION, 2024)
    assert book.find("Wijk De Noork").areas == ()
    assert [found.code for found in book.find("buurt  De Noork").areas] == ["BU01640202"]
    assert [found.code for found in book.find("Wijk 02 Noord").areas] == ["WK016402", "BU01640200"]


def test_an_area_that_is_itself_called_by_a_level_keeps_its_name() -> None:
    book = area_book([*DIVISION, area("BU01640500", "Wijk Noord")], 2024)
    assert [found.code for found in book.find("Wijk Noord").areas] == ["BU01640500"]


TWINS = (
    "Niveau;% (helemaal) mee eens|2023;% (helemaal) mee eens|2023;% (helemaal) mee eens|2023\n"
    "Buurt De Noork;10,5;20,5;30,5\n"
    "Buurt Slangenbeek;11,5;21,5;31,5\n"
)
TWIN_COLUMNS = {
    "% (helemaal) mee eens|2023": "a",
    "% (helemaal) mee eens|2023 (nr. 2)": "b",
    "% (helemaal) mee eens|2023 (nr. 3)": "c",
}


def test_identical_heads_are_told_apart_by_their_place(tmp_path: Path) -> None:
    path = write(tmp_path, TWINS)
    error = refused(path, swing(TWIN_COLUMNS), period=None)
    (question,) = error.questions
    assert (question.id, error.defects) == ("gelijke-koppen", ())
    assert "3 kolommen" in question.text
    assert "kolom B, C en D" in question.text
    result = read(path, swing(TWIN_COLUMNS), period=None, answers={"gelijke-koppen": "volgorde"})
    assert [values(result, name)["BU01640202"] for name in "abc"] == [10.5, 20.5, 30.5]


def test_their_order_is_asked_of_every_file(tmp_path: Path) -> None:
    path = write(tmp_path, TWINS)
    kept = read(path, swing(TWIN_COLUMNS), period=None, answers={"gelijke-koppen": "volgorde"}).mapping
    kept = load_mapping(dump_mapping(kept))
    later = write(tmp_path, TWINS.replace("2023", "2024").replace("Niveau;", "Niveau;Nieuw|2024;").replace(
        "Noork;", "Noork;1;").replace("Slangenbeek;", "Slangenbeek;2;"), "later.csv")  # fmt: skip
    (question,) = refused(later, kept, period=None).questions
    assert (question.id, "stond eerder op een andere plek" in question.evidence) == ("gelijke-koppen", True)
    result = read(later, kept, period=None, answers={"gelijke-koppen": "volgorde"})
    assert [values(result, name)["BU01640203"] for name in "abc"] == [11.5, 21.5, 31.5]
    assert result.periods == (2024,)


@pytest.mark.parametrize("known", [1, 2, 4])
def test_identical_heads_of_which_not_each_is_known_are_refused(tmp_path: Path, known: int) -> None:
    heads = [*TWIN_COLUMNS, "% (helemaal) mee eens|2023 (nr. 4)"][:known]
    error = refused(write(tmp_path, TWINS), swing(dict(zip(heads, "abcd", strict=False))), period=None)
    assert [each.found for each in error.defects] != []
    expected = "staat er 3 keer, in kolom B, C en D" if known < 3 else "geen kolom ‘% (helemaal) mee eens|2023 (nr. 4)’"
    assert expected in error.defects[0].found


def test_one_that_is_looked_at_and_left_out_is_known_too(tmp_path: Path) -> None:
    first, second, third = TWIN_COLUMNS
    mapped = swing({second: "b"}, ignored=(first, third))
    result = read(write(tmp_path, TWINS), mapped, period=None, answers={"gelijke-koppen": "volgorde"})
    assert values(result, "b")["BU01640202"] == 20.5


def test_twenty_three_identical_heads(tmp_path: Path) -> None:
    heads = ";".join(["% (helemaal) mee eens|2023"] * 23)
    rows = "".join(
        f"Buurt {name};" + ";".join(f"{number}{row},5" for number in range(1, 24)) + "\n"
        for row, name in enumerate(("De Noork", "Slangenbeek"))
    )
    path = write(tmp_path, f"Niveau;{heads}\n{rows}")
    sniffed = sniff_own_file(path, DIVISION)
    names = [column.header for column in sniffed.columns if column.role is Role.NUMBERS]
    assert (len(set(names)), names[22]) == (23, "% (helemaal) mee eens|2023 (nr. 23)")
    mapped = swing({name: f"v{place}" for place, name in enumerate(names)})
    result = read(path, mapped, period=None, answers={"gelijke-koppen": "volgorde"})
    assert [values(result, f"v{place}")["BU01640203"] for place in (0, 22)] == [11.5, 231.5]


OWN_LEVEL = (
    "Niveau;Inwoners|2023\n"
    "Wijk Noord;500\n"
    "Subwijk De Noork;300\n"
    "Sub-wijk Oost;200\n"
    "Stadsdeel Noord;500\n"
    "Buurt De Noork;250\n"
)


def test_a_level_that_the_gemeente_does_not_have_is_named_counted_and_left_out(tmp_path: Path) -> None:
    path = write(tmp_path, OWN_LEVEL)
    (question,) = refused(path, swing({"Inwoners|2023": "inwoners"}), period=None).questions
    assert question.id == "eigen-niveau"
    assert "3 rijen" in question.text
    mapped = swing({"Inwoners|2023": "inwoners"})
    result = read(path, mapped, period=None, answers={"eigen-niveau": "overslaan"})
    assert values(result) == {"WK016402": 500, "BU01640202": 250}
    (remark,) = [each.found for each in result.remarks if "niveau dat hier niet bestaat" in each.found]
    assert "3 × " in remark
    assert "‘Sub-wijk Oost · 200’ in rij 4" in remark


def test_stadsdelen_that_the_gemeente_made_are_its_own_areas(tmp_path: Path) -> None:
    division = [*DIVISION, area("SD016401", "Noord")]
    mapped = swing({"Inwoners|2023": "inwoners"})
    answers = {"eigen-niveau": "overslaan"}
    result = read(write(tmp_path, OWN_LEVEL), mapped, period=None, areas=division, answers=answers)
    assert values(result) == {"SD016401": 500, "WK016402": 500, "BU01640202": 250}
    assert result.areas[Level.STADSDEEL] == 1


def test_a_stadsdeel_that_is_misspelled_is_no_level_of_its_own(tmp_path: Path) -> None:
    division = [*DIVISION, area("SD016401", "Noord")]
    path = write(tmp_path, "Niveau;Inwoners|2023\nStadsdeel Nord;5\nBuurt De Noork;6\n")
    error = refused(path, swing({"Inwoners|2023": "inwoners"}), period=None, areas=division)
    assert "de onbekende naam ‘Stadsdeel Nord’" in error.defects[0].found


def test_the_level_may_stand_in_a_column_of_its_own(tmp_path: Path) -> None:
    path = write(tmp_path, "Niveau;Gebied;Inwoners|2023\nWijk;Noord;5\nSubwijk;De Noork;4\nBuurt;De Noork;3\n")
    mapped = mapping({"Inwoners|2023": "inwoners"}, area="Gebied", level_column="Niveau")
    result = read(path, mapped, period=None, answers={"eigen-niveau": "overslaan"})
    assert values(result) == {"WK016402": 5, "BU01640202": 3}
    assert statuses(result) == {"WK016402": "value", "BU01640202": "value"}


def test_a_head_that_says_the_level_points_a_way(tmp_path: Path) -> None:
    path = write(tmp_path, "Buurten;Inwoners|2023\nNoord;5\nWoolde;6\n")
    (question,) = refused(path, mapping({"Inwoners|2023": "inwoners"}, area="Buurten"), period=None).questions
    assert (question.id, question.suggested, question.evidence) == (
        "niveau", "buurt", "de kop van de kolom zegt buurt",
    )  # fmt: skip
