"""The kinds of file that are kept, as their content shows them."""

from enum import StrEnum

_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "jpg": "image/jpeg",
    "png": "image/png",
}


class FileFormat(StrEnum):
    """The value is the ending that a name gets."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"
    ODS = "ods"
    JPEG = "jpg"
    PNG = "png"

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self.value]

    @property
    def is_picture(self) -> bool:
        return self in {FileFormat.JPEG, FileFormat.PNG}


EXPECTED = "een PDF, een Word-, Excel- of ODF-bestand (docx, xlsx, odt, ods), of een foto als JPEG of PNG"
# What a browser offers to choose. A telephone that knows only media types finds its camera by them.
ENDINGS = ",".join(
    [*(f".{each}" for each in FileFormat), ".jpeg", FileFormat.JPEG.media_type, FileFormat.PNG.media_type]
)
