"""A table of areas × figures as a picture: readable in every cell, of a bounded width, in blocks when it must."""

import itertools
import xml.etree.ElementTree as ElementTree

import pytest

from tests.present.builders import FOOTER, tags, texts, well_formed
from wijkwerk.present.charts.grid import (
    COLUMN,
    LABEL,
    MOST_COLUMNS,
    CellPicture,
    GridLine,
    GridPicture,
    GridSection,
    blocks,
    draw_grid,
    draw_key,
    grid_width,
)
from wijkwerk.present.charts.palette import DEFAULT_TOKENS
from wijkwerk.present.charts.sheet import MARGIN, WIDTH, Sheet

SHAPES = {"i-worse": '<path d="M8 0" fill="currentColor"/>', "i-same": '<circle r="6" stroke="currentColor"/>'}
WORSE = CellPicture("48,6", "ongunstig", "worse", "i-worse", "worse")
SAME = CellPicture("43,0", "gelijk", "same", "i-same")
MISSING = CellPicture("", "te weinig personen", hatch="weinig")
WHOLE = CellPicture("43,3", quiet=True)


def grid(cells: tuple[CellPicture, ...], repeated: int = 1, sub: str = "per 1.000 inwoners, 2025") -> GridPicture:
    heads = tuple(f"Gebied {number}" for number in range(1, len(cells) - repeated + 1))
    heads += tuple(f"Geheel {number}" for number in range(1, repeated + 1))
    return GridPicture(heads, repeated, (GridSection("Veiligheid", (GridLine("Misdrijven", sub, cells),)),))


def drawn(picture: GridPicture) -> ElementTree.Element:
    areas = len(picture.heads) - picture.repeated
    sheet = Sheet("Wijken naast elkaar", "", FOOTER, width=grid_width(areas, picture.repeated))
    draw_grid(sheet, picture, SHAPES)
    return well_formed(sheet.finished(""))


def of_text(root: ElementTree.Element, words: str) -> list[dict[str, str]]:
    return [text.attrib for text in tags(root, "text") if text.text == words]


def test_a_judgement_is_a_word_a_shape_and_a_wash_and_the_whole_has_none_of_these() -> None:
    root = drawn(grid((WORSE, SAME, WHOLE)))
    assert {"48,6", "ongunstig", "43,0", "gelijk", "43,3"} <= set(texts(root))
    assert [path.attrib["fill"] for path in tags(root, "path")] == [DEFAULT_TOKENS["worse"]]
    assert [ring.attrib["stroke"] for ring in tags(root, "circle")] == [DEFAULT_TOKENS["same"]]
    washes = [block for block in tags(root, "rect") if block.attrib["fill"] == DEFAULT_TOKENS["worse-wash"]]
    assert len(washes) == 1
    assert of_text(root, "43,3")[0]["fill"] == DEFAULT_TOKENS["ink-2"]


def test_what_is_missing_has_its_pattern_and_its_reason_in_lines_that_fit() -> None:
    many = grid((MISSING, *[SAME] * (MOST_COLUMNS - 1), WHOLE))
    root = drawn(many)
    hatched = [block.attrib for block in tags(root, "rect") if block.attrib["fill"] == "url(#hatch-weinig)"]
    assert len(hatched) == 1
    first, second = of_text(root, "te weinig")[0], of_text(root, "personen")[0]
    assert first["x"] == second["x"]
    assert float(hatched[0]["y"]) < float(first["y"]) < float(second["y"])


def test_a_row_is_as_high_as_its_longest_reason_and_nothing_runs_into_the_next() -> None:
    one = GridLine("Misdrijven", "2025", (MISSING, *[SAME] * (MOST_COLUMNS - 1), WHOLE))
    heads = (*(f"G{n}" for n in range(MOST_COLUMNS)), "Geheel")
    root = drawn(GridPicture(heads, 1, (GridSection("Veiligheid", (one, one)),)))
    rules = sorted(float(rule.attrib["y1"]) for rule in tags(root, "line"))
    reasons = sorted(float(text["y"]) for text in of_text(root, "personen"))
    assert rules[2] > reasons[0]
    assert rules[3] > reasons[1] > rules[2]


@pytest.mark.parametrize(
    ("columns", "sizes"), [(0, []), (1, [1]), (12, [12]), (13, [6, 7]), (26, [9, 8, 9]), (40, [10, 10, 10, 10])]
)
def test_many_areas_are_spread_over_blocks_that_are_about_as_wide(columns: int, sizes: list[int]) -> None:
    assert [len(block) for block in blocks(columns)] == sizes
    assert list(itertools.chain(*blocks(columns))) == list(range(columns))


@pytest.mark.parametrize("columns", range(60))
def test_the_width_is_bounded_and_never_less_than_the_usual_one(columns: int) -> None:
    assert WIDTH <= grid_width(columns, 2) <= 2 * MARGIN + LABEL + COLUMN * (MOST_COLUMNS + 2)


def test_every_block_repeats_the_names_of_the_figures_and_the_whole_and_says_which_areas_it_has() -> None:
    root = drawn(grid((*[SAME] * 13, WHOLE)))
    for words in ("Misdrijven", "Veiligheid", "Geheel 1", "43,3"):
        assert len(of_text(root, words)) == 2, words
    assert {"Gebied 1 tot en met 6 van 13, op alfabet", "Gebied 7 tot en met 13 van 13, op alfabet"} <= set(texts(root))
    assert [len(of_text(root, f"Gebied {number}")) for number in range(1, 14)] == [1] * 13
    lowest_of_first = float(of_text(root, "Gebied 6")[0]["y"])
    assert float(of_text(root, "Gebied 7")[0]["y"]) > lowest_of_first


def test_one_block_says_nothing_of_blocks() -> None:
    assert not [text for text in texts(drawn(grid((SAME, WHOLE)))) if "tot en met" in text]


def test_nothing_reaches_beyond_the_sheet() -> None:
    root = drawn(grid((*[WORSE] * 40, WHOLE, WHOLE), repeated=2))
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    assert all(float(text.attrib["x"]) < width - MARGIN for text in tags(root, "text"))
    assert all(float(text.attrib["y"]) < height for text in tags(root, "text"))
    washes = [block.attrib for block in tags(root, "rect") if block.attrib["fill"] == DEFAULT_TOKENS["worse-wash"]]
    assert all(float(wash["x"]) + float(wash["width"]) <= width - MARGIN + 1 for wash in washes)


def test_names_stand_on_one_foot_and_break_only_where_their_column_is_too_narrow() -> None:
    narrow = drawn(GridPicture(("Wilderinkshoek", *["Woolde"] * 11), 0, ()))
    top, foot = of_text(narrow, "Wilderinks-")[0], of_text(narrow, "hoek")[0]
    assert float(top["y"]) < float(foot["y"])
    assert foot["y"] == of_text(narrow, "Woolde")[0]["y"]
    assert of_text(drawn(GridPicture(("Wilderinkshoek", "Woolde"), 0, ())), "Wilderinkshoek")


def test_the_key_goes_on_in_a_next_line_where_it_does_not_fit() -> None:
    sheet = Sheet("T", "", FOOTER)
    draw_key(
        sheet, [(WORSE, "ongunstig: duidelijk ongunstiger dan Veenstad"), (MISSING, "te weinig personen")] * 3, SHAPES
    )
    root = well_formed(sheet.finished(""))
    shown = [text for text in tags(root, "text") if (text.text or "").startswith(("ongunstig", "te weinig"))]
    assert len(shown) == 6
    assert len({text.attrib["y"] for text in shown}) == 2
    assert all(float(text.attrib["x"]) + 6.5 * len(text.text or "") <= WIDTH - MARGIN for text in shown)
