"""The back-test: the first known moment carried to the last, beside what came, in areas of the same size."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wijkwerk.engine.cohorts import carry_forward, with_everybody
from wijkwerk.present.blocks import Block, Column, Table
from wijkwerk.present.figures.sentences import area_in_text, plural
from wijkwerk.present.numbers import enumeration, number

from .material import ProjectionMaterial
from .rounding import rounded

# Nearer to each other than this share, two guesses were as good.
AS_GOOD = 0.02
_FEW = 100


@dataclass(frozen=True, slots=True)
class BacktestRow:
    """carried, came  persons of the area itself; the other three are mean distances over the areas of its size."""

    title: str
    carried: float
    came: float
    distance: float
    unchanged: float
    grown: float

    @property
    def is_nearest(self) -> bool:
        """Whether carrying on was clearly nearer than both plainer guesses."""
        return self.distance < min(self.unchanged, self.grown) * (1 - AS_GOOD)

    @property
    def verdict(self) -> str:
        """What was nearest; where that is not the carrying on, plainly."""
        if self.is_nearest:
            return "doortrekken"
        plainer, name = min((self.unchanged, "niets verandert"), (self.grown, "overal gelijke groei"))
        if self.distance <= plainer * (1 + AS_GOOD):
            return f"doortrekken is niet beter dan ‘{name}’"
        return f"‘{name}’ is beter dan doortrekken"


def backtest_rows(material: ProjectionMaterial) -> tuple[BacktestRow, ...]:
    """Each age group, and everybody as the last."""
    test, early = material.evidence.test, material.early
    size = test.class_of(float(early.sum()))
    columns = (
        with_everybody(carry_forward(early, material.evidence.moves)), with_everybody(material.late),
        test.carried[size], test.unchanged[size], test.grown[size],
    )  # fmt: skip
    return tuple(
        BacktestRow(title, *(float(column[place]) for column in columns))
        for place, title in enumerate(material.step.titles)
    )


def backtest_words(rows: Sequence[BacktestRow]) -> str:
    """One sentence: for whom carrying on was better than a plainer guess, and for whom it was not."""
    better = [row.title.lower() for row in rows if row.is_nearest]
    others = [row.title.lower() for row in rows if not row.is_nearest]
    if not better:
        return "In de proef was dat voor geen enkele leeftijd beter dan een eenvoudiger aanname."
    if not others:
        return "In de proef was dat voor elke leeftijd beter dan een eenvoudiger aanname."
    return (
        f"In de proef was dat beter dan een eenvoudiger aanname voor {enumeration(better)}, en niet beter voor "
        f"{enumeration(others)}."
    )


def backtest_block(material: ProjectionMaterial) -> Block:
    step, year = material.step, material.step.late
    columns: tuple[Column[BacktestRow], ...] = (
        Column("leeftijd", "Leeftijd", lambda row: row.title),
        Column(f"doorgetrokken_{year}", f"{year}, doorgetrokken", lambda row: rounded(row.carried), decimals=0),
        Column(f"geteld_{year}", f"{year}, geteld", lambda row: row.came, decimals=0),
        _distance("doortrekken_ernaast", "Gemiddeld ernaast", lambda row: row.distance),
        _distance("niets_verandert_ernaast", "Als niets verandert", lambda row: row.unchanged),
        _distance("gelijke_groei_ernaast", "Bij gelijke groei", lambda row: row.grown),
        Column("dichtstbij", "Wat er het dichtst bij was", lambda row: row.verdict),
    )
    return Block.of(
        "proef",
        f"De proef: {step.early} doorgetrokken naar {year}",
        material.source,
        Table.of(columns, backtest_rows(material)),
        lead=f"Wat {area_in_text(material.area)} in {year} had moeten worden, en wat het werd. Daarnaast hoeveel "
        f"mensen wij er gemiddeld naast zaten in {compared_areas(material)}.",
        notes=_NOTES,
    )


def compared_areas(material: ProjectionMaterial) -> str:
    """ "3.105 buurten van 1.000 tot 2.500 inwoners"."""
    test = material.evidence.test
    size = test.class_of(float(material.early.sum()))
    count = int(test.areas[size])
    return f"{number(count)} {plural(material.evidence.level, count)}{_size_words(test.limits, size)}"


def _size_words(limits: tuple[float, ...], size: int) -> str:
    if not limits:
        return ""
    if size == 0:
        return f" met minder dan {number(limits[0])} inwoners"
    if size == len(limits):
        return f" met {number(limits[-1])} inwoners of meer"
    return f" van {number(limits[size - 1])} tot {number(limits[size])} inwoners"


def _distance(key: str, title: str, value: Callable[[BacktestRow], float]) -> Column[BacktestRow]:
    return Column(
        key,
        title,
        lambda row: round(value(row), 1),
        lambda row: number(value(row), 1 if value(row) < _FEW else 0),
        decimals=1,
    )


_NOTES = (
    "‘Als niets verandert’: elke groep blijft zo groot als zij was. ‘Bij gelijke groei’: elke groep groeit overal met "
    "hetzelfde deel. De eigen lijn van een gebied doortrekken is met twee jaren niet te beproeven.",
    "De proef is gunstig voor het doortrekken: de verhoudingen komen uit dezelfde jaren als waarop zij hier zijn "
    "beproefd. Gaat het een volgende keer voor alle gebieden tegelijk anders, dan is de afwijking groter.",
    f"Verschillen twee manieren minder dan {number(100 * AS_GOOD)} %, dan noemen we ze even goed.",
)
