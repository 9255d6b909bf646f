"""Read and check `catalogue/processings/`: every file, and all of them as one register."""

from dataclasses import fields, is_dataclass
from pathlib import Path

from pydantic import TypeAdapter

from wijkwerk.lib.calendar_periods import read_period

from . import processings
from .documents import Document, read_document
from .located import Located
from .problems import DefinitionError
from .processings import Afterwards, PersonalHolding, Processing
from .validation import validate

ROOM = "processings"
PROCESSING = TypeAdapter(Processing)
KEYS = sorted(
    {
        each.name
        for kind in vars(processings).values()
        if is_dataclass(kind) and kind.__module__ == processings.__name__
        for each in fields(kind)
    }
)
GUIDE = "docs/privacy.md"


def load_processings(catalogue: Path) -> tuple[Processing, ...]:
    """The register, by title. Raises DefinitionError with every problem of every file: line, expectation, remedy."""
    documents: list[Document] = []
    located: list[Located[Processing]] = []
    for path in sorted((catalogue / ROOM).glob("[!.]*.y*ml")):
        document = read_document(path, f"{ROOM}/{path.name}")
        documents.append(document)
        value = validate(document, PROCESSING, keys=KEYS, guide=GUIDE)
        if value is not None:
            located.append(Located(value, document))
            _check_name(located[-1], path)
    if not documents:
        documents.append(Document(ROOM))
        remedy = "Controleer de map van de catalogus (WIJKWERK_CATALOGUE)."
        documents[0].report((), "geen enkel YAML-bestand", "minstens één verwerking", remedy)
    for each in located:
        _check_kinds(each)
    _check_together(located)
    problems = [problem for document in documents for problem in document.problems]
    if problems:
        raise DefinitionError(problems)
    return tuple(sorted((each.value for each in located), key=lambda each: each.title))


def _check_name(processing: Located[Processing], path: Path) -> None:
    if path.name != f"{processing.value.id}.yaml":
        expected = f"'{path.stem}', de naam van het bestand (met .yaml)"
        processing.report(("id",), f"'{processing.value.id}'", expected, "Maak beide gelijk.")


def _check_kinds(processing: Located[Processing]) -> None:
    for index, holding in enumerate(processing.value.kinds):
        _check_period(processing, holding, index)
        if holding.afterwards is Afterwards.KEEP:
            _check_kept(processing, holding, index)
        elif holding.retention is None or holding.starts is None:
            missing = "retention" if holding.retention is None else "starts"
            remedy = f"Voeg '{missing}' toe, of kies '{Afterwards.KEEP}' met een reden."
            processing.report(("kinds", index), "niets", f"'{missing}' bij '{holding.afterwards}'", remedy)


def _check_period(processing: Located[Processing], holding: PersonalHolding, index: int) -> None:
    if holding.retention is None:
        return
    try:
        read_period(holding.retention)
    except ValueError:
        expected = "een termijn in jaren, maanden, weken of dagen, als '2 jaar' of '13 maanden'"
        processing.report(("kinds", index, "retention"), f"'{holding.retention}'", expected, "Verbeter de termijn.")


def _check_kept(processing: Located[Processing], holding: PersonalHolding, index: int) -> None:
    if holding.reason is None:
        remedy = "Schrijf op waarom dit niet verdwijnt."
        processing.report(("kinds", index), "niets", f"'reason' bij '{Afterwards.KEEP}'", remedy)
    if holding.retention is not None or holding.starts is not None or holding.from_year_end:
        found = f"een termijn bij '{Afterwards.KEEP}'"
        processing.report(
            ("kinds", index), found, "geen termijn", "Verwijder 'retention', 'starts' en 'from_year_end'."
        )


def _check_together(located: list[Located[Processing]]) -> None:
    """One field has one purpose, and one kind of row goes by one rule."""
    claimed: dict[tuple[str, str], str] = {}
    ending: dict[str, str] = {}
    for processing in located:
        name = processing.value.id
        for index, holding in enumerate(processing.value.kinds):
            for place, field in enumerate(holding.fields):
                other = claimed.setdefault((holding.kind, field), f"{name}.{index}")
                if other != f"{name}.{index}":
                    where = f"'{field}' van '{holding.kind}', ook in '{other.partition('.')[0]}'"
                    processing.report(
                        ("kinds", index, "fields", place), where, "elk veld in één verwerking", "Haal er een weg."
                    )
            if holding.afterwards is not Afterwards.KEEP:
                other = ending.setdefault(holding.kind, f"{name}.{index}")
                if other != f"{name}.{index}":
                    processing.report(
                        ("kinds", index),
                        f"een tweede termijn voor '{holding.kind}', ook in '{other.partition('.')[0]}'",
                        "één termijn per soort",
                        f"Haal er een weg, of zet er '{Afterwards.KEEP}' met een reden bij.",
                    )
