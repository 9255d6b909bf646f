"""The kwaliteitskader: present against norm, the way to the norm, one norm from close by, and the register."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.governance.kader.frozen import FrozenKader
from wijkwerk.governance.kader.judging import NormBench
from wijkwerk.governance.kader.sheets import NORMS
from wijkwerk.lib.sheets import Form
from wijkwerk.pages.kader.export import verdicts_table
from wijkwerk.pages.kader.norm_page import norm_page
from wijkwerk.pages.kader.page import PRESENT, WAY, KaderMaterial, kader_page
from wijkwerk.pages.kader.picture import norm_chart, norm_picture
from wijkwerk.pages.kader.reading import KaderQuestion, kader_links, kader_material, norm_item, own_area, read_question
from wijkwerk.present.blocks import Block, Picture
from wijkwerk.present.collation import collation_key
from wijkwerk.present.export.figure_rows import figure_rows, source_of
from wijkwerk.present.figures.material import Described
from wijkwerk.present.figures.source_rows import picture_source
from wijkwerk.present.norms.register_rows import adopted_words, kader_mark, register_rows
from wijkwerk.web.blocks import Files, block_file, no_such_file
from wijkwerk.web.doors.public import public_page
from wijkwerk.web.figures.norm_benches import area_names
from wijkwerk.web.frame.crumbs import trail
from wijkwerk.web.frame.site import Site

NORM = "norm"
PARAMETERS = ("niveau", "wijk", "toon")
NORM_PARAMETERS = ("niveau", "wijk", "gebied")
NORM_FORMS = {"xlsx": "Normen als spreadsheet", "excel.csv": "Normen als CSV voor Excel", "csv": "Normen als CSV"}
_WRITTEN_AS: dict[str, Form] = {"xlsx": "xlsx", "excel.csv": "csv", "csv": "machines"}
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@public_page(*PARAMETERS)
def kader(request: HttpRequest, site: Site) -> HttpResponse:
    frozen = site.edition.kader
    if frozen is None:
        return _empty(request, site)
    question = read_question(site)
    context = _frame(site, frozen) | {
        "crumbs": trail(site, ("Kader", "")),
        "page": kader_page(kader_material(site, frozen, question), kader_links(site)),
        "files": Files.here(site),
        "register": register_rows(frozen, site.described, area_names(site), _norm_hrefs(site, frozen)),
        "adopted": adopted_words(frozen),
        "kader": frozen,
        "tabs": _tabs(site, question),
        "is_way": question.show == WAY,
        "wijk_links": _wijk_links(site, question),
    }
    return render(request, "kader/kader.html", context)


@public_page(*NORM_PARAMETERS)
def norm(request: HttpRequest, site: Site, indicator: str) -> HttpResponse:
    frozen = site.edition.kader
    if frozen is None:
        return _empty(request, site)
    item, own = norm_item(site, frozen, indicator), own_area(site)
    question = read_question(site, own)
    page = norm_page(kader_material(site, frozen, question), item, kader_links(site), area_names(site), own)
    context = _frame(site, frozen) | {
        "crumbs": trail(site, ("Kader", site.links.kader()), (item.indicator.short_title, "")),
        "page": page,
        "own": own,
        "level_links": _norm_level_links(site, indicator, question, own),
        "indicator_href": site.links.indicator(indicator, area=own.code if own else None),
        "files": Files.here(site),
    }
    return render(request, "kader/norm.html", context)


@public_page(*PARAMETERS, verb="export")
def file(request: HttpRequest, site: Site, form: str) -> HttpResponse:
    """The verdicts of the page, one per row, with the arithmetic of the way to the norm."""
    frozen = site.edition.kader
    if frozen is None:
        raise no_such_file(site)
    material = kader_material(site, frozen, read_question(site))
    items = [site.described[name] for name in material.bench.indicators]
    return block_file(site, _verdicts("tabel", "Stand naast de norm", material, items), form, "kader")


@public_page(*NORM_PARAMETERS, verb="export")
def norm_file(request: HttpRequest, site: Site, indicator: str, part: str, form: str) -> HttpResponse:
    """The table of one norm, with its chart where there is something to draw."""
    frozen = site.edition.kader
    if frozen is None or part not in {NORM, "tabel"}:
        raise no_such_file(site)
    item, own = norm_item(site, frozen, indicator), own_area(site)
    material, title = kader_material(site, frozen, read_question(site, own)), f"{item.indicator.title} naast de norm"
    picture = _norm_picture(material, item, own, title) if part == NORM else None
    return block_file(site, _verdicts(part, title, material, [item], picture), form, f"kader-{indicator}")


@public_page(verb="export")
def norms_file(request: HttpRequest, site: Site, form: str) -> HttpResponse:
    """The norms of this edition as a spreadsheet, in the form that can be handed in again."""
    frozen = site.edition.kader
    if form not in NORM_FORMS or frozen is None:
        raise no_such_file(site)
    kind = WORKBOOK if form == "xlsx" else "text/csv; charset=utf-8"
    response = HttpResponse(NORMS.write(frozen.norms, _WRITTEN_AS[form]), content_type=kind)
    name = f"wijkwerk-{site.edition.key}-normen{'-excel' if form == 'excel.csv' else ''}.{form.removeprefix('excel.')}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _frame(site: Site, frozen: FrozenKader) -> dict[str, object]:
    bold, after = kader_mark(frozen)
    return {
        "site": site,
        "section": "kader",
        "mark": bold,
        "mark_text": after,
        "norms_files": [(site.links.kader_norms(form), words) for form, words in NORM_FORMS.items()],
    }


def _verdicts(
    name: str, title: str, material: KaderMaterial, items: list[Described], picture: Picture | None = None
) -> Block:
    areas = sorted(material.areas, key=lambda row: collation_key(row.name))
    used = [(item, _figures(material.bench, item)) for item in items]
    data = partial(verdicts_table, title, material.bench, items, areas)
    return Block(name, picture_source(used), data, picture)


def _norm_picture(material: KaderMaterial, item: Described, own: AreaRow | None, title: str) -> Picture | None:
    chart = norm_chart(material, item, own)
    if chart is None:
        return None
    rows = figure_rows({item.indicator.id: item}, _figures(material.bench, item), material.areas)
    return Picture(title, chart.subtitle, lambda head: norm_picture(head, chart), source_of(rows))


def _figures(bench: NormBench, item: Described) -> list[Figure]:
    judged = (bench.judge(item.indicator.id, code) for code in bench.places)
    return [each.figure for each in judged if each.figure is not None]


def _empty(request: HttpRequest, site: Site) -> HttpResponse:
    """No norm at all: the page says what a kader is and what will stand here."""
    context = {"site": site, "section": "kader", "crumbs": trail(site, ("Kader", ""))}
    return render(request, "kader/empty.html", context)


def _tabs(site: Site, question: KaderQuestion) -> list[tuple[str, str, bool]]:
    wijk = question.wijk.code if question.wijk else None
    level = question.level.value if question.wijk else None
    show = question.show if question.show != PRESENT else None
    return [
        ("Wijken", site.links.kader(toon=show), question.wijk is None and question.show == PRESENT),
        (
            "Buurten",
            site.links.kader(niveau="buurt", wijk=wijk),
            question.wijk is not None and question.show == PRESENT,
        ),
        ("Weg naar de norm", site.links.kader(niveau=level, wijk=wijk, toon=WAY), question.show == WAY),
        ("Normenregister", "#register", False),
    ]


def _wijk_links(site: Site, question: KaderQuestion) -> list[tuple[str, str, bool]]:
    """The wijken to choose from, where buurten are shown."""
    if question.wijk is None:
        return []
    show = question.show if question.show != PRESENT else None
    wijken = sorted(site.store.areas(Level.WIJK, site.gemeente.code), key=lambda row: collation_key(row.name))
    return [
        (row.name, site.links.kader(niveau="buurt", wijk=row.code, toon=show), row.code == question.wijk.code)
        for row in wijken
    ]


def _norm_level_links(
    site: Site, indicator: str, question: KaderQuestion, own: AreaRow | None
) -> list[tuple[str, str, bool]]:
    links, wijk = site.links, question.wijk
    around = (wijk.code if wijk else None) or (own.code if own and own.level is Level.WIJK else None)
    return [
        ("Wijken", links.kader_norm(indicator, niveau="wijk"), wijk is None),
        (
            f"Buurten van {wijk.name}" if wijk else "Buurten",
            links.kader_norm(indicator, niveau="buurt", wijk=around),
            wijk is not None,
        ),
    ]


def _norm_hrefs(site: Site, frozen: FrozenKader) -> dict[str, str]:
    return {norm.indicator: site.links.kader_norm(norm.indicator) for norm in frozen.norms}
