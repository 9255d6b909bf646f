"""What a file that cannot be read looks like from its first bytes, in words for whoever delivered it."""

from pathlib import Path

_FIRST = 400  # bytes
_SHOWN = 40  # characters of a text
_SIGNATURES = (
    (b"PAR1", "een Parquet-bestand"),
    (b"PK\x03\x04", "een zip- of Excel-bestand"),
    (b"\xd0\xcf\x11\xe0", "een oud of beveiligd Excel-bestand"),
    (b"%PDF", "een PDF"),
    (b"\x1f\x8b", "een ingepakt bestand (gzip)"),
)


def looks_like(path: Path) -> str:
    """ "een HTML-pagina", "JSON", "tekst die begint met ‘Code;Naam’": never an error of a library, which is English."""
    with path.open("rb") as file:
        first = file.read(_FIRST)
    for signature, words in _SIGNATURES:
        if first.startswith(signature):
            return words
    text = first.decode("utf-8-sig", "replace").strip()
    if not text:
        return "een leeg bestand"
    if text[:1] in "{[":
        return "JSON"
    if text[:1] == "<":
        return "een HTML-pagina" if "html" in text.lower() else "XML"
    if "\x00" in text or "\ufffd" in text[:-1]:
        return "iets anders dan tekst in UTF-8"
    line = text.splitlines()[0]
    return f"tekst die begint met ‘{line[:_SHOWN]}{'…' if len(line) > _SHOWN else ''}’"
