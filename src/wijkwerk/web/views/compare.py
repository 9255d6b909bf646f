"""Areas beside each other: a grid of areas and figures, without a total and without an order."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.comparison import ComparisonPage, comparison
from wijkwerk.present.comparison_picture import grid_picture
from wijkwerk.present.figure_text import running_name
from wijkwerk.web.compare_form import CompareForm
from wijkwerk.web.comparisons import (
    BUURTEN,
    OWN_CHOICE,
    WIJKEN,
    ComparisonQuestion,
    comparison_material,
    latest,
    read_question,
)
from wijkwerk.web.crumbs import trail
from wijkwerk.web.exports import (
    PICTURE_FORMS,
    TABLE_FORMS,
    Files,
    head_with,
    picture_file,
    refuse_form,
    table_file,
    told,
)
from wijkwerk.web.public import public_page
from wijkwerk.web.site import Site

PARAMETERS = ("wat", "wijk", "gebied", "naast", "thema")
FORMS = (*TABLE_FORMS, *PICTURE_FORMS)
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
        "files": Files(partial(_file_href, site)),
        "form": CompareForm(site, question),
        "wide": page is not None and len(page.heads) > _SQUEEZED + 2,
    }
    return render(request, "web/compare.html", context)


@public_page(*PARAMETERS, verb="export")
def file(request: HttpRequest, site: Site, form: str) -> HttpResponse:
    """The figures of the grid, one per row; or the grid as a picture, where there is a figure to draw."""
    question = read_question(site)
    if form not in FORMS or not question.areas:
        raise refuse_form(site, "tabel", form, site.links.compare())
    material, name = comparison_material(site, question), f"vergelijking-{question.what}"
    if form in TABLE_FORMS:
        rows = told(site, latest(material), (*question.areas, *material.references))
        return table_file(site, name, "Gebieden naast elkaar", rows, form)
    page = comparison(material, site.addresses)
    if not page.groups:
        raise refuse_form(site, "tabel", form, site.links.compare())
    footer = Footer(page.source, site.edition.key, site.published_on)
    head = head_with(_picture_title(site, question, page), _picture_lead(site, question, page), footer, form)
    response = picture_file(site, name, grid_picture(head, page), form)
    if question.what == OWN_CHOICE:
        response["Cache-Control"] = _NOT_KEPT
    return response


def _picture_title(site: Site, question: ComparisonQuestion, page: ComparisonPage) -> str:
    """A picture is read without its page, so that it says whose wijken or buurten these are."""
    if question.what == WIJKEN:
        return f"Wijken van {running_name(site.gemeente)} naast elkaar"
    if question.what == BUURTEN and question.wijk is not None:
        return f"Buurten van {running_name(question.wijk)} naast elkaar"
    return page.title


def _picture_lead(site: Site, question: ComparisonQuestion, page: ComparisonPage) -> str:
    return f"{page.lead} Thema: {site.catalogue.themes[question.theme].title}." if question.theme else page.lead


def _file_href(site: Site, part: str, form: str) -> str:
    query = site.query.urlencode()
    return f"{site.links.compare_file(form)}{'?' + query if query else ''}"
