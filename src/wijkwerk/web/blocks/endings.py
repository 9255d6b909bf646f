"""The forms that a block can be taken away in, and the one form of address that they have."""

from dataclasses import dataclass

TABLE_ENDINGS = ("excel.csv", "csv", "xlsx")
PICTURE_ENDINGS = ("svg", "png")
# Of a page as a whole, which has the name of a block in its address.
DOCUMENT_ENDINGS = ("docx", "pdf")
WHOLE_PAGE = "pagina"


@dataclass(frozen=True, slots=True)
class Ending:
    """`words` are those of a link; `tail` follows the name of a file."""

    words: str
    content_type: str
    tail: str


ENDINGS = {
    "excel.csv": Ending("CSV voor Excel", "text/csv; charset=utf-8", "-excel.csv"),
    "csv": Ending("CSV voor computers", "text/csv; charset=utf-8", ".csv"),
    "xlsx": Ending("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
    "docx": Ending("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
    "pdf": Ending("PDF", "application/pdf", ".pdf"),
    "svg": Ending("SVG", "image/svg+xml; charset=utf-8", ".svg"),
    "png": Ending("PNG", "image/png", ".png"),
}


def file_address(page: str, block: str, ending: str) -> str:
    """The file of a block: beside the page, with the question that the page answers.

    >>> file_address("/stapeling/?niveau=buurt", "toeval", "csv")
    '/stapeling/toeval.csv?niveau=buurt'
    """
    path, mark, query = page.partition("?")
    return f"{path}{block}.{ending}{mark}{query}"
