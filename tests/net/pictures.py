"""Small pictures of a page, and whether two of them show the same.

Compared by the mean colour of blocks: another build of the browser draws the edges of letters otherwise, which hardly
changes a mean; a heading that moved, a button that is gone or another colour does.
"""

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops

_COLOURS = 48
_BLOCK = 8  # pixels of the small picture
# Of the 255 steps of a channel. A line of text in a block is some 20 to 60, edges drawn otherwise are 1 to 5.
_NOTICED = 11.0
# A page of which the bottom moved by less than this is as high as it was.
_SAME_HEIGHT = 3


@dataclass(frozen=True)
class PictureDifference:
    """blocks, first, last in pixels of the full picture: how many, and from where to where down the page."""

    blocks: int
    first: int
    last: int
    height_before: int
    height_now: int

    @property
    def is_none(self) -> bool:
        return not self.blocks and abs(self.height_before - self.height_now) <= _SAME_HEIGHT


def small_picture(full: bytes, width: int) -> bytes:
    """A PNG of a few kB."""
    picture = Image.open(io.BytesIO(full)).convert("RGB")
    height = max(1, round(picture.height * width / picture.width))
    small = picture.resize((width, height), Image.Resampling.BOX)
    return _png(small.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE))


def picture_difference(kept: bytes, now: bytes) -> PictureDifference:
    before, after = _opened(kept), _opened(now)
    height = min(before.height, after.height)
    rows = _rows_that_differ(_blocks(before, height), _blocks(after, height))
    where = np.flatnonzero(rows)
    first, last = (int(where[0]), int(where[-1]) + 1) if len(where) else (0, 0)
    return PictureDifference(int(rows.sum()), first * _BLOCK, last * _BLOCK, before.height, after.height)


def side_by_side(kept: bytes, now: bytes) -> bytes:
    """Kept, now, and what differs: dark where it does."""
    pictures = [_opened(kept), _opened(now)]
    size = (max(each.width for each in pictures), max(each.height for each in pictures))
    before, after = (_on_paper(each, size) for each in pictures)
    three = [before, after, ImageChops.invert(ImageChops.difference(before, after))]
    sheet = Image.new("RGB", (3 * size[0] + 20, size[1]), "grey")
    for number, each in enumerate(three):
        sheet.paste(each, (number * (size[0] + 10), 0))
    return _png(sheet)


def _rows_that_differ(before: "np.ndarray", after: "np.ndarray") -> "np.ndarray":
    """In each row of blocks how many differ in some channel."""
    width = min(before.shape[1], after.shape[1])
    apart = np.abs(before[:, :width] - after[:, :width]).max(axis=2)
    return (apart > _NOTICED).sum(axis=1)


def _blocks(picture: Image.Image, height: int) -> "np.ndarray":
    """(rows, columns, 3) the mean colour of each block; what is left at the edges of the picture is no block."""
    rows, columns = height // _BLOCK, picture.width // _BLOCK
    pixels = np.asarray(picture, dtype=float)[: rows * _BLOCK, : columns * _BLOCK]
    return pixels.reshape(rows, _BLOCK, columns, _BLOCK, 3).mean(axis=(1, 3))


def _opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def _on_paper(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    paper = Image.new("RGB", size, "white")
    paper.paste(picture)
    return paper


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()
