"""Small files of strangers: harmless ones, and each of the things that may not be in one."""

import io
import zipfile
from collections.abc import Mapping

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, create_string_object

from wijkwerk.lib.files import FileLimits, FitFile, UnfitFileError, fit_to_keep
from wijkwerk.lib.handed_in import HandedIn

_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def fit(content: bytes, limits: FileLimits | None = None) -> FitFile:
    return fit_to_keep(HandedIn("verslag.pdf", content), limits or FileLimits())


def unfit(content: bytes, limits: FileLimits | None = None) -> UnfitFileError:
    with pytest.raises(UnfitFileError) as caught:
        fit(content, limits)
    return caught.value


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf(pages: int = 1) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    return written(writer)


def pdf_with(entry: Mapping[str, object]) -> bytes:
    """With one more object, that no page leads to."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer._add_object(_dictionary(entry))
    return written(writer)


def _dictionary(entry: Mapping[str, object]) -> DictionaryObject:
    return DictionaryObject({NameObject(key): _value(value) for key, value in entry.items()})


def _value(value: object) -> DictionaryObject | NameObject:
    if isinstance(value, Mapping):
        return _dictionary(value)
    text = str(value)
    return NameObject(text) if text.startswith("/") else create_string_object(text)  # type: ignore[return-value]


def zipped(parts: Mapping[str, bytes | str], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in parts.items():
            # Of one moment: tests are called by their content, and two workers must find the same ones.
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, packing)
    return out.getvalue()


def types(main: str) -> str:
    return f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'


def relations(kind: str, target: str, mode: str = "External") -> str:
    link = f'<Relationship Id="r1" Type="{_TYPES}{kind}" Target="{target}" TargetMode="{mode}"/>'
    return f'<Relationships xmlns="{_RELS}">{link}</Relationships>'


def docx(more: Mapping[str, bytes | str] | None = None, main: str = _WORD) -> bytes:
    return zipped({"[Content_Types].xml": types(main), "word/document.xml": "<w:document/>"} | dict(more or {}))


def xlsx(more: Mapping[str, bytes | str] | None = None) -> bytes:
    return zipped({"[Content_Types].xml": types(_SHEET), "xl/workbook.xml": "<workbook/>"} | dict(more or {}))


def odf(kind: str = "text", more: Mapping[str, bytes | str] | None = None) -> bytes:
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return zipped({"mimetype": mimetype, "content.xml": "<office:document-content/>"} | dict(more or {}))


def picture(format: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **save: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, format, **save)
    return out.getvalue()
