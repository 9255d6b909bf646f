"""One norm as a row of a form: a field for each column of the spreadsheet, which reads what was typed."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django import forms

from wijkwerk.definitions.kaders import AreaKind, Direction, KaderStatus, NormForm, NormScope, NormSource, NormTerms
from wijkwerk.governance.kader.sheets import COLUMNS, TITLES, spelled_fields
from wijkwerk.web.forms import Cell, Choice, FreeText, RowForm, Tick

if TYPE_CHECKING:
    from wijkwerk.pages.norms.forms import VersionForm

INDICATORS = "indicatoren"  # the id of the list of indicators on the page
_LONGEST = 500


def _cell(name: str, hint: str = "", **hints: str) -> Cell:
    return Cell(TITLES[name], hint=hint, hints=hints)


def _written(name: str, hint: str = "", *, required: bool = False) -> FreeText:
    return FreeText(TITLES[name], _LONGEST, hint=hint, required=required)


def _choice(name: str, kinds: Iterable[StrEnum], hint: str = "") -> Choice:
    choices = [("", ""), *((kind.value, kind.value.replace("_", " ")) for kind in kinds)]
    return Choice(TITLES[name], choices, hint=hint, required=False)


class NormRow(RowForm):
    """The fields stand in the order of the columns.

    texts       what was typed, by column; empty where a field refused it
    is_refused  whether a field did, before the texts are looked through
    """

    whole: "VersionForm"
    row_name = "norm"

    indicator = _cell("indicator", "De naam uit de catalogus, zoals bijstand_per_1000.", list=INDICATORS)
    scope = _choice("scope", NormScope)
    area_kind = _choice("area_kind", AreaKind, "Alleen bij een norm voor een wijktype.")
    area = _cell("area", "Alleen bij een norm voor één gebied: de code van een wijk of buurt.")
    form = _choice("form", NormForm)
    value = _cell("value", "De grens; bij een band de onderkant; bij ‘niet slechter’ hoeveel het mag schelen.")
    upper = _cell("upper", "Alleen bij een band.")
    since = _cell("since", "Alleen bij een ontwikkeling: het jaar waarmee wordt vergeleken.")
    direction = _choice("direction", Direction, "Alleen bij een ontwikkeling.")
    per = _cell("per", "Per hoeveel de norm geldt, als controle: 1000, of 100 bij een percentage.")
    by = _cell("by", "Leeg: het streefjaar van het kader.")
    counted = _cell("counted", "De indicator die het geheel telt, zoals huishoudens; voor het verschil in aantallen.")
    unit_of_gap = _written("unit_of_gap", "Wat dat verschil telt, in het meervoud: koopwoningen.")
    source = _choice("source", NormSource)
    document = _written("document")
    owner = _written("owner", "Een functie, geen persoon.", required=True)
    status = _choice("status", KaderStatus)
    valid_from = _cell("valid_from", "Bijvoorbeeld 1-1-2027.")
    valid_to = _cell("valid_to", "Leeg: voor onbepaalde tijd.")
    note = _written("note")
    out = Tick("Deze norm weglaten uit de nieuwe versie", required=False)

    texts: dict[str, str]
    is_refused: bool

    @property
    def place(self) -> str:
        return f"norm {self.number}"

    @property
    def is_new(self) -> bool:
        return not any(self._typed(name) for name in ("indicator", "value"))

    @property
    def counts(self) -> bool:
        return not self.is_new and not self["out"].value()

    @property
    def title(self) -> str:
        """ "Mensen met bijstand, alle wijken"."""
        name = self._typed("indicator")
        known = self.whole.catalogue.indicators.get(name)
        where = self._typed("area") or self._typed("area_kind") or self._typed("scope").replace("_", " ")
        return f"{known.short_title if known else name}, {where}" if name else "Nieuwe norm"

    @property
    def columns(self) -> Iterator[forms.BoundField]:
        return (self[column.field] for column in COLUMNS)

    def clean(self) -> dict[str, Any]:
        """Before the texts are looked through, which takes what is asked about out of what was cleaned."""
        self.is_refused = bool(self.errors)
        self.texts = {column.field: str(self.cleaned_data.get(column.field, "")) for column in COLUMNS}
        return super().clean()

    def _typed(self, name: str) -> str:
        return str(self[name].value() or "").strip()


def row_values(norm: NormTerms) -> dict[str, str]:
    """A norm as the fields of its row hold it: as people write it, and of a list the choice."""
    spelled = spelled_fields(norm)
    chosen = {name for name, field in NormRow.base_fields.items() if isinstance(field, Choice)}
    return {name: text.replace(" ", "_") if name in chosen else text for name, text in spelled.items()}
