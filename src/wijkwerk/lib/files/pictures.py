"""A photograph made anew from its pixels: without place, time, camera, comments, and whatever stood behind its end."""

import io
import threading
from typing import BinaryIO

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from wijkwerk.lib.handed_in import HandedIn

from .formats import FileFormat
from .limits import FileLimits
from .unfit import UnfitFileError, damaged

_EXPECTED = "een foto als JPEG of PNG die elk programma opent"
_QUALITY = 90  # beyond, files grow and nobody sees it
_NAMES = {FileFormat.JPEG: "JPEG", FileFormat.PNG: "PNG"}
# A mode that the format cannot write, with the one that keeps most of it.
_WRITABLE = {FileFormat.JPEG: {"L", "RGB"}, FileFormat.PNG: {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"}}
_BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, MemoryError)
# One at a time in a process: fifty megapixels take 300 MB while they are turned the right way up.
_ONE_AT_A_TIME = threading.Lock()


def picture_anew(given: HandedIn, format: FileFormat, limits: FileLimits) -> HandedIn:
    """The same picture, upright, with nothing but its pixels. Raises UnfitFileError.

    Its own colour profile goes too: one is a program of a kind. The colours of some telephones become a little paler.
    """
    with _ONE_AT_A_TIME:
        try:
            with given.open() as file:
                return HandedIn(given.name, _made_anew(file, format, limits))
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise _too_many_pixels("meer beeldpunten dan wij openen", limits) from error
        except _BROKEN as error:
            raise damaged(str(error) or type(error).__name__, _EXPECTED) from error


def _made_anew(file: BinaryIO, format: FileFormat, limits: FileLimits) -> bytes:
    with Image.open(file, formats=[_NAMES[format]]) as picture:
        width, height = picture.size
        if width * height > limits.pixels:
            raise _too_many_pixels(f"{width} bij {height} beeldpunten", limits)
        if getattr(picture, "is_animated", False):
            raise UnfitFileError("een bewegende afbeelding", _EXPECTED, "bewaar er één beeld van")
        # The library of PDFs lets half pictures through, for the whole process that once made one.
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        plain = upright if upright.mode in _WRITABLE[format] else upright.convert("RGB")
        # What a writer would carry over; how one colour of a palette is transparent belongs to the pixels.
        plain.info = {name: value for name, value in plain.info.items() if name == "transparency"}
        written = io.BytesIO()
        plain.save(written, _NAMES[format], **({"quality": _QUALITY} if format is FileFormat.JPEG else {}))
        return written.getvalue()


def _too_many_pixels(found: str, limits: FileLimits) -> UnfitFileError:
    return UnfitFileError(
        f"de foto heeft {found}",
        f"ten hoogste {limits.pixels // 1_000_000} miljoen beeldpunten",
        "maak de foto kleiner en kies haar opnieuw",
    )
