"""SHA-256 of files, folders and what a page showed."""

import hashlib
import json
from pathlib import Path


def sha256_of(path: Path) -> str:
    """Hexadecimal; reads in pieces, so that a large file costs no memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sha256_of_folder(folder: Path) -> str:
    """One digest over the names and contents of all files below a folder; dates and rights do not count."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(f"{path.relative_to(folder).as_posix()}\0{sha256_of(path)}\n".encode())
    return total.hexdigest()


def digest_of(shown: object) -> str:
    """A mark of lists, numbers, texts and what is written as a text: the same again has the same mark.

    Names have no order: PostgreSQL gives those of a JSON field back in one of its own.
    """
    return hashlib.sha256(json.dumps(shown, ensure_ascii=False, default=str, sort_keys=True).encode()).hexdigest()
