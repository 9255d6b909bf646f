"""Urgency: the scores of a level, and the score of one area opened down to its sources."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkwerk.present.score_words import recipe_mark
from wijkwerk.present.urgency import urgency_page
from wijkwerk.web.crumbs import trail
from wijkwerk.web.exports import Files, refuse_form
from wijkwerk.web.public import score_page
from wijkwerk.web.recipe_questions import PARAMETERS, read_recipe_question, recipe_choices
from wijkwerk.web.score_tabs import score_tabs
from wijkwerk.web.site import Site
from wijkwerk.web.urgencies import urgency_material
from wijkwerk.web.urgency_files import PARTS, urgency_file


@score_page(*PARAMETERS)
def urgency(request: HttpRequest, site: Site) -> HttpResponse:
    question = read_recipe_question(site, site.links.urgency)
    context: dict[str, object] = {"site": site, "section": "urgency", "crumbs": trail(site, ("Urgentie", ""))}
    if question is None:
        return render(request, "web/urgency_empty.html", context)
    mark, mark_text = recipe_mark(question.recipe)
    context |= {
        "mark": mark,
        "mark_text": mark_text,
        "page": urgency_page(urgency_material(site, question), partial(site.links.urgency_opened, question.recipe.id)),
        "tabs": score_tabs(site, question),
        "recipe_links": recipe_choices(question, site.links.urgency),
        "files": Files(partial(_file_href, site)),
    }
    return render(request, "web/urgency.html", context)


@score_page(*PARAMETERS)
def file(request: HttpRequest, site: Site, part: str, form: str) -> HttpResponse:
    question = read_recipe_question(site, site.links.urgency)
    if question is None or form not in PARTS.get(part, ()):
        raise refuse_form(site, part, form, site.links.urgency())
    return urgency_file(site, question, part, form)


def _file_href(site: Site, part: str, form: str) -> str:
    return site.links.urgency_file(part, form, site.query.get("recept"), site.query.get("niveau"))
