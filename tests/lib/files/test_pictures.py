"""A photograph is made anew: what it told besides what one sees is gone."""

import io

import pytest
from PIL import Image, ImageFile

from wijkwerk.lib.files import FileFormat, FileLimits

from .builders import fit, picture, unfit

GPS, ORIENTATION, CAMERA = 0x8825, 0x0112, 0x010F
SECRETS = (b"Hengelo", b"Toestel", b"<html>", b"GPS", b"ICC", b"profiel")


def told() -> Image.Exif:
    exif = Image.Exif()
    exif[CAMERA] = "Toestel"
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[29] = "Hengelo GPS"
    return exif


def opened(content: object) -> Image.Image:
    assert isinstance(content, bytes)
    return Image.open(io.BytesIO(content))


def test_place_camera_comment_and_profile_of_a_photograph_go():
    given = picture(exif=told(), comment=b"Hengelo", icc_profile=b"ICC profiel") + b"<html>"
    assert all(word in given for word in (b"Hengelo", b"Toestel", b"profiel", b"<html>"))
    kept = fit(given)
    assert isinstance(kept.content.content, bytes)
    assert not any(word in kept.content.content for word in SECRETS)
    again = opened(kept.content.content)
    assert dict(again.getexif()) == {}
    assert kept.given_sha256 != kept.content.sha256


def test_texts_of_a_png_go():
    from PIL.PngImagePlugin import PngInfo

    texts = PngInfo()
    texts.add_text("Comment", "Hengelo")
    texts.add_itxt("XML:com.adobe.xmp", "GPS Hengelo", zip=False)
    given = picture("PNG", pnginfo=texts, exif=told(), icc_profile=b"ICC profiel")
    assert b"Hengelo" in given
    kept = fit(given).content.content
    assert isinstance(kept, bytes)
    assert not any(word in kept for word in SECRETS)


def test_a_photograph_taken_sideways_stands_upright_without_saying_so():
    assert opened(fit(picture(size=(40, 20), exif=told())).content.content).size == (20, 40)


@pytest.mark.parametrize(
    ("format", "mode"),
    [("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "P"), ("PNG", "RGBA"), ("PNG", "LA"), ("PNG", "1"), ("PNG", "I;16")],
)
def test_every_kind_of_pixels_is_kept_as_a_picture(format, mode):
    kept = fit(picture(format, mode=mode))
    assert opened(kept.content.content).size == (40, 20)
    assert kept.format is (FileFormat.JPEG if format == "JPEG" else FileFormat.PNG)


def test_what_is_transparent_stays_transparent():
    image = Image.new("P", (4, 4))
    out = io.BytesIO()
    image.save(out, "PNG", transparency=0)
    assert opened(fit(out.getvalue()).content.content).info["transparency"] == 0


def test_too_many_pixels_are_refused_before_they_are_unpacked():
    said = unfit(picture("PNG", size=(200, 200)), FileLimits(pixels=10_000))
    assert "200 bij 200 beeldpunten" in said.found
    assert "beeldpunten" in unfit(picture("PNG", size=(10_000, 10_000), mode="1")).found


@pytest.mark.parametrize(
    "content", [picture()[:60], picture("PNG")[:50], b"\xff\xd8\xff" + bytes(90), picture("PNG")[:8]]
)
def test_half_a_picture_is_refused(content):
    assert "beschadigd" in unfit(content).found


def test_half_a_picture_is_refused_also_where_a_pdf_was_made_before(monkeypatch):
    """WeasyPrint lets them through, for all of the process."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert "beschadigd" in unfit(picture("PNG")[:50]).found


def test_a_picture_that_moves_is_refused():
    out = io.BytesIO()
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    assert "bewegende" in unfit(out.getvalue()).found
