"""Marks at the beginning of files, by which a kind shows whatever its name says; with how we name it in Dutch."""

MARKS = (
    (b"%PDF", "een PDF"),
    (b"\x89PNG", "een afbeelding (PNG)"),
    (b"\xff\xd8\xff", "een afbeelding (JPEG)"),
    (b"GIF8", "een afbeelding (GIF)"),
    (b"BM", "een afbeelding (BMP)"),
    (b"II*\x00", "een afbeelding (TIFF)"),
    (b"MM\x00*", "een afbeelding (TIFF)"),
    (b"RIFF", "een mediabestand"),
    (b"{\\rtf", "een tekstdocument (RTF)"),
    (b"\x1f\x8b", "een ingepakt bestand (gzip)"),
    (b"BZh", "een ingepakt bestand (bzip2)"),
    (b"\xfd7zXZ", "een ingepakt bestand (xz)"),
    (b"7z\xbc\xaf", "een ingepakt bestand (7z)"),
    (b"Rar!", "een ingepakt bestand (RAR)"),
    (b"PAR1", "een Parquet-bestand"),
    (b"SQLite format 3", "een database"),
    (b"\x7fELF", "een programma"),
    (b"MZ", "een programma"),
)
# "BM" and "MZ" are also the first letters of a header ("BM;Aantal"); text has no NUL in its first lines.
_ALSO_TEXT = {b"BM", b"MZ", b"RIFF"}
# A container of an old Office program, or of a new one with a password.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")  # the name of a stream in such a container with a password

_HTML = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta", b"<style")
_PAGE = (b"<script", b"<html", b"<!doctype html", b"<?php")
_PROGRAMS_LOOK = 1024  # bytes in which readers of PDF, and browsers, look for a mark


def kind_by_mark(head: bytes) -> str | None:
    """What a file is that no text begins like; None where it may be a text."""
    for mark, name in MARKS:
        if head.startswith(mark) and not (mark in _ALSO_TEXT and b"\x00" not in head):
            return name
    if b"%PDF-" in head[:_PROGRAMS_LOOK]:
        return "een PDF"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<svg"):
        return "een tekening (SVG)"
    if start.startswith(_HTML):
        return "een webpagina (HTML)"
    if start.startswith((b"<?xml", b"<workbook", b"<!doctype")):
        return "een XML-bestand"
    if start.startswith((b"{", b"[")):
        return "een JSON-bestand"
    return None


def second_kind(head: bytes) -> str | None:
    """What a file is to another program, that its own mark does not tell: the other mark stands a little further on."""
    start = head[:_PROGRAMS_LOOK].lower()
    if b"%pdf-" in start[1:]:
        return "een PDF"
    return "een webpagina (HTML)" if any(mark in start for mark in (*_PAGE, b"<svg")) else None
