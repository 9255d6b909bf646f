"""The form above a comparison: which areas, what they are held against, and which figures."""

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.pages.compare.reading import BUURTEN, OWN_CHOICE, WIJKEN, ComparisonQuestion
from wijkwerk.present.collation import collation_key
from wijkwerk.present.figures.figure_text import running_name
from wijkwerk.web.forms import Choice, Choices, QueryForm, Radio, offer
from wijkwerk.web.frame.site import Site

Group = tuple[str, list[tuple[str, str | SafeString]]]


class CompareForm(QueryForm):
    wat = Radio(
        "Vergelijk",
        [(WIJKEN, "alle wijken"), (BUURTEN, "buurten van een wijk"), (OWN_CHOICE, "eigen keuze")],
    )
    wijk = Choice("Wijk")
    naast = Choice("Naast")
    thema = Choice("Cijfers")
    gebied = Choices("Kies zelf gebieden")

    def __init__(self, site: Site, question: ComparisonQuestion) -> None:
        own = [row.code for row in question.areas] if question.what == OWN_CHOICE else []
        super().__init__(
            {
                "wat": question.what,
                "wijk": question.wijk.code if question.wijk else "",
                "naast": "land" if question.beside.level is Level.LAND else "gemeente",
                "thema": question.theme or "",
                "gebied": own,
            }
        )
        wijken = site.store.areas(Level.WIJK, site.gemeente.code)
        offer(self, "wijk", [("", "(bij buurten van een wijk)"), *((row.code, row.name) for row in wijken)])
        land = [("land", "Nederland")] if site.edition.country.area else []
        offer(self, "naast", [("gemeente", running_name(site.gemeente)), *land])
        themes = [(theme.id, theme.title) for theme in site.catalogue.themes.values()]
        offer(self, "thema", [("", "de belangrijkste"), *themes])
        offer(self, "gebied", _groups(wijken, site.store.areas(Level.BUURT, site.gemeente.code)))

    @property
    def is_own_choice(self) -> bool:
        return bool(self["wat"].value() == OWN_CHOICE)


def _groups(wijken: Iterable[AreaRow], buurten: Iterable[AreaRow]) -> list[Group]:
    """Every wijk with its buurten, by name."""
    in_order = sorted(buurten, key=lambda row: collation_key(row.name))
    return [
        (
            f"Wijk {wijk.name} en haar buurten",
            [
                (wijk.code, format_html("<strong>Wijk {}</strong>", wijk.name)),
                *((row.code, row.name) for row in in_order if row.parent == wijk.code),
            ],
        )
        for wijk in wijken
    ]
