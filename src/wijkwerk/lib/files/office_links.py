"""Where the parts of a Word or Excel file point: inside it, or at something that is fetched on opening."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from .unfit import UnfitFileError, damaged

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = "{http://purl.oclc.org/ooxml/package/relationships}Relationship"
# Followed by a click of the reader alone.
_CLICKED = "hyperlink"
# The template that a text was made with: a name on somebody's disk, and only a program or page where it is fetched.
_TEMPLATE, _FETCHED = "attachedtemplate", ("http:", "https:", "ftp:", "mhtml:")


def refuse_outside_links(parts: Iterable[tuple[str, bytes]]) -> None:
    """Of the parts that say where others lead, by name and content. Raises UnfitFileError for one that is fetched."""
    for name, content in parts:
        for link in _links(name, content):
            if link.get("TargetMode", "").lower() == "external" and _is_fetched(link):
                raise UnfitFileError(
                    "het bestand haalt bij het openen iets van buiten op (een koppeling)",
                    "een bestand dat op zichzelf staat",
                    "verbreek de koppelingen, of bewaar het als PDF",
                    name,
                )
            if link.get("Type", "").lower().endswith(("/afchunk", "/vbaproject")):
                raise UnfitFileError(
                    "het bestand bevat een ander bestand (HTML of macro’s)",
                    "een bestand zonder ingesloten bestanden",
                    "open het, bewaar het opnieuw en kies dat bestand",
                    name,
                )


def _is_fetched(link: Element) -> bool:
    kind = link.get("Type", "").lower().rpartition("/")[2]
    if kind == _TEMPLATE:
        return link.get("Target", "").strip().lower().startswith(_FETCHED)
    return kind != _CLICKED


def _links(name: str, content: bytes) -> list[Element]:
    try:
        root = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise damaged(f"onderdeel {name[:80]} is niet te lezen", "een bestand dat Word of Excel opent") from error
    return [each for each in root.iter() if each.tag in {_RELATIONSHIP, _STRICT}]
