"""A block as a file that says what it is, which edition it is of and where its figures come from."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse

from wijkwerk.lib.large_work import large_work
from wijkwerk.present.blocks import Block, Page, Picture
from wijkwerk.present.charts.palette import Tokens, tokens_from_css
from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.export.fonts import UNSAID, Fonts, fonts_from
from wijkwerk.present.export.pictures import Head
from wijkwerk.present.export.png import png
from wijkwerk.present.export.tables import csv_for_excel, csv_for_machines, workbook
from wijkwerk.reports import pdf, word
from wijkwerk.reports.drawings import drawings
from wijkwerk.reports.imprint import Imprint
from wijkwerk.web.frame.links import Links
from wijkwerk.web.frame.page_problems import NotHereError, Way
from wijkwerk.web.frame.site import Site, known_origin

from .endings import DOCUMENT_ENDINGS, ENDINGS, PICTURE_ENDINGS, TABLE_ENDINGS, WHOLE_PAGE, file_address

_TABLES = {"excel.csv": csv_for_excel, "csv": csv_for_machines, "xlsx": workbook}
_SMALL = {"excel.csv", "csv", "svg"}  # text, made in passing


@dataclass(frozen=True, slots=True)
class Files:
    """What the links under the pictures and tables of a page point at: (block, ending) -> address."""

    href: Callable[[str, str], str]

    @classmethod
    def beside(cls, page: str) -> "Files":
        """`page` is the address of the page that they stand beside, with its question."""
        return cls(partial(file_address, page))

    @classmethod
    def here(cls, site: Site) -> "Files":
        """Beside the page of this request."""
        return cls.beside(with_query(site, f"{site.links.prefix}{site.path}"))


def endings_of(block: Block) -> tuple[str, ...]:
    return TABLE_ENDINGS if block.picture is None else (*TABLE_ENDINGS, *PICTURE_ENDINGS)


def block_file(site: Site, block: Block | None, ending: str, name: str) -> HttpResponse:
    """The file of a block, for the request that the site was opened for.

    block  None where the page has no such block
    name   of the file, before its ending

    Raises NotHereError for an ending that the block has not.
    """
    if block is None or ending not in endings_of(block):
        raise no_such_file(site)
    if ending in _SMALL:
        return _download(site, name, ending, _made(site, block, ending))
    with large_work():
        return _download(site, name, ending, _made(site, block, ending))


def document_endings() -> tuple[str, ...]:
    """Those of a whole page: without a PDF where this machine cannot draw one."""
    return DOCUMENT_ENDINGS if pdf.is_possible() else DOCUMENT_ENDINGS[:1]


def file_name(site: Site, block: str) -> str:
    """Of a page that the kit draws, after its address: /data/jaren/ gives "data-jaren-<block>"."""
    return "-".join([*filter(None, site.path.split("/")[:-1]), block])


def document_file(site: Site, page: Page, ending: str) -> HttpResponse:
    """A page that the kit draws as a document. Raises NotHereError for an ending that this machine cannot make."""
    if ending not in document_endings():
        raise no_such_file(site)
    origin, folder = known_origin(), site.path.rpartition("/")[0]
    address = with_query(site, f"{origin}{Links.of_edition(site.edition.key).prefix}{folder}/") if origin else ""
    imprint = Imprint(f"Gemeente {site.gemeente.name}", site.edition.key, site.published_on, address)
    make = word.word if ending == "docx" else pdf.pdf
    with large_work():
        content = make(page, drawings(page, imprint, tokens(), fonts()), imprint, fonts())
    return _download(site, file_name(site, WHOLE_PAGE), ending, content)


def no_such_file(site: Site) -> NotHereError:
    """With the way back to the page that the file would stand beside."""
    folder, _, name = site.path.rpartition("/")
    page = f"{site.links.prefix}{folder}/"
    return NotHereError(f"Dit bestand is er niet: ‘{name}’.", (Way("Terug naar de pagina", with_query(site, page)),))


def with_query(site: Site, address: str) -> str:
    """An address with the question that this page answers."""
    query = site.query.urlencode()
    return f"{address}{'?' + query if query else ''}"


@lru_cache(maxsize=1)
def tokens() -> Tokens:
    """The colours of the tokens file that the pages use."""
    stylesheet = finders.find("css/tokens.css")
    return tokens_from_css(Path(str(stylesheet)).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def fonts() -> Fonts:
    folder = finders.find("vendor/fonts")
    vendor = Path(str(folder)) if folder else Path("geen-lettertypen")
    return fonts_from(vendor, settings.WIJKWERK_DATA / "cache" / "fonts")


def _footer(site: Site, source: str) -> Footer:
    return Footer(source, site.edition.key, site.published_on)


def _made(site: Site, block: Block, ending: str) -> bytes:
    if ending in _TABLES:
        return _TABLES[ending](block.data(_footer(site, block.source)))
    assert block.picture is not None, "a block without a picture has no endings of one"
    return _drawn(site, block.picture, block.source, ending)


def _drawn(site: Site, picture: Picture, source: str, ending: str) -> bytes:
    """A PNG also says so where the site's own fonts are not there."""
    used = fonts() if ending == "png" else UNSAID
    footer = _footer(site, picture.source or source)
    markup = picture.draw(Head(picture.title, picture.subtitle, footer, tokens(), used))
    return png(markup, used) if ending == "png" else markup.encode()


def _download(site: Site, name: str, ending: str, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=ENDINGS[ending].content_type)
    file_name = f"wijkwerk-{site.edition.key}-{name}{ENDINGS[ending].tail}"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response
