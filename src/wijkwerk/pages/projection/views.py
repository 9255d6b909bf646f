"""De inwoners van een gebied doorgetrokken: asked of an edition."""

from wijkwerk.data.queries.figures import AreaRow, Reason
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.engine.cohorts import FEWEST_AREAS
from wijkwerk.present.blocks import Block, Page
from wijkwerk.present.export.figure_rows import figure_rows, source_of
from wijkwerk.present.figures.figure_text import level_word, running_name
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.numbers import number, sentence
from wijkwerk.present.words import missing_words
from wijkwerk.web.blocks import BlockPage
from wijkwerk.web.figures.kept import figures_of
from wijkwerk.web.figures.questions import find_area
from wijkwerk.web.frame.page_problems import NotHereError, Way
from wijkwerk.web.frame.site import Site

from .forecasts import ForecastRow, forecast_block
from .material import ProjectionMaterial, Step
from .page import page_title, projection_page
from .reading import EVIDENCE_LEVEL, Known, country_of, evidence_of, known_of, step_of

METHOD = "doortrekken"
_NOTHING = "Hier valt niets door te trekken"


def page(site: Site, code: str) -> Page:
    area = find_area(site, code)
    if area.level not in EVIDENCE_LEVEL or area.level is Level.LAND:
        ways = (Way(f"Profiel van {area.name}", site.links.area(area.code)),)
        raise NotHereError("Een doortrekking is er voor een gemeente, stadsdeel, wijk of buurt.", ways)
    step = step_of(site.edition)
    evidence = None if step is None else evidence_of(site.edition, EVIDENCE_LEVEL[area.level])
    more = forecasts(site, area)
    if step is None or evidence is None:
        return _empty(site, area, _too_few(area, step), more)
    known = known_of(figures_of(site.edition, area.code), step)
    if known.early is None or known.late is None:
        return _empty(site, area, _unknown(site, step, known), more)
    material = ProjectionMaterial(
        area, step, known.early, known.late, evidence, country_of(site.edition, step), _source(site, area, step)
    )
    return projection_page(material, _eyebrow(area), _ways(site, area), more)


def forecasts(site: Site, area: AreaRow) -> tuple[Block, ...]:
    """Every forecast that was delivered of the area, in the order of the catalogue."""
    items = {name: item for name, item in site.described.items() if item.is_forecast and item.indicator.retired is None}
    figures = [figure for figure in figures_of(site.edition, area.code) if figure.indicator in items]
    rows = figure_rows(items, (figure for figure in figures if figure.value is not None), [area])
    if not rows:
        return ()
    return (forecast_block([ForecastRow(item, figure) for item, _, figure in rows], source_of(rows)),)


def _source(site: Site, area: AreaRow, step: Step) -> str:
    names = (step.people, *step.shares)
    figures = [
        figure
        for figure in figures_of(site.edition, area.code)
        if figure.indicator in names and figure.period in (step.early, step.late)
    ]
    return (
        f"{source_of(figure_rows(site.described, figures, [area]))}. Doorgetrokken door wijkwerk, methode ‘doortrekken’"
    )


def _eyebrow(area: AreaRow) -> str:
    return f"{sentence(level_word(area.level))} · {area.code}"


def _ways(site: Site, area: AreaRow) -> tuple[tuple[str, str], ...]:
    return (
        (f"Profiel van {running_name(area)}", site.links.area(area.code)),
        ("Zo trekken wij door", site.links.method_rule(METHOD)),
    )


def _empty(site: Site, area: AreaRow, reason: str, more: tuple[Block, ...]) -> Page:
    return Page(page_title(area), reason, more, _eyebrow(area), ways=_ways(site, area))


def _too_few(area: AreaRow, step: Step | None) -> str:
    if step is None:
        return (
            "Er valt niets door te trekken: deze editie heeft geen twee jaren, twee tot vijf jaar uit elkaar, waarvan "
            "de leeftijden van inwoners bekend zijn."
        )
    kind = plural(EVIDENCE_LEVEL[area.level], 2)
    return (
        f"Er valt niets door te trekken: in deze editie zijn minder dan {number(FEWEST_AREAS)} {kind} in {step.early} "
        f"en in {step.late} bekend. Dat is te weinig om te zien hoe het gaat als er niets bijzonders gebeurt."
    )


def _unknown(site: Site, step: Step, known: Known) -> str:
    """Why one of the two moments is not known here."""
    figure = known.lacking
    if figure is None:
        return f"{_NOTHING}: de inwoners naar leeftijd zijn niet van {step.early} en {step.late} geleverd."
    if figure.reason is Reason.OTHER_PLACE:
        return (
            f"{_NOTHING}: dit gebied bestond in {figure.period} niet, of zijn code hoorde toen "
            "bij een ander gebied. Wij trekken alleen door wat in beide jaren hetzelfde gebied is."
        )
    indicator = site.described[figure.indicator].indicator
    if figure.reason is Reason.BELOW_MINIMUM and indicator.disclosure is not None:
        return f"{_NOTHING}. {indicator.disclosure.reason}"
    words = missing_words(figure.status, figure.reason)
    why = f": {words.text}" if words else ", omdat er een deel ontbreekt"
    return f"{_NOTHING}. ‘{indicator.short_title}’ is er niet voor {figure.period}{why}."


def _crumbs(site: Site, code: str) -> list[tuple[str, str]]:
    area = find_area(site, code)
    return [
        ("Wijken en buurten", f"{site.links.start()}#gebieden"),
        (running_name(area), site.links.area(area.code)),
    ]


PROJECTION = BlockPage(
    "projection",
    page,
    section="areas",
    crumbs=_crumbs,
    about="de bladzijde met doorgetrokken inwoners",
)
