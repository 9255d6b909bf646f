"""The readings that are kept, and those of now: read from and written to the folder of a part."""

from collections.abc import Iterable
from pathlib import Path

from .parts import Readings


def read_kept(folder: Path) -> dict[str, str | bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): _content(path) for path in paths}


def write_readings(readings: Readings, folder: Path) -> None:
    for name, content in readings.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def remove_readings(names: Iterable[str], folder: Path) -> None:
    for name in names:
        (folder / name).unlink()


def _content(path: Path) -> str | bytes:
    raw = path.read_bytes()
    return raw if path.suffix == ".png" else raw.decode()
