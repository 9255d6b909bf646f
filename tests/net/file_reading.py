"""What stands in a file that is taken along, as lines: its first lines, its cells, or what kind of picture it is."""

import io
import zipfile
from collections.abc import Callable

import openpyxl

from .scrubbing import scrubbed
from .shortening import short_hash, shortened

_TEXT = (
    "text/",
    "application/json",
    "application/geo+json",
    "application/xml",
    "image/svg+xml",
    "application/javascript",
)


def file_lines(content_type: str, content: bytes) -> list[str]:
    kind = content_type.partition(";")[0]
    if kind.startswith(_TEXT):
        return _text_lines(content)
    for part, read in _READERS.items():
        if part in kind:
            return read(content)
    return _size_lines(content)


def _text_lines(content: bytes) -> list[str]:
    mark = ["with a byte order mark"] if content.startswith(b"\xef\xbb\xbf") else []
    ends = ["lines end as on Windows"] if b"\r\n" in content else []
    text = scrubbed(content.decode("utf-8-sig"))
    return [*mark, *ends, *shortened([_narrow(line) for line in text.splitlines()])]


def _narrow(line: str) -> str:
    """A map in one line tells nothing to a reader, but for whether it changed."""
    return line if len(line) <= 300 else f"{line[:200]}… {len(line)} characters, {short_hash(line)}"


def _sheet_lines(content: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    lines: list[str] = []
    for sheet in book:
        rows = [
            " | ".join("" if cell is None else str(cell) for cell in row) for row in sheet.iter_rows(values_only=True)
        ]
        lines += [f"sheet {sheet.title}: {sheet.dimensions}", *shortened([scrubbed(_narrow(row)) for row in rows])]
    return lines


def _archive_lines(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return shortened([f"holds {name}" for name in sorted(archive.namelist())])


def _picture_lines(content: bytes) -> list[str]:
    """Its size in pixels alone: another version of what draws it gives other bytes."""
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    return [f"picture of {width} by {height}"]


def _size_lines(content: bytes) -> list[str]:
    """A class of sizes: twice as large shows, a few bytes more do not."""
    return [f"between {1 << (len(content).bit_length() - 1)} and {1 << len(content).bit_length()} bytes"]


_READERS: dict[str, Callable[[bytes], list[str]]] = {
    "spreadsheetml": _sheet_lines,
    "zip": _archive_lines,
    "image/png": _picture_lines,
}
