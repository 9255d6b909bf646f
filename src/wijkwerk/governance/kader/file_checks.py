"""Does a kader file fit its catalogue? Knows no database, so that a file can be checked before anything is imported."""

from pathlib import Path

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.kader_files import read_kader
from wijkwerk.definitions.kaders import KaderTerms
from wijkwerk.definitions.located import Located
from wijkwerk.governance.kader.checks import check_norms
from wijkwerk.governance.kader.errors import KaderError
from wijkwerk.governance.kader.norm_problems import Places


def check_kader_file(path: Path, catalogue: Catalogue) -> KaderTerms:
    """The kader in a file, of which only its areas were not held against a division.

    Raises DefinitionError on what is no kader, KaderError with everything that does not fit.
    """
    located = read_kader(path)
    problems = check_norms(located.value.norms, catalogue, (), places_in(located))
    if problems:
        raise KaderError(problems)
    return located.value


def places_in(located: Located[KaderTerms]) -> Places:
    """Problems point at the line of the file."""
    document = located.document
    return lambda index, name: f"{document.file}:{document.line_of(('norms', index, name))}, {name}"
