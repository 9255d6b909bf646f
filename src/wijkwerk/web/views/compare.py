"""Areas beside each other: a grid of areas and figures, without a total and without an order."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkwerk.definitions.vocabulary import Level
from wijkwerk.present.collation import collation_key
from wijkwerk.present.comparison import comparison
from wijkwerk.present.figure_text import running_name
from wijkwerk.web.comparisons import OWN_CHOICE, WIJKEN, ComparisonQuestion, comparison_material, latest, read_question
from wijkwerk.web.crumbs import trail
from wijkwerk.web.exports import TABLE_FORMS, Files, refuse_form, table_file, told
from wijkwerk.web.public import public_page
from wijkwerk.web.site import Site

PARAMETERS = ("wat", "wijk", "gebied", "naast", "thema")
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
        "question": question,
        "name": running_name(site.gemeente),
        "beside_name": running_name(question.beside),
        "beside_land": question.beside.level is Level.LAND,
        "wide": page is not None and len(page.heads) > _SQUEEZED + 2,
        "wijken": site.store.areas(Level.WIJK, site.gemeente.code),
        "choices": _choices(site, question),
        "themes": site.catalogue.themes.values(),
        "nothing_chosen": question.what == OWN_CHOICE and not question.areas,
        "is_wijken": question.what == WIJKEN,
    }
    return render(request, "web/compare.html", context)


@public_page(*PARAMETERS, verb="export")
def file(request: HttpRequest, site: Site, form: str) -> HttpResponse:
    """The figures of the grid, one per row."""
    question = read_question(site)
    if form not in TABLE_FORMS or not question.areas:
        raise refuse_form(site, "tabel", form, site.links.compare())
    material = comparison_material(site, question)
    rows = told(site, latest(material), (*question.areas, *material.references))
    return table_file(site, f"vergelijking-{question.what}", "Gebieden naast elkaar", rows, form)


def _file_href(site: Site, part: str, form: str) -> str:
    query = site.query.urlencode()
    return f"{site.links.compare_file(form)}{'?' + query if query else ''}"


def _choices(site: Site, question: ComparisonQuestion) -> list[dict[str, object]]:
    """Every wijk with its buurten, to tick."""
    chosen = {row.code for row in question.areas} if question.what == OWN_CHOICE else set()
    buurten = site.store.areas(Level.BUURT, site.gemeente.code)
    return [
        {
            "wijk": wijk,
            "chosen": wijk.code in chosen,
            "buurten": [
                (row, row.code in chosen)
                for row in sorted(buurten, key=lambda row: collation_key(row.name))
                if row.parent == wijk.code
            ],
        }
        for wijk in site.store.areas(Level.WIJK, site.gemeente.code)
    ]
