"""Addresses of the public pages. Under a permalink every address keeps the edition it stands in.

Built by hand and not by `reverse`: a profile holds some two hundred of them. `tests/web/frame/test_links.py` holds each
against the url patterns.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode


@dataclass(frozen=True, slots=True)
class Links:
    """`prefix` is empty for the current edition, "/editie/2026-1" under a permalink."""

    prefix: str = ""

    @classmethod
    def of_edition(cls, key: str) -> "Links":
        return cls(f"/editie/{quote(key)}")

    def start(self) -> str:
        return f"{self.prefix}/"

    def search(self, text: str = "") -> str:
        return _with_query(f"{self.prefix}/zoek/", {"q": text})

    def area(self, code: str) -> str:
        return f"{self.prefix}/gebied/{code}/"

    def area_figures(self, code: str) -> str:
        return f"{self.prefix}/gebied/{code}/cijfers/"

    def figure(self, code: str, indicator: str) -> str:
        return f"{self.prefix}/gebied/{code}/cijfers/{indicator}/"

    def projection(self, code: str) -> str:
        """The inhabitants of an area by age, carried on."""
        return f"{self.prefix}/gebied/{code}/doortrekking/"

    def themes(self) -> str:
        return f"{self.prefix}/thema/"

    def theme(self, theme: str) -> str:
        return f"{self.prefix}/thema/{theme}/"

    def indicator(
        self, indicator: str, level: str | None = None, period: int | None = None, area: str | None = None
    ) -> str:
        query = {"niveau": level, "jaar": period, "gebied": area}
        return _with_query(f"{self.prefix}/indicator/{indicator}/", query)

    def compare(self, **query: str | None) -> str:
        return _with_query(f"{self.prefix}/vergelijken/", query)

    def kader(self, **query: str | None) -> str:
        return _with_query(f"{self.prefix}/kader/", query)

    def kader_norms(self, form: str) -> str:
        """The norms themselves, as they can be handed in again."""
        return f"{self.prefix}/kader/normen.{form}"

    def kader_norm(
        self, indicator: str, area: str | None = None, niveau: str | None = None, wijk: str | None = None
    ) -> str:
        """One norm from close by; seen from an area it shows that area's arithmetic."""
        query = {"gebied": area, "niveau": niveau, "wijk": wijk}
        return _with_query(f"{self.prefix}/kader/{indicator}/", query)

    def urgency(self, recept: str | None = None, niveau: str | None = None) -> str:
        return _with_query(f"{self.prefix}/urgentie/", {"recept": recept, "niveau": niveau})

    def urgency_opened(self, recipe: str, code: str, toon: str | None = None) -> str:
        """The score of one area down to its sources; `toon` names the indicator that stands open."""
        address = _with_query(f"{self.prefix}/urgentie/{recipe}/{code}/", {"toon": toon})
        return f"{address}#bron-{toon}" if toon else address

    def certainty(self, recept: str | None = None, niveau: str | None = None) -> str:
        return _with_query(f"{self.prefix}/zekerheid/", {"recept": recept, "niveau": niveau})

    def what_if(self, recept: str | None = None, niveau: str | None = None, zonder: str | None = None) -> str:
        """A trial with the recipe; here at most one indicator less, the form makes the other queries."""
        return _with_query(f"{self.prefix}/wat-als/", {"recept": recept, "niveau": niveau, "zonder": zonder})

    def claims(self) -> str:
        """What documents say about areas, held against the figures."""
        return f"{self.prefix}/uitspraken/"

    def claim(self, claim: str) -> str:
        return f"{self.claims()}{claim}/"

    def in_short(self, code: str) -> str:
        return f"{self.prefix}/gebied/{code}/samengevat/"

    def sources(self) -> str:
        return f"{self.prefix}/bronnen/"

    def source(self, source: str) -> str:
        return f"{self.prefix}/bronnen/{source}/"

    def method(self, part: str = "") -> str:
        return f"{self.prefix}/methode/{'#' + part if part else ''}"

    def method_recipe(self, recipe: str) -> str:
        """How one rekenrecept works."""
        return f"{self.prefix}/methode/{recipe}/"

    def method_rule(self, rule: str) -> str:
        """One rule of the method, with worked cases."""
        return f"{self.prefix}/methode/regels/{rule}/"

    def stacking(self, **query: str | None) -> str:
        return _with_query(f"{self.prefix}/stapeling/", query)

    def data(self) -> str:
        return f"{self.prefix}/data/"

    def accessibility(self) -> str:
        return f"{self.prefix}/toegankelijkheid/"

    def privacy(self) -> str:
        return f"{self.prefix}/privacy/"

    def feedback(self, **query: str | None) -> str:
        """Where a visitor lets us know that something is wrong; outside the permalinks, as it is about now."""
        return _with_query("/klopt-dit-niet/", query)

    def editions(self) -> str:
        """Stands outside the permalinks: it lists all of them."""
        return "/edities/"

    def edition(self, key: str) -> str:
        return f"/edities/{quote(key)}/"

    def edition_file(self, key: str, name: str) -> str:
        return f"/edities/{quote(key)}/bestanden/{quote(name)}"


def _with_query(path: str, query: Mapping[str, object]) -> str:
    parameters = {name: str(value) for name, value in query.items() if value not in {None, ""}}
    return f"{path}?{urlencode(parameters)}" if parameters else path
