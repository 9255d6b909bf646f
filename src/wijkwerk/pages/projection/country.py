"""The same arithmetic on the whole country: what it leaves out, and something to lay beside a national forecast."""

from dataclasses import dataclass

from wijkwerk.engine.cohorts import carry_forward, with_everybody
from wijkwerk.present.blocks import Block, Column, Table
from wijkwerk.present.numbers import number

from .material import STEPS, Country, Step
from .rounding import rounded


@dataclass(frozen=True, slots=True)
class CountryRow:
    """Persons of an age group; `carried` to the late moment, and on to each moment to come."""

    title: str
    early: float
    late: float
    carried: tuple[float, ...]

    @property
    def off(self) -> float:
        """In per cent of what it became."""
        return 100 * (self.carried[0] - self.late) / self.late


def country_rows(step: Step, country: Country) -> tuple[CountryRow, ...]:
    """Each age group, and everybody as the last."""
    early, late = with_everybody(country.early), with_everybody(country.late)
    carried = [with_everybody(carry_forward(country.early, country.evidence.moves))]
    people = country.late
    for _ in STEPS:
        people = carry_forward(people, country.evidence.moves)
        carried.append(with_everybody(people))
    return tuple(
        CountryRow(title, float(early[place]), float(late[place]), tuple(float(each[place]) for each in carried))
        for place, title in enumerate(step.titles)
    )


def country_block(step: Step, country: Country, source: str) -> Block:
    rows = country_rows(step, country)
    first, *ahead = (_carried(place, year) for place, year in enumerate((step.late, *step.horizons)))
    columns: tuple[Column[CountryRow], ...] = (
        Column("leeftijd", "Leeftijd", lambda row: row.title),
        Column(f"inwoners_{step.early}", str(step.early), lambda row: row.early, decimals=0),
        Column(f"inwoners_{step.late}", str(step.late), lambda row: row.late, decimals=0),
        first,
        Column("ernaast_procent", "Ernaast, in %", lambda row: round(row.off, 1), decimals=1),
        *ahead,
    )
    return Block.of(
        "nederland",
        "Dezelfde rekenwijze op heel Nederland",
        source,
        Table.of(columns, rows),
        lead="Zo is te zien wat de rekenwijze weglaat, en is zij naast een landelijke prognose te leggen.",
        notes=(_note(rows[-1], country, step),),
    )


def _carried(place: int, year: int) -> Column[CountryRow]:
    return Column(
        f"doorgetrokken_{year}",
        f"{year}, doorgetrokken",
        lambda row: rounded(row.carried[place]),
        decimals=0,
    )


def _note(everybody: CountryRow, country: Country, step: Step) -> str:
    short = everybody.late - everybody.carried[0]
    return (
        f"De verhoudingen zijn die van {number(country.evidence.ordinary)} van de {number(country.evidence.areas)} "
        f"gemeenten. Wat in de andere is gebouwd en wie daar kwam wonen, zit er niet in. Voor {step.late} komt de "
        f"rekenwijze {number(rounded(abs(short)))} mensen {'te laag' if short > 0 else 'te hoog'} uit."
    )
