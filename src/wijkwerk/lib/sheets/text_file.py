"""Reading CSV and other delimited text: encoding, delimiter, rows. Streams; never holds the file."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from wijkwerk.lib.handed_in import HandedIn

from .cells import Row, text_cell
from .limits import Limits
from .problems import Place, Refusal, refusal

# In this order when two explain the file equally well: a Dutch Excel writes `;`, and a comma is also a decimal.
DELIMITERS = (";", "\t", "|", ",")
DELIMITER_NAMES = {";": "puntkomma", "\t": "tab", "|": "verticale streep", ",": "komma"}
SAMPLE_LINES = 200
CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class TextFormat:
    """How a text file must be read: Python's name of the encoding, how users name it, the delimiter."""

    encoding: str
    encoding_title: str
    delimiter: str
    skip_lines: int = 0  # 1 where the first line says `sep=;` to Excel


def detect_text_format(file: HandedIn, limits: Limits) -> TextFormat:
    """Encoding from the bytes of the whole file, delimiter from its first 200 lines. Raises `RefusedFile`."""
    encoding, title = _detect_encoding(file)
    with file.open_text(encoding) as text:
        lines = list(islice(_bounded_lines(text, limits), SAMPLE_LINES))
    declared = lines[0].strip().lower() if lines else ""
    if declared.startswith("sep=") and len(declared) in (4, 5):
        return TextFormat(encoding, title, lines[0].strip()[4:] or "\t", skip_lines=1)
    return TextFormat(encoding, title, _detect_delimiter(lines))


def text_rows(file: HandedIn, form: TextFormat, limits: Limits) -> Iterator[Row]:
    """Filled rows in order; `number` is the line where the row begins. Raises `RefusedFile` on broken quoting."""
    with file.open_text(form.encoding) as text:
        lines = _bounded_lines(text, limits)
        for _ in range(form.skip_lines):
            next(lines, None)
        reader = csv.reader(lines, delimiter=form.delimiter, strict=True)
        before = form.skip_lines
        try:
            for fields in reader:
                number, before = before + 1, form.skip_lines + reader.line_num
                _check_shape(number, len(fields), limits)
                cells = {place: cell for place, field in enumerate(fields) if (cell := text_cell(field))}
                if cells:
                    yield Row(number, cells)
        except csv.Error as error:
            raise refusal(
                Refusal.DAMAGED,
                f"de aanhalingstekens of regeleinden kloppen niet ({error})",
                'een aanhalingsteken binnen een cel dubbel geschreven ("")',
                "bewaar het bestand opnieuw als CSV, of lever XLSX",
                Place(row=before + 1),
            ) from error


def _check_shape(number: int, width: int, limits: Limits) -> None:
    if width > limits.columns:
        raise refusal(
            Refusal.TOO_LARGE,
            f"een rij met {width} kolommen",
            f"ten hoogste {limits.columns} kolommen",
            "lever alleen de kolommen die nodig zijn",
            Place(row=number),
        )
    if number > limits.rows:
        raise refusal(
            Refusal.TOO_LARGE,
            f"meer dan {limits.rows} regels",
            f"ten hoogste {limits.rows} regels",
            limits.to_shrink,
            Place(row=number),
        )


def _bounded_lines(file: io.TextIOWrapper, limits: Limits) -> Iterator[str]:
    """Lines, refused before they are whole when they do not end: `for line in file` would take in a 2 GB line."""
    number = 0
    while line := file.readline(limits.line_characters + 1):
        number += 1
        if len(line) > limits.line_characters:
            raise refusal(
                Refusal.TOO_LARGE,
                f"een regel van meer dan {limits.line_characters} tekens",
                "een tabel met regeleinden",
                "bewaar het bestand opnieuw als CSV, of lever XLSX",
                Place(row=number),
            )
        yield line


def _detect_encoding(file: HandedIn) -> tuple[str, str]:
    with file.open() as opened:
        head = opened.read(CHUNK)
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise _unreadable("UTF-32")
    for mark, encoding, title in (
        (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 met BOM"),
        (codecs.BOM_UTF16_LE, "utf-16", "UTF-16 LE met BOM"),
        (codecs.BOM_UTF16_BE, "utf-16", "UTF-16 BE met BOM"),
    ):
        if head.startswith(mark):
            if not _decodes(file, encoding):
                raise _unreadable(f"een bestand dat zegt {title} te zijn en het niet is")
            return encoding, title
    if b"\x00" in head:
        return _utf16_without_mark(file, head)
    for encoding, title in (("utf-8", "UTF-8"), ("cp1252", "Windows-1252")):
        if _decodes(file, encoding):
            return encoding, title
    raise _unreadable("een onbekende tekencodering")


def _utf16_without_mark(file: HandedIn, head: bytes) -> tuple[str, str]:
    """In UTF-16 of Latin text every other byte is 0: the second of each pair in LE, the first in BE."""
    pairs = max(len(head) // 2, 1)
    low, high = head[0::2].count(0) / pairs, head[1::2].count(0) / pairs
    little = high > 0.5 and low < 0.1
    big = low > 0.5 and high < 0.1
    encoding, title = ("utf-16-le", "UTF-16 LE") if little else ("utf-16-be", "UTF-16 BE")
    if not (little or big) or not _decodes(file, encoding):
        raise _unreadable("een bestand met bytes die in tekst niet voorkomen")
    return encoding, title


def _decodes(file: HandedIn, encoding: str) -> bool:
    """True when every byte is text in this encoding and no control character stands in it."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with file.open() as opened:
            while chunk := opened.read(CHUNK):
                if CONTROL.search(decoder.decode(chunk)):
                    return False
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


# C0 without tab, line feed, vertical tab, form feed, carriage return and the end-of-file mark of old programs.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")


def _unreadable(found: str) -> Exception:
    return refusal(
        Refusal.REFUSED,
        f"dit is {found}",
        "tekst in UTF-8, UTF-16 of Windows-1252",
        "kies in Excel Opslaan als, CSV UTF-8, of lever XLSX",
    )


def _detect_delimiter(lines: list[str]) -> str:
    scores = {delimiter: _consistency(lines, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: scores[delimiter])  # the first of equals
    if scores[best] <= 0:
        raise refusal(
            Refusal.STRUCTURE,
            "de regels hebben geen vast scheidingsteken",
            "kolommen gescheiden door puntkomma, komma, tab of verticale streep",
            "bewaar het bestand opnieuw als CSV, of lever XLSX",
        )
    return best


def _consistency(lines: list[str], delimiter: str) -> float:
    """The share of lines with the most frequent number of fields above one; 0 when no line is split.

    A title or a footnote has one field and counts against every delimiter alike.
    """
    widths: Counter[int] = Counter()
    try:
        for fields in csv.reader(lines, delimiter=delimiter):
            if any(fields):
                widths[len(fields)] += 1
    except csv.Error:
        return 0
    wide = [(count, width) for width, count in widths.items() if width > 1]
    if not wide:
        return 0
    return max(wide)[0] / sum(widths.values())
