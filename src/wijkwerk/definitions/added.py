"""Definitions that stand elsewhere than in the catalogue's folder: read, checked and named as its files are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .documents import Document, parse_document
from .vocabulary import Protocol

SOURCES, INDICATORS = "sources", "indicators"
_TAKE_OVER = (
    "Geef het bestand een andere id, neem de definitie van de site over met ‘wijkwerk catalogue --export MAP’, of laat "
    "de indicator op de site vervallen (/eigen-indicatoren/)."
)


@dataclass(frozen=True, slots=True)
class AddedDefinition:
    """One definition, as the text that its file would have.

    room       "indicators", or "sources"
    name       of its file, without ending
    text       YAML. Of a source that the folder has: what is added to it (`variables`, and `columns` of a table)
    gives_way  a file of this name goes before it, whatever that says
    is_part    it holds no whole source: only what is added to one of the folder
    """

    room: str
    name: str
    text: str
    gives_way: bool = False
    is_part: bool = False

    @property
    def file(self) -> str:
        """How problems name it."""
        return f"{self.room}/{self.name}.yaml (op de site)"

    def document(self) -> Document:
        """Of what no file stands beside."""
        kept = parse_document(self.text, self.file)
        if self.is_part:
            kept.content = None
            kept.report(
                (),
                "indicatoren van de site bij een bron die er niet (meer) is",
                f"sources/{self.name}.yaml",
                "Zet het bestand van de bron terug, of laat die indicatoren vervallen (/eigen-indicatoren/).",
            )
        return kept

    def join(self, document: Document) -> None:
        """Let the file that has this name stand for both. What cannot be true of both is a problem of the document."""
        if document.content is None:
            return
        own = parse_document(self.text, self.file).content
        if self.room == SOURCES:
            _join_source(document, own)
        elif not self.gives_way and own != document.content:
            found = "een indicator die op de site is vastgesteld, met een andere inhoud"
            document.report(("id",), found, "één definitie per naam", _TAKE_OVER)


def _join_source(document: Document, own: Mapping[str, Any]) -> None:
    """The file, with the variables and columns that it does not have yet. What was read is shared, so never changed."""
    content = document.content
    if not isinstance(content, dict):
        return
    variables = _joined(document, ("variables",), content.get("variables"), own["variables"])
    tables = list(content.get("tables") or [])
    for part in own["tables"]:
        place = _place_of(tables, part["table"], content.get("protocol"))
        if place is None:
            expected = f"tabel '{part['table']}' met protocol own_file, waar indicatoren van de site op rusten"
            document.report(("tables",), "geen tabel met die naam voor eigen bestanden", expected, "Zet haar terug.")
            continue
        columns = _joined(document, ("tables", place, "columns"), tables[place].get("columns"), part["columns"])
        tables[place] = {**tables[place], "columns": columns}
    document.content = {**content, "variables": variables, "tables": tables}


def _joined(
    document: Document, path: tuple[str | int, ...], given: Mapping[str, Any] | None, own: Mapping[str, Any]
) -> dict[str, Any]:
    kept = dict(given or {})
    for name, value in own.items():
        if kept.setdefault(name, value) != value:
            found = f"'{name}', op de site met een andere inhoud vastgesteld"
            document.report((*path, name), found, "één betekenis per naam", _TAKE_OVER)
    return kept


def _place_of(tables: list[Any], name: str, protocol: object) -> int | None:
    """Where the table stands; None where it is not there, or not one for own files."""
    for place, table in enumerate(tables):
        if isinstance(table, dict) and table.get("table") == name:
            return place if table.get("protocol", protocol) == Protocol.OWN_FILE else None
    return None


def joined_content(text: str, added: AddedDefinition) -> dict[str, Any]:
    """The content of the file of a source together with what is added to it, for who writes it down as one."""
    document = parse_document(text, added.file)
    added.join(document)
    content: dict[str, Any] = document.content
    return content
