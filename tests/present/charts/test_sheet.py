from tests.present.builders import FOOTER, tags, texts, well_formed
from wijkwerk.present.charts.sheet import WIDTH, Sheet, wrapped


def test_a_sheet_says_its_title_source_edition_and_date() -> None:
    root = well_formed(Sheet("Misdrijven in De Noork", "Per 1.000 inwoners", FOOTER).finished("vijf jaren"))
    written = texts(root)
    assert written[:2] == ["Misdrijven in De Noork", "Per 1.000 inwoners"]
    assert written[-2:] == [
        "Bron: Politie 47022NED, melding, voorlopig",
        "Editie 2026-1, gepubliceerd op 1 november 2026.",
    ]
    assert [element.text for element in (*tags(root, "title"), *tags(root, "desc"))] == [
        "Misdrijven in De Noork",
        "vijf jaren",
    ]


def test_a_sheet_stands_alone_with_a_size_and_no_classes() -> None:
    sheet = Sheet("Titel", "", FOOTER)
    canvas = sheet.canvas(100, 50, 200)
    canvas.dot("c-dot self", 0.25, 12, 7)
    canvas.line("c-axis", 0, 1, 24, 24)
    canvas.curve("c-line self", [(0, 1), (1, 2)])
    canvas.marks("c-all", [0.5], 22, 28)
    canvas.text("c-tick", 1, 39, "100", "end", 4)
    svg = sheet.finished("")
    root = well_formed(svg)
    assert 'class="' not in svg
    assert root.attrib["width"] == str(WIDTH)
    dot = tags(root, "circle")[0]
    assert (dot.attrib["cx"], dot.attrib["cy"], dot.attrib["fill"]) == ("150.0", "62.0", "#123a56")
    assert tags(root, "text")[1].attrib["x"] == "304.0"


def test_nothing_reaches_below_the_sheet() -> None:
    long_source = " ".join(["Centraal Bureau voor de Statistiek"] * 20)
    root = well_formed(Sheet("T" * 80, "sub " * 60, type(FOOTER)(long_source, "2026-1", "vandaag")).finished(""))
    lowest = max(float(text.attrib["y"]) for text in tags(root, "text"))
    assert lowest < float(root.attrib["height"])


def test_long_lines_are_broken_between_words_and_long_words_are_kept() -> None:
    assert wrapped("een twee drie", 8) == ["een twee", "drie"]
    assert wrapped("hottentottententententoonstelling ja", 8) == ["hottentottententententoonstelling", "ja"]
    assert wrapped("", 8) == []
