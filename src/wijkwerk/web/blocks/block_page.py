"""A page that the kit draws: the page itself, and each of its blocks as a file beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path

from wijkwerk.present.blocks import Page
from wijkwerk.web.doors.public import public_page
from wijkwerk.web.frame.crumbs import trail
from wijkwerk.web.frame.site import Site

from .endings import ENDINGS, WHOLE_PAGE
from .files import Files, block_file, document_endings, document_file, file_name

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class BlockPage:
    """
    name        of its addresses: `<name>:page` and `<name>:file`
    page        the site, and what stands in the address -> the page. Raises a PageProblem for what is not there
    section     the item of the menu that it stands under
    crumbs      the site, and what stands in the address -> words and address of the pages above it
    about       what the page is called where somebody says that something on it is wrong: "de bladzijde met …"
    parameters  the names in the query that `page` reads of `site.query`
    """

    name: str
    page: Callable[..., Page]
    section: str
    crumbs: Callable[..., Sequence[tuple[str, str]]]
    about: str
    parameters: tuple[str, ...] = ()

    @property
    def urls(self) -> tuple[list[URLPattern], str]:
        """For `include`, at an address that ends with a slash."""
        patterns = [
            path("", self._page_view(), name="page"),
            path("<slug:block>.<str:ending>", self._file_view(), name="file"),
        ]
        return patterns, self.name

    def _page_view(self) -> View:
        @public_page(*self.parameters)
        def view(request: HttpRequest, site: Site, **place: Any) -> HttpResponse:
            page, files = self.page(site, **place), Files.here(site)
            context = {
                "site": site,
                "section": self.section,
                "crumbs": trail(site, *self.crumbs(site, **place), (page.title, "")),
                "page": page,
                "files": files,
                "documents": [(files.href(WHOLE_PAGE, ending), ENDINGS[ending].words) for ending in document_endings()],
            }
            return render(request, "web/blocks/page.html", context)

        vars(view)["about"] = self.about
        return view

    def _file_view(self) -> View:
        @public_page(*self.parameters, verb="export")
        def view(request: HttpRequest, site: Site, block: str, ending: str, **place: Any) -> HttpResponse:
            page = self.page(site, **place)
            if block == WHOLE_PAGE:
                return document_file(site, page, ending)
            return block_file(site, page.block(block), ending, file_name(site, block))

        return view
