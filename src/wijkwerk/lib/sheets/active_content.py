"""What a workbook may hold besides cells that runs, hides or reaches outside. We read none of it, and keep none of it.

A raw file is kept for ever, and somebody may open it later in a program that does run it.
"""

from collections.abc import Iterable

_MACROS = ("macro's", "een werkmap zonder macro's", "kies in Excel Opslaan als, Excel-werkmap (*.xlsx)")
_EMBEDDED = (
    "ingesloten objecten of besturingselementen",
    "een werkmap met alleen cellen",
    "verwijder de objecten, of kopieer de tabel als waarden naar een nieuwe werkmap",
)
_LINKS = (
    "koppelingen naar andere bestanden of bronnen",
    "een werkmap die op zichzelf staat",
    "verbreek in Excel de koppelingen (Gegevens, Koppelingen bewerken), of kopieer de tabel als waarden",
)
# By a piece of the name of a part, in small letters.
_SIGNS = (
    ("vbaproject.bin", _MACROS),
    ("vbadata.xml", _MACROS),
    ("xl/macrosheets/", _MACROS),
    ("xl/intlmacrosheets/", _MACROS),
    ("xl/dialogsheets/", _MACROS),
    ("xl/embeddings/", _EMBEDDED),
    ("xl/activex/", _EMBEDDED),
    ("xl/ctrlprops/", _EMBEDDED),
    ("oleobject", _EMBEDDED),
    ("word/embeddings/", _EMBEDDED),
    ("word/activex/", _EMBEDDED),
    ("xl/externallinks/", _LINKS),
    ("xl/connections.xml", _LINKS),
    ("xl/querytables/", _LINKS),
)


def what_runs(names: Iterable[str]) -> tuple[str, str, str] | None:
    """What was found, what is expected and what to do; None where there are only cells, styles and pictures."""
    parts = [name.lower().replace("\\", "/") for name in names]
    return next((texts for sign, texts in _SIGNS if any(sign in part for part in parts)), None)
