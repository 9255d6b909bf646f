"""Small areas, indicators and figures to present. Plain functions with good defaults; nothing here is a real figure."""

import datetime
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from typing import Any

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.indicators import Awaited, Change, Indicator, Published, Ratio, Review
from wijkwerk.definitions.kaders import KaderStatus
from wijkwerk.definitions.sources import Source
from wijkwerk.definitions.vocabulary import (
    Aggregation,
    Domain,
    IntervalRule,
    Level,
    Method,
    Polarity,
    Protocol,
    SourceType,
    Status,
)
from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.figures.material import Described, FigureBook, Links
from wijkwerk.present.norms.lines import NormLines

LAND = AreaRow("NL00", 2024, Level.LAND, "Nederland", None, None, 17_942_942, 2)
GEMEENTE = AreaRow("GM9999", 2024, Level.GEMEENTE, "Veenstad (O.)", "NL00", "GM9999", 80_000, 2)
WIJK = AreaRow("WK999902", 2024, Level.WIJK, "Noord", "GM9999", "GM9999", 10_255, 1)
BUURT = AreaRow("BU99990202", 2024, Level.BUURT, "De Noork", "WK999902", "GM9999", 2_140, 1)
FOOTER = Footer("Politie 47022NED, melding, voorlopig", "2026-1", "1 november 2026")
LINKS = Links(
    area=lambda area: f"/gebied/{area.code}",
    indicator=lambda indicator: f"/cijfer/{indicator.id}",
    figure=lambda area, indicator: f"/gebied/{area.code}/{indicator.id}",
)


def buurt(number: int, name: str, inhabitants: int | None = 2000, wijk: str = "WK999902") -> AreaRow:
    return AreaRow(f"BU{wijk[2:]}{number:02d}", 2024, Level.BUURT, name, wijk, "GM9999", inhabitants, 1)


def wijk(number: int, name: str, inhabitants: int | None = 9000) -> AreaRow:
    return AreaRow(f"WK9999{number:02d}", 2024, Level.WIJK, name, "GM9999", "GM9999", inhabitants, 1)


def source(kind: SourceType = SourceType.REPORTS, **changes: Any) -> Source:
    given: dict[str, Any] = {
        "id": "politie",
        "title": "Geregistreerde misdrijven",
        "owner": "Politie",
        "licence": "CC BY 4.0",
        "attribution": "Politie",
        "type": kind,
        "protocol": Protocol.FLAT_CSV,
        "rhythm": "elk jaar",
        "peildatum": "heel {year}",
        "homepage": "https://example.org",
        **changes,
    }
    return Source(**given)


def indicator(**changes: Any) -> Indicator:
    given: dict[str, Any] = {
        "id": "misdrijven_per_1000",
        "title": "Misdrijven per 1.000 inwoners",
        "short_title": "Misdrijven",
        "definition": "Alle geregistreerde misdrijven gedeeld door inwoners, keer 1.000.",
        "unit": "per 1.000 inwoners",
        "decimals": 1,
        "polarity": Polarity.LOW_IS_FAVOURABLE,
        "domain": Domain.VEILIGHEID,
        "theme": "veiligheid",
        "formula": Ratio(
            kind="ratio",
            numerator=("politie.misdrijven",),
            denominator="cbs_kwb.inwoners",
            per=1000,
            denominator_period=2024,
        ),
        "aggregation": Aggregation.RATIO_OF_SUMS,
        "levels": (Level.LAND, Level.GEMEENTE, Level.WIJK, Level.BUURT),
        "first_year": 2021,
        "numerator_title": "misdrijven",
        "denominator_title": "inwoners",
        "class_breaks": (20, 35, 50, 75),
        "key_figure": 3,
        "reviewed": Review(by="onderzoeker", on=datetime.date(2026, 9, 14)),
        **changes,
    }
    return Indicator(**given)


def crimes(**changes: Any) -> Described:
    """A rate from counts, with Byar's interval."""
    return Described(indicator(**changes), source(), ("47022NED",), IntervalRule.BYAR)


def inhabitants(**changes: Any) -> Described:
    """A count from a register."""
    given: dict[str, Any] = {
        "id": "inwoners",
        "title": "Inwoners",
        "short_title": "Inwoners",
        "unit": "inwoners",
        "decimals": 0,
        "polarity": Polarity.NEUTRAL,
        "domain": None,
        "formula": Published(kind="published", variable="cbs_kwb.inwoners"),
        "aggregation": Aggregation.SUM,
        "numerator_title": None,
        "denominator_title": None,
        "class_breaks": None,
        "key_figure": 1,
        **changes,
    }
    return Described(indicator(**given), cbs(), ("85984NED",), IntervalRule.ROUNDING)


def health(**changes: Any) -> Described:
    """A share from a model, without an interval."""
    given: dict[str, Any] = {
        "id": "gezondheid",
        "title": "Goed ervaren gezondheid",
        "short_title": "Goed ervaren gezondheid",
        "unit": "%",
        "decimals": 1,
        "polarity": Polarity.HIGH_IS_FAVOURABLE,
        "domain": Domain.SOCIAAL,
        "formula": Published(kind="published", variable="rivm.gezond"),
        "aggregation": Aggregation.POPULATION_WEIGHTED,
        "weight": "cbs_kwb.inwoners",
        "numerator_title": None,
        "denominator_title": None,
        "class_breaks": (65, 70, 75, 80),
        "key_figure": 4,
        **changes,
    }
    made = source(
        SourceType.MODEL, id="rivm", owner="RIVM en GGD’en", title="Gezondheid per wijk", peildatum="najaar {year}"
    )
    return Described(indicator(**given), made, ("50150NED",), IntervalRule.NONE)


def income(**changes: Any) -> Described:
    """An amount of money from a register, not published for small areas."""
    given: dict[str, Any] = {
        "id": "inkomen",
        "title": "Gemiddeld inkomen per inwoner",
        "short_title": "Inkomen per inwoner",
        "unit": "€",
        "decimals": 0,
        "polarity": Polarity.HIGH_IS_FAVOURABLE,
        "domain": Domain.SOCIAAL,
        "formula": Published(kind="published", variable="cbs_kwb.inkomen", scale=1000),
        "aggregation": Aggregation.POPULATION_WEIGHTED,
        "numerator_title": None,
        "denominator_title": None,
        "class_breaks": (28000, 32000, 36000, 42000),
        "key_figure": 7,
        **changes,
    }
    return Described(indicator(**given), cbs(), ("85984NED",), IntervalRule.ROUNDING)


def awaited(**changes: Any) -> Described:
    given: dict[str, Any] = {
        "id": "eenzaamheid",
        "title": "Eenzaamheid",
        "short_title": "Eenzaamheid",
        "unit": "%",
        "domain": Domain.SOCIAAL,
        "formula": Awaited(
            kind="awaited", source="rivm", table="50150NED", reason="Nog niet geleverd aan deze monitor."
        ),
        "aggregation": Aggregation.NEVER,
        "numerator_title": None,
        "key_figure": None,
        **changes,
    }
    return Described(indicator(**given), source(SourceType.MODEL, id="rivm"), (), IntervalRule.NONE)


def growth() -> Described:
    formula = Change(kind="change", indicator="inwoners", start=2020, end=2024, relative=True)
    made = indicator(
        id="groei", title="Groei", short_title="Groei sinds 2020", unit="%", formula=formula, polarity=Polarity.NEUTRAL,
        domain=None, aggregation=Aggregation.SUM, numerator_title=None, key_figure=None, class_breaks=(-5, 0, 5, 10),
    )  # fmt: skip
    return Described(made, cbs(), ("85984NED",), IntervalRule.ROUNDING)


def cbs() -> Source:
    return source(
        SourceType.REGISTER,
        id="cbs_kwb",
        owner="Centraal Bureau voor de Statistiek (CBS)",
        title="Kerncijfers wijken en buurten",
        peildatum="1 januari {year}",
    )


def figure(item: Described, area: AreaRow, value: float | None, period: int = 2025, **changes: Any) -> Figure:
    given: dict[str, Any] = {
        "status": Status.UNKNOWN if value is None else Status.VALUE,
        "method": Method.PUBLISHED,
        **changes,
    }
    return Figure(item.indicator.id, area.code, period, value, **given)


def rate(area: AreaRow, count: float, base: float, period: int = 2025, width: float = 0.2, **changes: Any) -> Figure:
    """A rate per 1.000 with an interval of so much of its value on both sides."""
    value = count / base * 1000
    return figure(
        crimes(), area, value, period, low=value * (1 - width), high=value * (1 + width), numerator=count,
        denominator=base, denominator_period=2024, **changes,
    )  # fmt: skip


def well_formed(svg: str) -> ElementTree.Element:
    """The picture as a tree. Fails on markup that is not XML and on what the site's CSP refuses."""
    assert not re.search(r"\bstyle\s*=", svg), "an inline style attribute"
    assert "<script" not in svg
    assert not re.search(r"\bon\w+\s*=", svg), "an event attribute"
    text = svg if 'xmlns="' in svg else svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return ElementTree.fromstring(text)  # our own markup, made in this test


def tags(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in root.iter() if element.tag.endswith(f"}}{name}")]


def texts(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in tags(root, "text")]


def at_most(limit: float, **changes: Any) -> NormLines:
    """The norm of crimes in an area."""
    given: dict[str, Any] = {
        "floor": None,
        "ceiling": limit,
        "words": f"ten hoogste {limit:g} per 1.000 inwoners",
        "short": f"norm {limit:g}",
        "reach": "alle wijken",
        "status": KaderStatus.PROVISIONAL,
        "source": "streefwaarde",
    }
    return NormLines(**(given | changes))


def booked(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a material, with what is called figures as the book that a page gets."""
    return {name: FigureBook(value) if name.endswith("figures") else value for name, value in given.items()}
