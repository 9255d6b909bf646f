"""Last year's mapping on this year's file: what moved, what changed its name, what is gone, what is new."""

from pathlib import Path

from tests.lib.sheets.builders import write
from wijkwerk.data.ingestors.own_file import ProblemKind

from .builders import mapping, read, refused, values


def test_headers_differ_in_case_accents_and_signs(tmp_path: Path) -> None:
    path = write(tmp_path, "CODE;  inwoners (per 1-1): \nBU01640202;5\nBU01640203;6\n")
    assert values(read(path, mapping({"Inwoners per 1 1": "inwoners"})))["BU01640202"] == 5


def test_a_column_that_moved_is_remarked(tmp_path: Path) -> None:
    first = read(write(tmp_path, "Code;Inwoners;Huizen\nBU01640202;5;1\nBU01640203;6;2\n"))
    second = read(write(tmp_path, "Code;Huizen;Inwoners\nBU01640202;1;5\nBU01640203;2;6\n"), first.mapping)
    assert values(second) == values(first)
    assert [remark.found for remark in second.remarks if "eerder" in remark.found] == [
        "stond eerder in kolom B en nu in kolom C"
    ]


def test_a_year_in_a_header_moves_along(tmp_path: Path) -> None:
    first = read(
        write(tmp_path, "Code;Inwoners 2024\nBU01640202;5\nBU01640203;6\n"),
        mapping({"Inwoners 2024": "inwoners"}),
        period=None,
    )
    second = read(write(tmp_path, "Code;Inwoners 2025\nBU01640202;7\nBU01640203;8\n"), first.mapping, period=None)
    assert (first.periods, second.periods) == ((2024,), (2025,))
    assert second.mapping.columns[0].header == "Inwoners 2025"


def test_a_header_that_looks_like_it_is_asked_about(tmp_path: Path) -> None:
    path = write(tmp_path, "Code;Inwoneraantal\nBU01640202;5\nBU01640203;6\n")
    mapped = mapping({"Inwonersaantal": "inwoners"})
    (question,) = refused(path, mapped).questions
    assert (question.id, question.suggested) == ("kolom:inwonersaantal", "Inwoneraantal")
    result = read(path, mapped, answers={"kolom:inwonersaantal": "Inwoneraantal"})
    assert values(result)["BU01640203"] == 6
    assert result.mapping.columns[0].header == "Inwoneraantal"
    assert values(read(path, result.mapping)) == values(result)


def test_a_column_may_be_absent_when_a_person_says_so(tmp_path: Path) -> None:
    path = write(tmp_path, "Code;Inwoneraantal;Huizen\nBU01640202;5;1\nBU01640203;6;2\n")
    mapped = mapping({"Inwonersaantal": "inwoners", "Huizen": "huizen"})
    result = read(path, mapped, answers={"kolom:inwonersaantal": "ontbreekt"})
    assert {cell.variable for cell in result.observations} == {"huizen"}


def test_a_column_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    error = refused(write(tmp_path, "Code;Huizen\nBU01640202;5\nBU01640203;6\n"))
    (found,) = error.problems
    assert (found.kind, found.row, found.column) == (ProblemKind.MAPPING, 1, "Inwoners")
    assert "geen kolom ‘Inwoners’; wel ‘Code’, ‘Huizen’" in found.found


def test_new_columns_of_figures_are_remarked_once_looked_at(tmp_path: Path) -> None:
    path = write(tmp_path, "Code;Inwoners;Banen;Huizen\nBU01640202;5;1;2\nBU01640203;6;3;4\n")
    result = read(path, mapping(ignored=("Huizen",)))
    assert [remark.column for remark in result.remarks if "niet in de koppeling" in remark.found] == ["C (Banen)"]


def test_a_header_that_stands_there_twice_is_a_problem(tmp_path: Path) -> None:
    error = refused(write(tmp_path, "Code;Inwoners;Inwoners\nBU01640202;5;7\nBU01640203;6;8\n"))
    assert "staat er 2 keer, in kolom B en C" in error.problems[0].found


def test_nothing_moved_when_the_same_file_comes_again(tmp_path: Path) -> None:
    path = write(tmp_path, "Code;Inwoners\nBU01640202;5\nBU01640203;6\n")
    first = read(path)
    second = read(path, first.mapping)
    assert (second.observations, second.mapping) == (first.observations, first.mapping)
    assert [remark.found for remark in second.remarks] == [remark.found for remark in first.remarks]
