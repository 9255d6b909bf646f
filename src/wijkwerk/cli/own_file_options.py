"""The options of `wijkwerk import` for a municipality's own file: mapping, year, and answers to its questions."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wijkwerk.data.ingestors.own_file import KnownArea, Mapping, ReadingSettings
    from wijkwerk.definitions.catalogue import Catalogue
    from wijkwerk.definitions.sources import Source, SourceTable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("een eigen bestand (CSV of XLSX)")
    group.add_argument(
        "--mapping", metavar="PAD", type=Path, help="koppeling van kolommen; anders die van de vorige keer"
    )
    group.add_argument(
        "--year", metavar="JAAR", type=int, help="het jaar van alle cijfers, als het bestand dat niet zegt"
    )
    group.add_argument("--division", metavar="JAAR", type=int, help="het jaar van de wijk- en buurtindeling")
    group.add_argument("--gemeente", metavar="CODE", help="gemeente waar het bestand over gaat, zoals GM0164")
    group.add_argument(
        "--answer",
        metavar="VRAAG=KEUZE",
        action="append",
        default=[],
        type=_answer,
        help="antwoord op een vraag die bij het inlezen gesteld werd; mag vaker",
    )


@contextmanager
def prepared_paths(catalogue: "Catalogue", options: argparse.Namespace) -> Iterator[list[Path]]:
    """The paths to import. An own file is read once beforehand, and gets its companions beside it.

    Raises OwnFileError with all its problems and questions; then nothing is loaded.
    """
    from wijkwerk.data.own_files import prepare_delivery, read_delivery
    from wijkwerk.definitions.vocabulary import Protocol

    paths = [path.resolve() for path in options.paths]
    source = catalogue.sources.get(options.source)
    tables = [table for table in source.tables if options.table in (None, table.table)] if source else []
    own = source is not None and len(tables) == 1 and source.protocol_of(tables[0]) is Protocol.OWN_FILE
    if source is None or not own or not _is_one(paths):
        yield paths
        return
    with TemporaryDirectory(prefix="wijkwerk-") as folder:
        reading, areas = _reading(source, tables[0], options, paths[0])
        read_delivery(source, tables[0], paths[0], reading, areas, new_version=options.new_version)
        yield prepare_delivery(paths[0], reading, areas, Path(folder))


def _reading(
    source: "Source", table: "SourceTable", options: argparse.Namespace, file: Path
) -> "tuple[ReadingSettings, tuple[KnownArea, ...]]":
    from wijkwerk.data.ingestors.own_file import ReadingSettings, load_mapping, sniff_own_file, with_besides
    from wijkwerk.data.own_files import default_gemeente, has_kept_mapping, kept_mapping, known_areas

    path = options.mapping
    mapping = load_mapping(path.read_text(encoding="utf-8"), path.name) if path else kept_mapping(source, table)
    areas = known_areas(options.gemeente or default_gemeente())
    answers = dict(options.answer)
    if path is None and not has_kept_mapping(source, table):
        mapping = with_besides(mapping, sniff_own_file(file, areas, sheet=answers.get("blad") or mapping.sheet))
        _tell_besides(mapping)
    return ReadingSettings(mapping, options.year, options.division, answers), areas


def _tell_besides(mapping: "Mapping") -> None:
    """Nobody chose these columns, so that whoever delivers must be able to see them."""
    for column in mapping.columns:
        if column.beside:
            print(f"Bij ‘{column.header}’ horen de kolommen {', '.join(column.beside)}.", file=sys.stderr)


def _is_one(paths: list[Path]) -> bool:
    """A folder is a delivery that was made before, with its companions in it."""
    return len(paths) == 1 and not paths[0].is_dir()


def _answer(text: str) -> tuple[str, str]:
    question, equals, choice = text.partition("=")
    if not equals or not question or not choice:
        raise argparse.ArgumentTypeError(f"‘{text}’ is geen VRAAG=KEUZE")
    return question, choice
