"""What is asked of who defines an indicator. Whether it is sound, the rules of the catalogue say."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django.forms import BoundField

from wijkwerk.data.own_indicator.actions import code_of, source_code_of, why_no_source, why_not_named
from wijkwerk.data.own_indicator.catalogue import problems_of
from wijkwerk.data.own_indicator.choices import (
    AGGREGATIONS,
    DOMAINS,
    LEVELS,
    POLARITIES,
    SOURCE_TYPES,
    FigureKind,
)
from wijkwerk.data.own_indicator.models import DESCRIBED, OwnIndicator, OwnIndicatorState
from wijkwerk.data.own_indicator.texts import TABLE
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import Ratio
from wijkwerk.definitions.vocabulary import Protocol
from wijkwerk.web.doors.staff import live_catalogue
from wijkwerk.web.forms import Choice, Choices, FreeText, PlainText, Reason, ReasonForm, StaffForm, WholeNumber

from .fields_at_fault import field_of, words_of

_NEW_SOURCE = ""
_OF_RATIO = ("numerator_title", "denominator_title", "per")
_MORE_OF_RATIO = ("denominator", "denominator_period")
_OF_SOURCE = (
    *("source_title", "source_owner", "source_licence", "source_type", "source_rhythm", "source_peildatum"),
    *("source_homepage", "source_levels"),
)
_SHARES = (FigureKind.SHARE, FigureKind.SURVEY)
# The parts of the form: a heading, what it is about, and its fields.
PARTS = (
    ("Wat het is", "", ("title", "short_title", "definition", "theme", "domain", "polarity")),
    ("Het cijfer", "", ("figure", "unit", "share_of", "decimals", "first_year")),
    (
        "Alleen bij een verhouding",
        "Bij een andere soort cijfer laat u dit leeg.",
        (*_OF_RATIO, *_MORE_OF_RATIO),
    ),
    ("Voor welke gebieden", "", ("levels", "aggregation")),
    ("Wanneer het niet getoond wordt, en wat lezers moeten weten", "", ("minimum", "caveat_title", "caveat_text")),
    ("Waar de cijfers vandaan komen", "", ("source_choice",)),
    ("Alleen bij een nieuwe bron", "Bij een bron die er al is, laat u dit leeg.", _OF_SOURCE),
)  # fmt: skip


class OwnIndicatorForm(StaffForm):
    """A definition, and the source that its files belong to."""

    state: ClassVar[str] = OwnIndicatorState.DRAFT

    title = FreeText(
        "Titel",
        120,
        hint="Zoals lezers het cijfer tegenkomen, bijvoorbeeld: Zwerfvuil per 1.000 inwoners. De naam in de catalogus "
        "volgt eruit en blijft.",
    )
    short_title = FreeText("Korte titel", 40, hint="Voor tabellen en grafieken, bijvoorbeeld: Zwerfvuil.")
    definition = FreeText(
        "Definitie", 1_000, lines=4, hint="Wat er precies geteld of gevraagd is, bij wie, en waardoor er gedeeld wordt."
    )
    theme = Choice("Thema", lambda: _themes(), hint="De bladzijde waar het cijfer op komt.")
    domain = Choice(
        "Domein",
        [("", "geen: een achtergrondcijfer"), *DOMAINS],
        required=False,
        hint="Het domein van het thema, of geen als het cijfer alleen achtergrond is.",
    )
    polarity = Choice("Richting", [("", "Kies een richting"), *POLARITIES], hint="Welke kant gunstig is voor een wijk.")

    figure = Choice("Soort cijfer", [("", "Kies een soort"), *FigureKind.choices])
    unit = FreeText("Eenheid", 40, hint="Zoals zij achter het cijfer staat: %, meldingen, per 1.000 inwoners, €.")
    share_of = FreeText("Aandeel van", 60, required=False, hint="Alleen bij %: waarvan, bijvoorbeeld 18 jaar en ouder.")
    decimals = WholeNumber("Cijfers achter de komma", 0, 4, initial=1)
    first_year = WholeNumber("Eerste jaar", 1900, 2100, hint="Van eerdere jaren tonen we geen cijfers.")

    numerator_title = FreeText("Wat er geteld is (teller)", 60, required=False, hint="Bijvoorbeeld: meldingen.")
    denominator_title = FreeText(
        "Waardoor er gedeeld wordt (noemer)", 60, required=False, hint="Bijvoorbeeld: inwoners."
    )
    per = Choice(
        "Per hoeveel",
        [("", "geen verhouding"), *((str(each), f"{each:,}".replace(",", ".")) for each in (1, 100, 1_000, 10_000))],
        required=False,
        hint="100 bij %, 1.000 bij ‘per 1.000 inwoners’.",
    )
    denominator = Choice(
        "Waar de noemer staat",
        lambda: _denominators(),
        required=False,
        hint="In een kolom van uw eigen bestand, of bij een bron die er al is.",
    )
    denominator_period = WholeNumber(
        "Jaar van de noemer",
        1900,
        2100,
        required=False,
        hint="Alleen als alle jaren door hetzelfde jaar gedeeld worden. Leeg: het jaar van het cijfer zelf.",
    )

    levels = Choices("Gebieden", choices=LEVELS)
    aggregation = Choice(
        "Grotere gebieden",
        [("", "Kies een manier"), *AGGREGATIONS],
        hint="Hoe een wijk of stadsdeel een cijfer krijgt dat niet in het bestand staat.",
    )

    minimum = WholeNumber(
        "Niet tonen onder",
        1,
        1_000_000,
        required=False,
        hint="Minder respondenten, waarnemingen of personen in de noemer, of bij een aantal het aantal zelf: dan tonen "
        "we geen cijfer. Bij een aandeel of gemiddelde heeft het bestand daarvoor een kolom met dat aantal nodig.",
    )
    caveat_title = FreeText("Kop van het voorbehoud", 120, required=False)
    caveat_text = FreeText(
        "Voorbehoud", 600, lines=3, required=False, hint="Wat iemand moet weten om het goed te lezen."
    )

    source_choice = Choice("Bron", lambda: _sources(), required=False)
    source_title = FreeText("Titel van de bron", 120, required=False, hint="Bijvoorbeeld: Meldingen openbare ruimte.")
    source_owner = FreeText("Eigenaar", 120, required=False, hint="Een organisatie of afdeling, niet een persoon.")
    source_licence = FreeText("Licentie", 60, required=False, hint="Bijvoorbeeld: CC BY 4.0.")
    source_type = Choice("Soort bron", [("", "Kies een soort"), *SOURCE_TYPES], required=False)
    source_rhythm = FreeText(
        "Hoe vaak er nieuwe cijfers zijn", 120, required=False, hint="Bijvoorbeeld: elk jaar in mei."
    )
    source_peildatum = FreeText(
        "Peildatum", 60, required=False, hint="{year} staat voor het jaar, bijvoorbeeld: 31 december {year}."
    )
    source_homepage = PlainText(
        "Waar er meer over staat",
        300,
        pattern=lambda text: text.startswith("https://"),
        required=False,
        expected="een adres dat met https:// begint",
        hint="Een adres dat met https:// begint.",
    )
    source_levels = Choices("Gebieden die in het bestand staan", choices=LEVELS, required=False)  # fmt: skip

    @classmethod
    def values_of(cls, row: OwnIndicator) -> dict[str, Any]:
        choice = _NEW_SOURCE if row.describes_source else f"{row.source}/{row.table}"
        per = "" if row.per is None else str(row.per)
        return super().values_of(row) | {"source_choice": choice, "per": per}

    @property
    def parts_drawn(self) -> Iterator[tuple[str, str, list[BoundField]]]:
        for heading, words, names in PARTS:
            yield heading, words, [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_title(cleaned)
        self._check_figure(cleaned)
        self._check_source(cleaned)
        if not self.errors:
            self._check_definition()
        return cleaned

    def description(self) -> dict[str, Any]:
        """Of a form without errors: a value for each field of the record."""
        cleaned = dict(self.cleaned_data)
        is_ratio = cleaned["figure"] == FigureKind.RATIO
        cleaned |= {} if is_ratio else {"numerator_title": "", "denominator_title": "", "denominator": ""}
        cleaned["per"] = int(cleaned["per"]) if is_ratio else None
        cleaned["denominator_period"] = cleaned["denominator_period"] if is_ratio else None
        cleaned["source"], _, cleaned["table"] = cleaned["source_choice"].partition("/")
        if self._is_new_source(cleaned):
            cleaned |= {"source": source_code_of(cleaned["source_title"], self.row), "table": TABLE}
        else:
            cleaned |= {name: [] if name == "source_levels" else "" for name in _OF_SOURCE}
        return {name: cleaned[name] for name in DESCRIBED}

    def _check_title(self, cleaned: Mapping[str, Any]) -> None:
        if self.row is None and cleaned.get("title") and (why := why_not_named(cleaned["title"])):
            self.add_error("title", why)

    def _check_figure(self, cleaned: Mapping[str, Any]) -> None:
        figure = cleaned.get("figure")
        if figure == FigureKind.RATIO:
            self._require(_OF_RATIO, cleaned, "Vul dit in bij een verhouding.")
        if figure in _SHARES and cleaned.get("unit") not in (None, "", "%"):
            self.add_error("unit", "Een aandeel heeft als eenheid %.")
        if bool(cleaned.get("caveat_title")) != bool(cleaned.get("caveat_text")):
            self.add_error("caveat_text", "Een voorbehoud heeft een kop en een tekst; vul beide in of geen van beide.")

    def _check_source(self, cleaned: Mapping[str, Any]) -> None:
        if not self._is_new_source(cleaned):
            if self.row is not None and self.row.describes_source and self.row.version > 1:
                self.add_error("source_choice", "Deze indicator beschrijft zijn bron zelf; dat blijft zo.")
            return
        self._require(_OF_SOURCE, cleaned, "Vul dit in bij een nieuwe bron, of kies een bron die er al is.")
        if cleaned.get("source_title") and (why := why_no_source(cleaned["source_title"], self.row)):
            self.add_error("source_title", why)

    def _is_new_source(self, cleaned: Mapping[str, Any]) -> bool:
        return cleaned.get("source_choice") == _NEW_SOURCE

    def _require(self, names: tuple[str, ...], cleaned: Mapping[str, Any], words: str) -> None:
        for name in names:
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, words)

    def _check_definition(self) -> None:
        """By the rules of the files, each problem at its field."""
        description = self.description()
        row = OwnIndicator(code=self.row.code if self.row else code_of(description["title"]), **description)
        for problem in problems_of(row):
            self.add_error(field_of(problem, self.fields), words_of(problem))


class SubmitForm(ReasonForm):
    """Somebody else is to look at it."""


class ReturnForm(ReasonForm):
    reason = Reason("Waarom geeft u hem terug, en wat moet er anders?")


class RenewForm(ReasonForm):
    reason = Reason("Waarom komt er een nieuwe versie?", hint="Blijft bij de nieuwe versie staan.")


class DropForm(ReasonForm):
    reason = Reason("Waarom trekt u dit concept in?")


class EndForm(ReasonForm):
    reason = Reason("Waarom vervalt deze indicator?", hint="Staat bij de cijfers die er al zijn.")


def _themes() -> list[tuple[str, str]]:
    themes = live_catalogue().themes.values()
    words = [(each.id, f"{each.title} ({each.domain.value if each.domain else 'geen domein'})") for each in themes]
    return [("", "Kies een thema"), *words]


def _sources() -> list[tuple[str, str]]:
    """Those that files of the gemeente fill."""
    tables = [
        (f"{source.id}/{table.table}", f"{source.title}: {table.table}")
        for source in live_catalogue().sources.values()
        for table in source.tables
        if source.protocol_of(table) is Protocol.OWN_FILE
    ]
    return [(_NEW_SOURCE, "Een nieuwe bron, die ik hieronder beschrijf"), *tables]


def _denominators() -> list[tuple[str, str]]:
    """What other indicators are divided by."""
    catalogue = live_catalogue()
    return [
        ("", "In een kolom van mijn bestand"),
        *((name, _variable_words(catalogue, name)) for name in _used(catalogue)),
    ]


def _used(catalogue: Catalogue) -> list[str]:
    formulas = (each.formula for each in catalogue.indicators.values() if each.retired is None)
    return sorted({formula.denominator for formula in formulas if isinstance(formula, Ratio)})


def _variable_words(catalogue: Catalogue, name: str) -> str:
    return f"{catalogue.variable(name).title} ({catalogue.source_of(name).title})"
