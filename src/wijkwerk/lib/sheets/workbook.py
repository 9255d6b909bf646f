"""A workbook's own table of contents: sheets, number formats, shared texts."""

import posixpath
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from xml.sax.xmlreader import AttributesImpl

from .archive import chunks, damaged
from .limits import Limits
from .problems import Refusal, refusal
from .xml_events import read_whole

STYLES = "xl/styles.xml"
SHARED_STRINGS = "xl/sharedStrings.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"


class NumberStyle(StrEnum):
    PLAIN = "plain"
    DATE = "date"
    PERCENT = "percent"  # 0.123 shown as 12,3%


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    name: str
    part: str  # its name in the zip
    hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    sheets: tuple[WorkbookSheet, ...]
    epoch_1904: bool  # dates of old Macs count from 1904
    styles: tuple[NumberStyle, ...]  # by a cell's `s`
    texts: tuple[str, ...]  # by the number in a cell of type `s`


def read_workbook(archive: zipfile.ZipFile, limits: Limits) -> Workbook:
    """Raises `RefusedFile` where a part is damaged or the texts are beyond the limits."""
    names = set(archive.namelist())
    relations = _Relations()
    if RELATIONS in names:
        read_whole(chunks(archive, RELATIONS), relations)
    contents = _Contents(relations.targets)
    read_whole(chunks(archive, "xl/workbook.xml"), contents)
    styles = _Styles()
    if STYLES in names:
        read_whole(chunks(archive, STYLES), styles)
    texts = SharedTexts(limits)
    if SHARED_STRINGS in names:
        read_whole(chunks(archive, SHARED_STRINGS), texts)
    sheets = tuple(sheet for sheet in contents.sheets if sheet.part in names)
    if not sheets:
        raise damaged("er is geen werkblad")
    if len({sheet.name.lower() for sheet in sheets}) < len(sheets):
        raise damaged("twee bladen hebben dezelfde naam")  # which of the two is read differs per program
    return Workbook(sheets, contents.epoch_1904, tuple(styles.styles), tuple(texts.texts))


class _Relations:
    """Relation id -> part, worksheets only: a chart sheet holds no cells."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: AttributesImpl) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = attributes.get("Target", "")
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
            self.targets[attributes.get("Id", "")] = part

    def end(self, name: str) -> None: ...
    def characters(self, text: str) -> None: ...


class _Contents:
    def __init__(self, targets: dict[str, str]) -> None:
        self._targets = targets
        self.sheets: list[WorkbookSheet] = []
        self.epoch_1904 = False

    def start(self, name: str, attributes: AttributesImpl) -> None:
        if name == "workbookPr":
            self.epoch_1904 = attributes.get("date1904", "") in ("1", "true")
        elif name == "sheet":
            relation = next((attributes[key] for key in attributes.keys() if key.endswith(":id")), "")  # noqa: SIM118
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append(WorkbookSheet(attributes.get("name", "?"), self._targets.get(relation, ""), hidden))

    def end(self, name: str) -> None: ...
    def characters(self, text: str) -> None: ...


class _Styles:
    """The number style of each cell format. `cellXfs` holds what cells point at; `cellStyleXfs` does not."""

    def __init__(self) -> None:
        # Here, because openpyxl takes 12 MB and 0.2 s, and a web worker that is sent no workbook needs none of it.
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        self._codes: dict[str, str] = {str(number): code for number, code in BUILTIN_FORMATS.items()}
        self._inside = False
        self.styles: list[NumberStyle] = []

    def start(self, name: str, attributes: AttributesImpl) -> None:
        if name == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self.styles.append(_number_style(self._codes.get(attributes.get("numFmtId", "0"), "General")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False

    def characters(self, text: str) -> None: ...


def _number_style(code: str) -> NumberStyle:
    from openpyxl.styles.numbers import is_date_format

    if is_date_format(code):
        return NumberStyle.DATE
    unquoted = "".join(code.split('"')[::2]).replace("\\%", "")
    return NumberStyle.PERCENT if "%" in unquoted else NumberStyle.PLAIN


class SharedTexts:
    """The texts that cells point at. `rPh` is how a text is pronounced in Japanese, not what it says."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._parts: list[str] = []
        self._reading = False
        self._phonetic = False
        self._characters = 0
        self.texts: list[str] = []

    def start(self, name: str, attributes: AttributesImpl) -> None:
        if name == "rPh":
            self._phonetic = True
        self._reading = name == "t" and not self._phonetic

    def end(self, name: str) -> None:
        self._reading = False
        if name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.texts.append("".join(self._parts))
            self._parts.clear()
            if len(self.texts) > self._limits.shared_strings:
                raise _too_much_text()

    def characters(self, text: str) -> None:
        if self._reading:
            self._parts.append(text)
            self._characters += len(text)
            if self._characters > self._limits.shared_characters:
                raise _too_much_text()


def _too_much_text() -> Exception:
    return refusal(
        Refusal.TOO_LARGE,
        "de werkmap bevat meer tekst dan cijfers kunnen hebben",
        "een blad met alleen de tabel",
        "kopieer de tabel als waarden naar een nieuwe werkmap en lever die",
    )
