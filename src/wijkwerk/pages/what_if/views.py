"""Wat als: the places of a level with other weights or another method, beside those of the edition. Never kept."""

from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.pages.what_if.export import what_if_picture, what_if_table
from wijkwerk.pages.what_if.forms import TrialForm
from wijkwerk.pages.what_if.page import WhatIfMaterial, title_words, what_if_page
from wijkwerk.pages.what_if.reading import PARAMETERS, Trial, possible_normalisations, shortest, try_out
from wijkwerk.pages.what_if.shown_form import what_if_form
from wijkwerk.pages.what_if.words import MARK, MARK_TEXT
from wijkwerk.present.blocks import Block, Picture
from wijkwerk.present.figures.figure_text import running_name
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.scores.words import recipe_words
from wijkwerk.web.blocks import Files, block_file, no_such_file, with_query
from wijkwerk.web.doors.public import score_page
from wijkwerk.web.figures.recipe_questions import RecipeQuestion, level_choices, read_recipe_question, recipe_choices
from wijkwerk.web.figures.score_tabs import score_tabs
from wijkwerk.web.frame.crumbs import trail
from wijkwerk.web.frame.page_problems import BadQuestionError, Way
from wijkwerk.web.frame.site import Site

PLACES = "plaatsen"
# There are endlessly many of these pages: keeping them would push the pages of the edition out.
_NOT_KEPT = "no-cache"


@score_page(*PARAMETERS)
def what_if(request: HttpRequest, site: Site) -> HttpResponse:
    question = read_recipe_question(site, site.links.what_if)
    if question is None:
        context = {"site": site, "section": "urgency", "crumbs": trail(site, ("Wat als", ""))}
        return render(request, "what_if/empty.html", context)
    trial = try_out(site, question)
    if not trial.typed.errors and (short := shortest(site.query, trial.change)) != site.query.urlencode():
        return HttpResponseRedirect(f"{site.links.what_if()}{'?' + short if short else ''}")
    material = _material(site, question, trial)
    trial_form = what_if_form(
        question.recipe,
        partial(_title_of, site, question),
        trial.delivered,
        possible_normalisations(site, question),
        trial.typed,
    )
    context = {
        "site": site,
        "section": "urgency",
        "crumbs": trail(site, ("Wat als", "")),
        "mark": MARK,
        "mark_text": MARK_TEXT,
        "question": question,
        "title": title_words(question.level),
        "page": what_if_page(material, partial(_opened_href, site, question)) if material else None,
        "asked": trial_form,
        "form": TrialForm(trial_form, question, trial.typed),
        "is_changed": not trial.change.is_none or bool(trial.typed.errors),
        "several": plural(question.level, 2),
        "reset_href": site.links.what_if(question.recipe.id, question.level.value),
        "certainty_href": site.links.certainty(question.recipe.id, question.level.value),
        "tabs": score_tabs(site, question, "what_if"),
        "level_links": level_choices(question, site.links.what_if),
        "recipe_links": recipe_choices(question, site.links.what_if),
        "files": Files.here(site),
    }
    response = render(request, "what_if/what_if.html", context, status=400 if trial.typed.errors else 200)
    response["Cache-Control"] = _NOT_KEPT
    return response


@score_page(*PARAMETERS)
def file(request: HttpRequest, site: Site, part: str, form: str) -> HttpResponse:
    question = read_recipe_question(site, site.links.what_if)
    if question is None or part != PLACES:
        raise no_such_file(site)
    trial = try_out(site, question)
    material = _material(site, question, trial)
    if material is None:
        page = with_query(site, site.links.what_if())
        raise BadQuestionError(next(iter(trial.typed.errors.values())), (Way("Terug naar het formulier", page),))
    response = block_file(site, _block(material), form, f"verkenning-{question.recipe.id}-{question.level.value}")
    response["Cache-Control"] = _NOT_KEPT
    return response


def _block(material: WhatIfMaterial) -> Block:
    title = f"Verkenning: plaatsen van de {plural(material.level, 2)}"
    subtitle = f"{material.recipe.title}, {running_name(material.gemeente)}. Geen gepubliceerde score."
    source = f"Verkenning op {recipe_words(material.recipe)}"
    picture = Picture(title, subtitle, partial(what_if_picture, material))
    return Block(PLACES, source, partial(what_if_table, material), picture)


def _material(site: Site, question: RecipeQuestion, trial: Trial) -> WhatIfMaterial | None:
    if trial.explored is None:
        return None
    return WhatIfMaterial(
        recipe=question.recipe,
        level=question.level,
        gemeente=site.gemeente,
        areas=trial.areas,
        change=trial.change,
        explored=trial.explored,
        described=site.described,
        delivered=trial.delivered,
    )


def _opened_href(site: Site, question: RecipeQuestion, area: AreaRow) -> str:
    return site.links.urgency_opened(question.recipe.id, area.code)


def _title_of(site: Site, question: RecipeQuestion, node: str) -> str:
    known = site.described.get(node) if node in question.recipe.indicators else None
    return known.indicator.short_title if known else question.recipe.title_of(node)
