"""Two pictures show the same where only the edges of letters are drawn otherwise."""

import io

import numpy as np
from PIL import Image, ImageDraw

from .pictures import picture_difference, side_by_side, small_picture

SIZE = (1360, 1200)


def page(*, heading_at: int = 100, button: str | None = "#14375a", noise: int = 0, height: int = 1200) -> bytes:
    """A page with a heading, lines of text and a button, as small as it is kept."""
    picture = Image.new("RGB", (1360, height), "white")
    draw = ImageDraw.Draw(picture)
    for x in range(80, 500, 14):
        draw.rectangle((x, heading_at, x + 6, heading_at + 40), fill="#17212b")
    for y in range(300, 800, 30):
        for x in range(80, 1200, 8):
            draw.rectangle((x, y, x + 2, y + 12), fill="#333333")
    if button:
        draw.rectangle((80, 900, 200, 940), fill=button)
    return small_picture(_png(_noisy(picture, noise)), 340)


def _noisy(picture: Image.Image, noise: int) -> Image.Image:
    """As another build draws: each pixel of the letters a little lighter or darker."""
    if not noise:
        return picture
    pixels = np.asarray(picture).astype(int)
    shift = np.random.default_rng(1).integers(-noise, noise + 1, pixels.shape[:2])[..., None]
    return Image.fromarray(np.clip(pixels + shift, 0, 255).astype("uint8"))


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def test_the_same_page_does_not_differ() -> None:
    assert picture_difference(page(), page()).is_none


def test_noise_within_the_tolerance_does_not_differ() -> None:
    assert picture_difference(page(), page(noise=25)).is_none


def test_a_page_that_is_one_pixel_lower_does_not_differ() -> None:
    assert picture_difference(page(), page(heading_at=101, height=1204)).is_none


def test_a_heading_that_moved_differs_and_is_told_where() -> None:
    found = picture_difference(page(), page(heading_at=150))
    assert not found.is_none
    assert found.last * 4 <= 224


def test_a_button_that_is_gone_differs() -> None:
    assert not picture_difference(page(), page(button=None)).is_none


def test_another_colour_differs() -> None:
    assert not picture_difference(page(), page(button="#8b3a00")).is_none


def test_a_page_that_is_longer_differs() -> None:
    found = picture_difference(page(), page(height=1300))
    assert (found.blocks, found.is_none) == (0, False)


def test_a_small_picture_weighs_little() -> None:
    assert len(page()) < 20_000


def test_kept_and_now_are_shown_beside_each_other() -> None:
    sheet = Image.open(io.BytesIO(side_by_side(page(), page(button=None))))
    assert sheet.size == (3 * 340 + 20, 300)
