"""A file as somebody handed it in: on disk when it may be large, in memory when it is small."""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from wijkwerk.lib.digests import sha256_of


@dataclass(frozen=True, slots=True)
class HandedIn:
    """`name` is what its owner called it, and says nothing about what it is."""

    name: str
    content: Path | bytes

    @classmethod
    def on_disk(cls, path: Path, name: str | None = None) -> "HandedIn":
        return cls(name or path.name, path)

    @property
    def is_file(self) -> bool:
        """False for a folder, a device, or nothing at all."""
        return isinstance(self.content, bytes) or self.content.is_file()

    @property
    def size(self) -> int:
        return len(self.content) if isinstance(self.content, bytes) else self.content.stat().st_size

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest() if isinstance(self.content, bytes) else sha256_of(self.content)

    def open(self) -> BinaryIO:
        """The bytes from the beginning, as often as they are needed."""
        return io.BytesIO(self.content) if isinstance(self.content, bytes) else self.content.open("rb")

    def open_text(self, encoding: str) -> io.TextIOWrapper:
        """The text with its own line ends."""
        return io.TextIOWrapper(self.open(), encoding=encoding, newline="")
