"""Reading one XML part of a workbook as events: no tree, no entities, no DTD, no endless tag."""

from collections.abc import Generator, Iterator
from typing import Protocol
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml import DefusedXmlException
from defusedxml.expatreader import create_parser

from .archive import damaged
from .problems import Refusal, refusal

# expat keeps an unfinished tag in memory. No tag of a workbook comes near this.
LONGEST_TAG = 2_000_000


class Listener(Protocol):
    """What a part's reader does with the events. Names come without their namespace prefix."""

    def start(self, name: str, attributes: AttributesImpl) -> None: ...
    def end(self, name: str) -> None: ...
    def characters(self, text: str) -> None: ...


class _Handler(ContentHandler):
    def __init__(self, listener: Listener) -> None:
        super().__init__()
        self._listener = listener
        self.events = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        self.events += 1
        self._listener.start(name.rpartition(":")[2], attrs)

    def endElement(self, name: str) -> None:
        self.events += 1
        self._listener.end(name.rpartition(":")[2])

    def characters(self, content: str) -> None:
        self.events += 1
        self._listener.characters(content)


def feed(parts: Generator[bytes, None, None], listener: Listener) -> Iterator[None]:
    """Feed a part to its listener, and give way after every piece so that a caller can take what is ready."""
    handler = _Handler(listener)
    parser = create_parser(forbid_dtd=True)
    parser.setContentHandler(handler)
    silent, before = 0, 0
    try:
        for chunk in parts:
            parser.feed(chunk)
            silent = silent + len(chunk) if handler.events == before else 0
            before = handler.events
            if silent > LONGEST_TAG:
                raise damaged("een XML-onderdeel zonder einde")
            yield
        parser.close()
    except DefusedXmlException as error:
        raise refusal(
            Refusal.REFUSED,
            "de werkmap bevat XML die naar iets anders verwijst (DTD of entiteit)",
            "een werkmap zoals Excel of LibreOffice die bewaart",
            "open de werkmap, bewaar haar opnieuw als XLSX en lever die",
        ) from error
    except (SAXException, ValueError, LookupError) as error:
        raise damaged(str(error)) from error
    finally:
        parts.close()  # now, not when the garbage is collected: it holds the file open
    yield


def read_whole(parts: Generator[bytes, None, None], listener: Listener) -> None:
    for _ in feed(parts, listener):
        pass
