import os
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from wijkwerk.present.export.fonts import FAMILY, MISSING_NOTE, READY, SOURCES, fonts_from, make_ready


def make_woff2(path: Path, variable: bool) -> None:
    """A font of one square letter, with a weight axis where it is variable."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    pen = TTGlyphPen(None)
    for x, y in ((0, 0), (0, 500), (500, 500), (500, 0)):
        (pen.moveTo if (x, y) == (0, 0) else pen.lineTo)((x, y))
    pen.closePath()
    square = pen.glyph()
    builder.setupGlyf({".notdef": square, "A": square})
    builder.setupHorizontalMetrics({".notdef": (600, 0), "A": (600, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Something Else", "styleName": "ExtraLight"})
    builder.setupOS2(usWeightClass=200)
    builder.setupPost()
    if variable:
        builder.setupFvar([("wght", 200, 200, 900, "Weight")], [])
        builder.setupGvar({})
    builder.font.flavor = "woff2"
    builder.save(path)


def test_each_weight_of_a_variable_font_becomes_a_file_of_its_own(tmp_path: Path) -> None:
    make_woff2(tmp_path / "a.woff2", variable=True)
    fonts = fonts_from(tmp_path, tmp_path / "cache", ["a.woff2"])
    assert fonts.note == ""
    made = [TTFont(path) for path in fonts.files]
    assert [font["OS/2"].usWeightClass for font in made] == [400, 600]
    assert {str(font["name"].getDebugName(16)) for font in made} == {FAMILY}
    assert all("fvar" not in font and font.flavor is None for font in made)


def test_a_font_of_one_weight_is_taken_as_it_is(tmp_path: Path) -> None:
    make_woff2(tmp_path / "a.woff2", variable=False)
    assert len(fonts_from(tmp_path, tmp_path / "cache", ["a.woff2"]).files) == 2


def test_the_work_is_done_once_and_leaves_no_half_files(tmp_path: Path) -> None:
    make_woff2(tmp_path / "a.woff2", variable=True)
    first = fonts_from(tmp_path, tmp_path / "cache", ["a.woff2"])
    stamps = [path.stat().st_mtime_ns for path in first.files]
    again = fonts_from(tmp_path, tmp_path / "cache", ["a.woff2"])
    assert again == first
    assert [path.stat().st_mtime_ns for path in again.files] == stamps
    assert {path.suffix for path in (tmp_path / "cache").iterdir()} == {".ttf"}


def test_what_root_makes_ready_can_be_read_by_the_user_of_the_site(tmp_path: Path) -> None:
    for name in SOURCES:
        make_woff2(tmp_path / name, variable=False)
    before = os.umask(0o022)
    try:
        make_ready(tmp_path)
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / READY).iterdir()} == {0o644}


def test_files_that_stand_ready_are_taken_as_long_as_they_are_of_this_font(tmp_path: Path) -> None:
    for name in SOURCES:
        make_woff2(tmp_path / name, variable=True)
    make_ready(tmp_path)
    assert {path.parent for path in fonts_from(tmp_path, tmp_path / "cache").files} == {tmp_path / READY}
    make_woff2(tmp_path / SOURCES[0], variable=False)
    newer = fonts_from(tmp_path, tmp_path / "cache").files
    assert [path.parent.name for path in newer] == ["cache", "cache", READY, READY]


def test_without_fonts_the_system_is_used_and_it_is_said(tmp_path: Path) -> None:
    fonts = fonts_from(tmp_path / "nowhere", tmp_path / "cache")
    assert fonts.files == ()
    assert fonts.note == MISSING_NOTE


def test_a_broken_font_or_an_unwritable_cache_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / "a.woff2").write_bytes(b"wOF2 not really")
    assert fonts_from(tmp_path, tmp_path / "cache", ["a.woff2"]).note == MISSING_NOTE
    make_woff2(tmp_path / "b.woff2", variable=True)
    (tmp_path / "file").write_text("a file where the folder should be")
    assert fonts_from(tmp_path, tmp_path / "file", ["b.woff2"]).note == MISSING_NOTE
