"""How large a file may be, and how much work it may be to look at it."""

from dataclasses import dataclass, field

from wijkwerk.lib.zip_archive import ZipLimits


@dataclass(frozen=True, slots=True)
class FileLimits:
    """bytes   of the file as it is handed in
    pixels   of a picture: 50 million is the largest that common telephones take, and 300 MB while it is made anew
    objects  of a PDF, and how many seconds of work may be spent on them
    """

    bytes: int = 20_000_000
    pixels: int = 50_000_000
    objects: int = 300_000
    seconds: float = 20.0
    zip: ZipLimits = field(default_factory=ZipLimits)
