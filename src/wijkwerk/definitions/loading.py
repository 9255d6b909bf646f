"""Walk the catalogue's folder, read every file, and check all of it as one before anybody uses a part."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from .added import AddedDefinition
from .correction_checks import check_correction
from .documents import Document, read_document
from .indicator_checks import check_indicator, check_key_figures
from .indicators import Change, Correction, Indicator, Theme
from .located import Draft, Located
from .problems import DefinitionError
from .source_checks import check_source
from .sources import Source
from .validation import validate

T = TypeVar("T", Source, Indicator, Correction)

SOURCE = TypeAdapter(Source)
INDICATOR = TypeAdapter(Indicator)
CORRECTION = TypeAdapter(Correction)
THEMES = TypeAdapter(tuple[Theme, ...])


def read_draft(folder: Path, added: Sequence[AddedDefinition] = ()) -> Draft:
    """Everything in the folder and what is added to it, checked. Raises DefinitionError with all problems of all."""
    reading = _Reading(folder, added)
    sources = reading.files("sources", SOURCE, lambda each: each.id)
    indicators = reading.files("indicators", INDICATOR, lambda each: each.id)
    corrections = reading.files("corrections", CORRECTION, lambda each: each.id, needed=False)
    draft = Draft(
        sources={each.value.id: each for each in sources},
        indicators={each.value.id: each for each in indicators},
        themes={each.value.id: each for each in reading.themes()},
        corrections=tuple(corrections),
        unreadable=frozenset(reading.unreadable),
    )
    for source in sources:
        check_source(source)
    # Changes last: what is wrong with the figures they are taken from is then known.
    for indicator in sorted(indicators, key=lambda each: isinstance(each.value.formula, Change)):
        check_indicator(indicator, draft)
    check_key_figures(indicators)
    for correction in corrections:
        check_correction(correction, draft)
    problems = [problem for document in reading.documents for problem in document.problems]
    if problems:
        raise DefinitionError(problems)
    return draft


class _Reading:
    """The documents of one catalogue, in the order in which they were read."""

    def __init__(self, folder: Path, added: Sequence[AddedDefinition] = ()) -> None:
        self.folder, self.added = folder, added
        self.documents: list[Document] = []
        self.unreadable: set[str] = set()

    def files(
        self, room: str, adapter: TypeAdapter[T], name: Callable[[T], str], *, needed: bool = True
    ) -> list[Located[T]]:
        """The definitions of a folder, one per file, in the order of their names; then what no file has."""
        paths = sorted(path for path in (self.folder / room).glob("[!.]*") if path.suffix in {".yaml", ".yml"})
        if needed and not paths:
            self._miss(room, "geen enkel YAML-bestand", "minstens één definitie")
        definitions = []
        for path, document in self._documents(room, paths):
            value = validate(document, adapter)
            if value is None:
                self.unreadable.add(f"{room}/{path.stem}")
                continue
            located = Located(value, document)
            if path.name != f"{name(value)}.yaml":
                self.unreadable.add(f"{room}/{path.stem}")
                located.report(
                    ("id",),
                    f"'{name(value)}'",
                    f"'{path.stem}', de naam van het bestand (met .yaml)",
                    "Maak de naam van het bestand en de id gelijk.",
                )
            definitions.append(located)
        return definitions

    def _documents(self, room: str, paths: Sequence[Path]) -> Iterator[tuple[Path, Document]]:
        """Each with the file that it is in, or would be in."""
        added = {each.name: each for each in self.added if each.room == room}
        for path in paths:
            document = self._read(path, f"{room}/{path.name}")
            if path.stem in added:
                added.pop(path.stem).join(document)
            yield path, document
        for each in added.values():
            document = each.document()
            self.documents.append(document)
            yield Path(f"{each.name}.yaml"), document

    def themes(self) -> list[Located[Theme]]:
        path = self.folder / "themes.yaml"
        if not path.is_file():
            self._miss("themes.yaml", "geen bestand", "de lijst van thema's")
            return []
        document = self._read(path, path.name)
        themes = validate(document, THEMES) or ()
        if not themes and not document.problems:
            document.report((), "een lege lijst", "minstens één thema", "Beschrijf de thema's in leesvolgorde.")
        by_id: dict[str, Located[Theme]] = {}
        for index, theme in enumerate(themes):
            located = Located(theme, document, (index,))
            if theme.id in by_id:
                located.report(
                    ("id",), f"thema '{theme.id}' voor de tweede keer", "elk thema één keer", "Verwijder een van beide."
                )
            by_id.setdefault(theme.id, located)
        return list(by_id.values())

    def _read(self, path: Path, file: str) -> Document:
        document = read_document(path, file)
        self.documents.append(document)
        return document

    def _miss(self, file: str, found: str, expected: str) -> None:
        document = Document(file)
        document.report((), found, expected, "Controleer de map van de catalogus (WIJKWERK_CATALOGUE).")
        self.documents.append(document)
