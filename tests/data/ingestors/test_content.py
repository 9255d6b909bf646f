"""What a file looks like, told from its first bytes."""

from pathlib import Path

import pytest

from wijkwerk.data.ingestors.content import looks_like


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "een leeg bestand"),
        (b"  \n", "een leeg bestand"),
        (b"PAR1....", "een Parquet-bestand"),
        (b"PK\x03\x04...", "een zip- of Excel-bestand"),
        (b"%PDF-1.7", "een PDF"),
        (b'\xef\xbb\xbf{"value": [', "JSON"),
        (b"<!DOCTYPE html><html>", "een HTML-pagina"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        ("code;naam\nGM0164;Hengelo\n".encode("utf-16"), "iets anders dan tekst in UTF-8"),
        (b"code;naam\nGM0164;Hengelo\n", "tekst die begint met ‘code;naam’"),
        (b"a" * 500, "tekst die begint met ‘" + "a" * 40 + "…’"),
    ],
)
def test_a_file_is_named_for_what_it_looks_like(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "bestand"
    path.write_bytes(content)
    assert looks_like(path) == words
