"""What became of a hundred people of each group, over all areas together: the whole arithmetic in one table."""

from dataclasses import dataclass

from wijkwerk.present.blocks import Block, Column, Table
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.numbers import number

from .material import ProjectionMaterial


@dataclass(frozen=True, slots=True)
class RatioRow:
    """stay, arrive  per hundred people in the group, and per hundred in its feeder; a group may have no feeder"""

    title: str
    stay: float
    feeder: str
    arrive: float | None


def ratio_rows(material: ProjectionMaterial) -> tuple[RatioRow, ...]:
    groups, moves = material.step.groups, material.evidence.moves
    return tuple(
        RatioRow(
            group.words,
            round(100 * float(moves.stay[place]), 1),
            groups[feeder].words if feeder >= 0 else "",
            round(100 * float(moves.arrive[place]), 1) if feeder >= 0 else None,
        )
        for place, (group, feeder) in enumerate(zip(groups, moves.feeder, strict=True))
    )


def ratio_block(material: ProjectionMaterial) -> Block:
    step, evidence = material.step, material.evidence
    columns: tuple[Column[RatioRow], ...] = (
        Column("leeftijd", "Leeftijd", lambda row: row.title),
        Column("uit_100_van_de_groep", "Uit 100 van de groep", lambda row: row.stay, decimals=1),
        Column("uit_100_van_een_andere", "En uit 100 van een andere", lambda row: row.arrive, decimals=1),
        Column("welke_andere", "Welke andere", lambda row: row.feeder),
    )
    return Block.of(
        "verhoudingen",
        "De verhoudingen waarmee is gerekend",
        material.source,
        Table.of(columns, ratio_rows(material)),
        lead=f"Hoeveel mensen er {step.years} jaar later in een groep zijn, in {number(evidence.ordinary)} van de "
        f"{number(evidence.areas)} {plural(evidence.level, evidence.areas)}.",
        notes=(
            "Alles zit erin: verjaren, geboren worden, overlijden en verhuizen. Het zijn geen kansen, en zij kunnen "
            "boven 100 uitkomen. Staat er 0,0, dan is aan de cijfers niet te zien dat die groep uit een andere groeit.",
        ),
    )
