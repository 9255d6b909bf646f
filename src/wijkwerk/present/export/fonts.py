"""The fonts that PNGs are drawn with: the site's own woff2 files, turned once into what the renderer reads.

The renderer takes TrueType files and no variable ones, so that each weight becomes a file of its own: seconds of work,
done once when the fonts are fetched (`make_ready`). Where the site's fonts are not there, or cannot be read, the
system's fonts are used and the picture says so: never a crash.
"""

import hashlib
import io
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

FAMILY = "Source Sans 3"
WEIGHTS = {400: "Regular", 600: "SemiBold"}
# Names in the folder of the site's fonts; `ext` holds the letters that Dutch names seldom need.
SOURCES = ("source-sans-3.woff2", "source-sans-3-ext.woff2")
# Beside them: what was made of them before the site started.
READY = "truetype"
MISSING_NOTE = "Lettertype Source Sans 3 is niet gevonden: getekend met een lettertype van het systeem."


@dataclass(frozen=True, slots=True)
class Fonts:
    """The files to draw with; none means the system's own, and then `note` says so on the picture."""

    files: tuple[Path, ...]
    note: str = ""


SYSTEM_FONTS = Fonts((), MISSING_NOTE)
UNSAID = Fonts(())  # an SVG brings no fonts: its reader has them or not


def fonts_from(vendor: Path, cache: Path, sources: Sequence[str] = SOURCES) -> Fonts:
    """The site's fonts as TrueType files: those that stand ready, else made in the cache folder.

    vendor  the folder with woff2 files; cache  a folder that may be thrown away at any time
    """
    try:
        files = tuple(
            _ready_or_made(vendor / source, cache, weight)
            for source in sources
            if (vendor / source).is_file()
            for weight in WEIGHTS
        )
    except (OSError, ImportError, ValueError, KeyError):
        return SYSTEM_FONTS
    return Fonts(files) if files else SYSTEM_FONTS


def make_ready(vendor: Path) -> None:
    """Make the files beside the site's fonts, so that no start of a site and no first picture waits for them."""
    wanted = [(vendor / source, weight) for source in SOURCES for weight in WEIGHTS]
    sources, weights = zip(*wanted, strict=True)
    with ProcessPoolExecutor() as processes:
        list(processes.map(_made, sources, repeat(vendor / READY), weights))  # the list raises what one of them raised


def _ready_or_made(source: Path, cache: Path, weight: int) -> Path:
    ready = source.parent / READY / _file_name(source, weight)
    return ready if ready.is_file() else _made(source, cache, weight)


def _made(source: Path, folder: Path, weight: int) -> Path:
    target = folder / _file_name(source, weight)
    if not target.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        _replace(target, _truetype(source, weight))
    return target


def _file_name(source: Path, weight: int) -> str:
    """With a mark of what is in the source: another version of the font makes another file."""
    return f"{source.stem}-{weight}-{hashlib.sha256(source.read_bytes()).hexdigest()[:12]}.ttf"


def _truetype(source: Path, weight: int) -> bytes:
    """Raises ValueError where the file is no font."""
    from fontTools.ttLib import TTFont, TTLibError  # heavy to import; only the first picture needs it
    from fontTools.varLib import instancer

    try:
        font = TTFont(source)
    except TTLibError as error:
        raise ValueError(f"geen lettertype: {source}") from error
    if "fvar" in font:
        font = instancer.instantiateVariableFont(font, {"wght": weight})
    font.flavor = None
    font["OS/2"].usWeightClass = weight
    for name_id, text in ((1, FAMILY), (2, WEIGHTS[weight]), (16, FAMILY), (17, WEIGHTS[weight])):
        font["name"].setName(text, name_id, 3, 1, 0x409)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _replace(target: Path, content: bytes) -> None:
    """Written beside and renamed: two workers at once both end with a whole file.

    Who may read it is for the umask to say, as of every file of the code: root makes it, the site's user reads it.
    """
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(target)
