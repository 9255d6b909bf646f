"""An SVG that stands alone as PNG."""

from .fonts import FAMILY, Fonts

# Twice the size of the drawing: sharp on paper and on dense screens.
ZOOM = 2


class PictureError(Exception):
    """A picture could not be drawn."""


def png(svg: str, fonts: Fonts, zoom: int = ZOOM) -> bytes:
    """Draw a picture made by `charts.sheet`. Raises PictureError with what the renderer said."""
    import resvg_py  # heavy to import; only a picture needs it

    own = bool(fonts.files)
    family = FAMILY if own else "DejaVu Sans"
    try:
        return resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=zoom,
            background="#ffffff",
            skip_system_fonts=own,
            font_files=[str(path) for path in fonts.files],
            font_family=family,
            sans_serif_family=family,
        )
    except ValueError as error:
        raise PictureError(f"De afbeelding kon niet worden getekend: {error}") from error
