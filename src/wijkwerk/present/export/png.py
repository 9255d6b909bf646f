"""An SVG that stands alone as PNG."""

import re

from .fonts import FAMILY, Fonts

# Twice the size of the drawing: sharp on paper and on dense screens.
ZOOM = 2
# Above so many pixels a drawing is made at its own size. Forty areas at twice the size: 34 million pixels, 2.8 s and
# 330 MB; at their own size 0.9 s and 130 MB. Twenty areas stay below it.
MOST_PIXELS = 20_000_000
_SIZE = re.compile(r'<svg [^>]*?\bwidth="(\d+)" height="(\d+)"')


class PictureError(Exception):
    """A picture could not be drawn."""


def png(svg: str, fonts: Fonts) -> bytes:
    """Draw a picture made by `charts.sheet`. Raises PictureError with what the renderer said."""
    import resvg_py  # heavy to import; only a picture needs it

    own = bool(fonts.files)
    family = FAMILY if own else "DejaVu Sans"
    try:
        return resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=zoom_of(svg),
            background="#ffffff",
            skip_system_fonts=own,
            font_files=[str(path) for path in fonts.files],
            font_family=family,
            sans_serif_family=family,
        )
    except ValueError as error:
        raise PictureError(f"De afbeelding kon niet worden getekend: {error}") from error


def zoom_of(svg: str) -> int:
    """How much larger than its drawing the picture is; an ordinary chart is far below the limit."""
    size = _SIZE.search(svg)
    pixels = int(size.group(1)) * int(size.group(2)) if size else 0
    return ZOOM if pixels * ZOOM**2 <= MOST_PIXELS else 1
