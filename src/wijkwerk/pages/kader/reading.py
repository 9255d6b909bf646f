"""Ask an edition for its kader, and for the figures of the areas that a reader wants beside it."""

from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.governance.kader.frozen import FrozenKader
from wijkwerk.pages.kader.page import PRESENT, WAY, KaderLinks, KaderMaterial
from wijkwerk.present.collation import collation_key
from wijkwerk.present.figures.material import Described
from wijkwerk.web.figures.norm_benches import norm_bench
from wijkwerk.web.frame.page_problems import BadQuestionError, NotHereError, Way
from wijkwerk.web.frame.site import Site


@dataclass(frozen=True, slots=True)
class KaderQuestion:
    """All wijken, or (with `wijk`) the buurten of one; and whether the way is asked instead of the present."""

    wijk: AreaRow | None
    show: str

    @property
    def level(self) -> Level:
        return Level.WIJK if self.wijk is None else Level.BUURT


def read_question(site: Site, own: AreaRow | None = None) -> KaderQuestion:
    """What the address asks; seen from a buurt, the buurten around it. Raises BadQuestionError."""
    level = site.query.get("niveau", Level.WIJK.value if own is None else own.level.value)
    if level not in {Level.WIJK, Level.BUURT}:
        ways = (Way("Alle wijken", site.links.kader()),)
        raise BadQuestionError(f"‘{level}’ is geen niveau van dit kader. Kies wijk of buurt.", ways)
    around = own.parent if own is not None and own.level is Level.BUURT else None
    wijk = _wijk(site, site.query.get("wijk") or around) if level == Level.BUURT else None
    return KaderQuestion(wijk, _show(site))


def kader_material(site: Site, kader: FrozenKader, question: KaderQuestion) -> KaderMaterial:
    """The areas that are asked beside the kader of the edition."""
    within = site.gemeente.code if question.wijk is None else question.wijk.code
    areas = tuple(site.store.areas(question.level, within))
    return KaderMaterial(
        bench=norm_bench(site, kader, areas),
        areas=areas,
        gemeente=site.gemeente,
        described=site.described,
        themes=tuple(site.catalogue.themes.values()),
        show=question.show,
    )


def kader_links(site: Site) -> KaderLinks:
    links = site.links
    return KaderLinks(
        area=lambda area: links.area(area.code), norm=lambda indicator, area: links.kader_norm(indicator, area=area)
    )


def norm_item(site: Site, kader: FrozenKader, indicator: str) -> Described:
    """The indicator of a norm's page. Raises NotHereError where this kader has none for it."""
    item = site.described.get(indicator)
    if item is None or all(norm.indicator != indicator for norm in kader.norms):
        ways = (Way("Het hele kader", site.links.kader()), Way("Alle thema’s", site.links.themes()))
        raise NotHereError(f"Voor ‘{indicator}’ staat er geen norm in dit kader.", ways)
    return item


def own_area(site: Site) -> AreaRow | None:
    """The area that a reader came from. Raises BadQuestionError for one that is no wijk or buurt here."""
    code = site.query.get("gebied")
    if code is None:
        return None
    row = site.store.area(code)
    if row is None or row.gemeente != site.gemeente.code or row.level not in {Level.WIJK, Level.BUURT}:
        ways = (Way("Het hele kader", site.links.kader()),)
        raise BadQuestionError(f"‘{code}’ is geen wijk of buurt van {site.gemeente.name}.", ways)
    return row


def _wijk(site: Site, code: str | None) -> AreaRow | None:
    """The wijk whose buurten are asked; the first by name where none is named. Raises BadQuestionError."""
    wijken = sorted(site.store.areas(Level.WIJK, site.gemeente.code), key=lambda row: collation_key(row.name))
    if code is None:
        return wijken[0] if wijken else None
    wijk = next((row for row in wijken if row.code == code), None)
    if wijk is None:
        ways = tuple(Way(row.name, site.links.kader(niveau="buurt", wijk=row.code)) for row in wijken)
        raise BadQuestionError(f"‘{code}’ is geen wijk van {site.gemeente.name}. Kies een van deze:", ways)
    return wijk


def _show(site: Site) -> str:
    show = site.query.get("toon", PRESENT)
    if show not in {PRESENT, WAY}:
        ways = (Way("Stand naast de norm", site.links.kader()),)
        raise BadQuestionError(f"‘{show}’ kunnen we niet tonen. Kies stand of weg.", ways)
    return show
