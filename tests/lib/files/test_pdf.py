"""A PDF with anything but pages in it is refused, however it is hidden."""

import io
import zlib

import pytest
from pypdf import PdfWriter

from wijkwerk.lib.files import FileLimits

from .builders import fit, pdf, pdf_with, unfit, written, zipped

ACTIVE = [
    ({"/S": "/JavaScript", "/JS": "app.alert(1)"}, "een script"),
    ({"/JS": "app.alert(1)"}, "een script"),
    ({"/S": "/Launch", "/F": "cmd.exe"}, "iets start"),
    ({"/S": "/SubmitForm", "/F": "https://elders.example"}, "iets start"),
    ({"/S": "/GoToE"}, "iets start"),
    ({"/EF": {"/F": "x"}}, "ingesloten bestanden"),
    ({"/Names": {"/EmbeddedFiles": {}}}, "ingesloten bestanden"),
    ({"/Type": "/EmbeddedFile"}, "ingesloten bestanden"),
    ({"/Subtype": "/FileAttachment"}, "ingesloten bestanden"),
    ({"/AcroForm": {"/XFA": "x"}}, "XFA"),
    ({"/Subtype": "/RichMedia"}, "beeld of geluid"),
    ({"/S": "/Rendition"}, "beeld of geluid"),
]


@pytest.mark.parametrize(("entry", "found"), ACTIVE)
def test_what_runs_or_hides_is_refused_also_where_no_page_leads_to_it(entry, found):
    assert found in unfit(pdf_with(entry)).found


@pytest.mark.parametrize(("entry", "found"), ACTIVE)
def test_the_same_packed_in_a_stream_of_objects_is_found(entry, found):
    """Such objects stand nowhere in the bytes of the file."""
    content = packed(entry)
    assert b"/JavaScript" not in content
    assert b"/Launch" not in content
    assert found in unfit(content).found


def packed(entry: dict[str, object]) -> bytes:
    """A PDF of which object 4 stands in a stream of objects, written by hand."""
    inside = f"4 0 {_spelled(entry)}".encode()
    body = zlib.compress(inside)
    objects = [
        b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
        b"2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n",
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n",
        b"5 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream\nendobj\n"
        % (len(body), body),
    ]
    content, places = b"%PDF-1.7\n", []
    for each in objects:
        places.append(len(content))
        content += each
    start = len(content)
    rows = [(0, 0, 255), *((1, place, 0) for place in places[:3]), (2, 5, 0), (1, places[3], 0), (1, start, 0)]
    table = b"".join(bytes([kind]) + place.to_bytes(4, "big") + bytes([last]) for kind, place, last in rows)
    content += b"6 0 obj\n<</Type/XRef/Size 7/Root 1 0 R/W[1 4 1]/Length %d>>stream\n%s\nendstream\nendobj\n" % (
        len(table),
        table,
    )
    return content + b"startxref\n%d\n%%%%EOF\n" % start


def _spelled(value: object) -> str:
    if isinstance(value, dict):
        return "<<" + "".join(f"{key} {_spelled(each)}" for key, each in value.items()) + ">>"
    return str(value) if str(value).startswith("/") else f"({value})"


def test_the_packed_pdf_of_these_tests_is_a_good_one_without_such_an_object():
    assert fit(packed({"/Type": "/Font"})).seen == "PDF, 1 bladzijde"


def test_a_name_spelled_with_codes_is_the_same_name():
    plain = pdf_with({"/S": "/Launch", "/F": "x"})
    assert b"/Launch" in plain
    assert "iets start" in unfit(plain.replace(b"/Launch", b"/L#61unch")).found


def test_an_object_that_the_table_of_contents_leaves_out_is_found():
    """A reader that mends a broken table would find it too."""
    hidden = b"9 0 obj\n<</S/JavaScript/JS(app.alert(1))>>\nendobj\n"
    content = pdf()
    place = content.rindex(b"xref", 0, content.rindex(b"startxref"))
    moved = content[:place] + hidden + content[place:]
    start = int(content[content.rindex(b"startxref") + 9 : content.rindex(b"%%EOF")])
    moved = moved.replace(b"startxref\n%d" % start, b"startxref\n%d" % (start + len(hidden)))
    said = unfit(moved)
    assert said.found == "in de PDF staat een script (JavaScript)"


@pytest.mark.parametrize("password", ["geheim", ""])
def test_a_pdf_with_a_lock_is_refused_also_one_that_opens_without_a_password(password):
    writer = PdfWriter()
    writer.add_blank_page(9, 9)
    writer.encrypt(password, "eigenaar", algorithm="RC4-128")
    assert "wachtwoord" in unfit(written(writer)).found


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (pdf().replace(b"\n", b"\n<html><script>alert(1)</script>\n", 1), "ook een webpagina"),
        (pdf() + zipped({"a.txt": "a"}), "ook een zipbestand"),
        (pdf() + b"x" * 2000, "er staat iets achter"),
        (pdf()[:-40], "beschadigd"),
        (b"%PDF-1.7\n%%EOF\n", "beschadigd"),
        (b"%PDF-1.7\n" + b"[" * 100_000 + b"\n%%EOF\n", "beschadigd"),
    ],
)
def test_two_kinds_at_once_and_half_a_file_are_refused(content, found):
    assert found in unfit(content).found


def test_lists_in_lists_without_end_are_refused_and_do_not_break_anything():
    assert "beschadigd" in unfit(pdf_with({"/A": nested(80)})).found


def nested(depth: int) -> dict[str, object]:
    return {"/A": nested(depth - 1)} if depth else {"/B": "x"}


def test_a_pdf_with_more_objects_than_are_looked_through_is_refused():
    assert "meer onderdelen" in unfit(pdf(30), FileLimits(objects=10)).found
    assert "meer onderdelen" in unfit(pdf(30), FileLimits(seconds=0)).found


def test_the_table_of_a_form_with_fields_only_is_kept():
    writer = PdfWriter(io.BytesIO(pdf_with({"/AcroForm": {"/Fields": "x"}})))
    assert fit(written(writer)).seen == "PDF, 1 bladzijde"
