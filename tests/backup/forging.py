"""Archives with other content than was written, and what a restore says of them."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wijkwerk.backup.errors import RestoreError
from wijkwerk.backup.restoring import Restored, restore_backup
from wijkwerk.lib.database_url import sqlite_address


def quiet(done: int, total: int, text: str) -> None:
    pass


def restore(file: Path, data: Path, digest: str | None = None) -> Restored:
    return restore_backup(file, data, sqlite_address(data / "wijkwerk.sqlite3"), quiet, digest)


def refused(file: Path, data: Path, digest: str | None = None) -> str:
    """What is said; nothing may be left of the archive."""
    with pytest.raises(RestoreError) as problem:
        restore(file, data, digest)
    assert not data.exists() or not list(data.iterdir())
    return str(problem.value)


def rewritten(archive: Path, to: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The archive with other content, as a whole and readable ZIP."""
    with zipfile.ZipFile(archive) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    change(parts)
    with zipfile.ZipFile(to, "w") as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return to


def with_manifest(archive: dict[str, bytes], /, **changes: Any) -> None:
    archive["manifest.json"] = json.dumps({**json.loads(archive["manifest.json"]), **changes}).encode()


def with_part(archive: dict[str, bytes], /, name: str, content: bytes) -> None:
    """Another content of a part, that the manifest agrees with."""
    archive[name] = content
    parts = json.loads(archive["manifest.json"])["parts"]
    for part in parts:
        if part["name"] == name:
            part |= {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    with_manifest(archive, parts=parts)
