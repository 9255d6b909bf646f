"""A PDF that only shows pages: no script, no program that it starts, no files inside, no password, no second kind.

All its objects are looked through, also those that stand packed in another and those that no page leads to.
"""

import re
import struct
import threading
import time
import zlib
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from wijkwerk.lib.file_marks import second_kind
from wijkwerk.lib.handed_in import HandedIn
from wijkwerk.lib.zip_archive import END_MARK, END_RECORD, LONGEST_COMMENT

from .limits import FileLimits
from .unfit import UnfitFileError, damaged

_EXPECTED = "een PDF met alleen bladzijden"
_AS_PAGES = "open de PDF, kies Afdrukken en dan ‘Opslaan als PDF’, en kies dat bestand"
_SCRIPT, _STARTS, _FILES, _FORM, _MEDIA = (
    "een script (JavaScript)",
    "een opdracht die iets start, opent of verstuurt",
    "ingesloten bestanden",
    "een formulier dat op een programma rust (XFA)",
    "beeld of geluid dat wordt afgespeeld",
)
# Keys whose presence is enough, and what an action or annotation may not be.
_KEYS = {"/JS": _SCRIPT, "/JavaScript": _SCRIPT, "/EF": _FILES, "/EmbeddedFiles": _FILES, "/XFA": _FORM}
_ACTIONS = {
    "/JavaScript": _SCRIPT,
    "/Launch": _STARTS,
    "/ImportData": _STARTS,
    "/SubmitForm": _STARTS,
    "/GoToE": _STARTS,
    "/Rendition": _MEDIA,
    "/Movie": _MEDIA,
    "/Sound": _MEDIA,
    "/RichMediaExecute": _MEDIA,
}
_KINDS = {"/RichMedia": _MEDIA, "/Movie": _MEDIA, "/Sound": _MEDIA, "/Screen": _MEDIA, "/3D": _MEDIA,
          "/FileAttachment": _FILES, "/EmbeddedFile": _FILES}  # fmt: skip
# Long words, which packed bytes do not spell by chance: for an object that the table of contents leaves out, and that
# a reader which mends a broken table would find.
_WORDS = {b"/JavaScript": _SCRIPT, b"/Launch": _STARTS, b"/EmbeddedFile": _FILES, b"/RichMedia": _MEDIA}
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_END, _END_WITHIN = b"%%EOF", 1024
# What a broken or hostile PDF makes the library say.
_BROKEN = (
    PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError,
    AssertionError, ArithmeticError, MemoryError, NotImplementedError, OSError, struct.error, zlib.error,
)  # fmt: skip
# Two at once gain nothing, for it is Python that works, and would leave nothing for the other pages.
_ONE_AT_A_TIME = threading.Lock()
_DEEPEST = 50  # of lists in lists, within one object


def judge_pdf(given: HandedIn, head: bytes, limits: FileLimits) -> str:
    """What it is: "PDF, 2 bladzijden". Raises UnfitFileError."""
    _refuse_second_kind(given, head)
    try:
        with _ONE_AT_A_TIME, given.open() as file:
            reader = PdfReader(file)
            if reader.is_encrypted:
                raise UnfitFileError(
                    "de PDF is met een wachtwoord of een slot beveiligd",
                    "een PDF zonder beveiliging",
                    "haal de beveiliging weg, of druk de PDF af naar een nieuwe PDF",
                )
            _look_through(reader, limits)
            pages = reader.get_num_pages()
    except _BROKEN as error:
        raise damaged(str(error) or type(error).__name__, "een PDF die elk programma opent") from error
    if pages < 1:
        raise damaged("er is geen bladzijde", _EXPECTED)
    return f"PDF, {pages} {'bladzijde' if pages == 1 else 'bladzijden'}"


def _refuse_second_kind(given: HandedIn, head: bytes) -> None:
    name = second_kind(head)
    if name is not None:
        raise UnfitFileError(f"dit is een PDF en ook {name}", _EXPECTED, _AS_PAGES, "begin van het bestand")
    with given.open() as file:
        content = file.read()
    tail = content[-LONGEST_COMMENT - END_RECORD.size :]
    place = tail.rfind(END_MARK)
    if place >= 0 and len(tail) - place >= END_RECORD.size:
        comment = END_RECORD.unpack_from(tail, place)[-1]
        if place + END_RECORD.size + comment == len(tail):
            raise UnfitFileError("dit is een PDF en ook een zipbestand", _EXPECTED, _AS_PAGES, "einde van het bestand")
    end = content.rfind(_END)
    if end < 0 or len(content) - end > _END_WITHIN:
        raise damaged("het einde ontbreekt, of er staat iets achter", _EXPECTED)
    spelled = _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), content)
    for word, what in _WORDS.items():
        if word in spelled:
            raise _active(what, "in de PDF zelf")


def _look_through(reader: PdfReader, limits: FileLimits) -> None:
    until = time.thread_time() + limits.seconds  # of work, however busy the machine is
    for count, (number, generation) in enumerate(_numbers(reader)):
        if count >= limits.objects or time.thread_time() > until:
            raise UnfitFileError(
                "de PDF heeft meer onderdelen dan wij kunnen nalopen", "een eenvoudiger PDF", _AS_PAGES
            )
        for each in _dictionaries(reader.get_object(IndirectObject(number, generation, reader)), _DEEPEST):
            _judge(each, number)


def _numbers(reader: PdfReader) -> Iterator[tuple[int, int]]:
    for generation, places in reader.xref.items():
        yield from ((number, generation) for number in places)
    yield from ((number, 0) for number in reader.xref_objStm)


def _dictionaries(item: Any, depth: int) -> Iterator[DictionaryObject]:
    """A dictionary and those that stand in it, not those that it points at: they have a number of their own."""
    if depth == 0:
        raise ValueError("lists in lists without end")
    if isinstance(item, DictionaryObject):
        yield item
        inside: Any = dict.values(item)
    elif isinstance(item, ArrayObject):
        inside = list.__iter__(item)
    else:
        return
    for each in inside:
        yield from _dictionaries(each, depth - 1)


def _judge(dictionary: DictionaryObject, number: int) -> None:
    for key, what in _KEYS.items():
        if key in dictionary:
            raise _active(what, f"onderdeel {number}")
    for key, words in (("/S", _ACTIONS), ("/Subtype", _KINDS), ("/Type", _KINDS)):
        named = str(dict.get(dictionary, key, ""))
        if named in words:
            raise _active(words[named], f"onderdeel {number}")


def _active(found: str, where: str) -> UnfitFileError:
    return UnfitFileError(f"in de PDF staat {found}", _EXPECTED, _AS_PAGES, where)
