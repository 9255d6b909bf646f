"""Areas beside each other: a grid of areas and figures, without a total and without an order."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkwerk.pages.compare.forms import CompareForm
from wijkwerk.pages.compare.page import ComparisonPage, comparison
from wijkwerk.pages.compare.picture import grid_picture
from wijkwerk.pages.compare.reading import (
    BUURTEN,
    OWN_CHOICE,
    WIJKEN,
    ComparisonQuestion,
    comparison_material,
    latest,
    read_question,
)
from wijkwerk.present.blocks import Block, Picture
from wijkwerk.present.export.figure_rows import figure_rows, source_of
from wijkwerk.present.export.tables import figures_table
from wijkwerk.present.figures.figure_text import running_name
from wijkwerk.web.blocks import PICTURE_ENDINGS, Files, block_file
from wijkwerk.web.doors.public import public_page
from wijkwerk.web.frame.crumbs import trail
from wijkwerk.web.frame.site import Site

PARAMETERS = ("wat", "wijk", "gebied", "naast", "thema")
# There are endlessly many own choices: keeping their pictures would push the pages of the edition out.
_NOT_KEPT = "no-cache"
# Beyond so many columns the grid is scrolled sideways instead of squeezed.
_SQUEEZED = 12


@public_page(*PARAMETERS)
def compare(request: HttpRequest, site: Site) -> HttpResponse:
    question = read_question(site)
    page = comparison(comparison_material(site, question), site.addresses) if question.areas else None
    context = {
        "site": site,
        "section": "compare",
        "crumbs": trail(site, ("Vergelijken", "")),
        "page": page,
        "files": Files.here(site),
        "form": CompareForm(site, question),
        "wide": page is not None and len(page.heads) > _SQUEEZED + 2,
    }
    return render(request, "compare/compare.html", context)


@public_page(*PARAMETERS, verb="export")
def file(request: HttpRequest, site: Site, form: str) -> HttpResponse:
    """The figures of the grid, one per row; or the grid as a picture, where there is a figure to draw."""
    question = read_question(site)
    block = _block(site, question) if question.areas else None
    response = block_file(site, block, form, f"vergelijking-{question.what}")
    if question.what == OWN_CHOICE and form in PICTURE_ENDINGS:
        response["Cache-Control"] = _NOT_KEPT
    return response


def _block(site: Site, question: ComparisonQuestion) -> Block:
    """Without a picture where no figure is known of any of the areas."""
    material = comparison_material(site, question)
    page = comparison(material, site.addresses)
    rows = figure_rows(site.described, latest(material), (*question.areas, *material.references))
    data = partial(figures_table, "Gebieden naast elkaar", rows)
    title, lead = _picture_title(site, question, page), _picture_lead(site, question, page)
    picture = Picture(title, lead, lambda head: grid_picture(head, page), page.source)
    return Block("tabel", source_of(rows), data, picture if page.groups else None)


def _picture_title(site: Site, question: ComparisonQuestion, page: ComparisonPage) -> str:
    """A picture is read without its page, so that it says whose wijken or buurten these are."""
    if question.what == WIJKEN:
        return f"Wijken van {running_name(site.gemeente)} naast elkaar"
    if question.what == BUURTEN and question.wijk is not None:
        return f"Buurten van {running_name(question.wijk)} naast elkaar"
    return page.title


def _picture_lead(site: Site, question: ComparisonQuestion, page: ComparisonPage) -> str:
    return f"{page.lead} Thema: {site.catalogue.themes[question.theme].title}." if question.theme else page.lead
