"""One indicator: map, dots, trend, table and what the figure means."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkwerk.pages.indicator.files import indicator_block, indicator_file_name
from wijkwerk.pages.indicator.page import indicator_page
from wijkwerk.pages.indicator.reading import IndicatorQuestion, indicator_material, read_question
from wijkwerk.present.figures.figure_text import running_name
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.numbers import sentence
from wijkwerk.web.blocks import Files, block_file
from wijkwerk.web.doors.public import public_page
from wijkwerk.web.frame.crumbs import Crumb, trail
from wijkwerk.web.frame.site import Site

# A longer table is folded: the own area, the gemeente and the country stay in sight.
_FOLDED = 25
PARAMETERS = ("niveau", "jaar", "gebied")


@public_page(*PARAMETERS)
def indicator(request: HttpRequest, site: Site, indicator: str) -> HttpResponse:
    question = read_question(site, indicator)
    page = indicator_page(indicator_material(site, question), site.addresses_from(question.own))
    context = {
        "site": site,
        "section": "themes",
        "crumbs": _trail(site, question),
        "page": page,
        "files": Files.beside(_address(site, question)) if page.table else None,
        "has_interval": any(row.interval for row in page.table),
        "has_verdict": any(row.verdict or row.note for row in page.table),
        "unit": question.described.indicator.unit,
        "folded": len(page.table) > _FOLDED,
        "name": running_name(question.gemeente),
        "own": question.own,
        "own_href": site.links.area(question.own.code) if question.own else "",
        "figures": _figures(site, question),
        "level_links": _level_links(site, question),
        "year_links": _year_links(site, question),
    }
    return render(request, "indicator/indicator.html", context)


@public_page(*PARAMETERS, verb="export")
def file(request: HttpRequest, site: Site, indicator: str, part: str, form: str) -> HttpResponse:
    question = read_question(site, indicator)
    block = None if question.period is None else indicator_block(site, question, part)
    return block_file(site, block, form, indicator_file_name(question, part))


def _address(site: Site, question: IndicatorQuestion) -> str:
    own = question.own.code if question.own else None
    return site.links.indicator(question.described.indicator.id, question.level.value, question.period, own)


def _trail(site: Site, question: IndicatorQuestion) -> tuple[Crumb, ...]:
    indicator = question.described.indicator
    theme = site.catalogue.themes[indicator.theme]
    return trail(
        site,
        ("Thema’s", site.links.themes()),
        (theme.title, site.links.theme(theme.id)),
        (indicator.short_title, ""),
    )


def _figures(site: Site, question: IndicatorQuestion) -> list[tuple[str, str]]:
    """The area that somebody came from, and the gemeente: each year, down to the line of its source."""
    areas = [question.gemeente] if question.own in {None, question.gemeente} else [question.own, question.gemeente]
    name = question.described.indicator.id
    return [
        (running_name(area), site.links.figure(area.code, name))
        for area in areas
        if area is not None and site.store.trend(name, [area.code])
    ]


def _level_links(site: Site, question: IndicatorQuestion) -> list[tuple[str, str, bool]]:
    own = question.own.code if question.own else None
    name = question.described.indicator.id
    return [
        (
            sentence(plural(level, 2)),
            site.links.indicator(name, level.value, question.period, own),
            level is question.level,
        )
        for level in question.levels
    ]


def _year_links(site: Site, question: IndicatorQuestion) -> list[tuple[str, str, bool]]:
    own = question.own.code if question.own else None
    name = question.described.indicator.id
    return [
        (str(period), site.links.indicator(name, question.level.value, period, own), period == question.period)
        for period in question.periods
    ]
