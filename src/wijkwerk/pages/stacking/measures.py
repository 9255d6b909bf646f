"""The whole gemeente in three numbers (Alkire and Foster), in plain words, and what each theme adds to them."""

from dataclasses import dataclass

import numpy as np

from wijkwerk.pages.stacking.material import StackingMaterial
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.numbers import count_word, number, percentage, sentence


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One of the three numbers for the whole gemeente: sign, value, and what it says."""

    sign: str
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class ShareRow:
    theme: str
    over: str
    share: str


def measure_rows(material: StackingMaterial) -> tuple[MeasureRow, ...]:
    outcome = material.deprivation
    if outcome is None or np.isnan(outcome.headcount):
        return ()
    complete = len(material.areas) - outcome.left_out
    counted = int(outcome.counted_poor.sum())
    where = plural(material.level, complete)
    rows = [
        MeasureRow(
            "H",
            percentage(100 * outcome.headcount),
            f"Zo groot is het deel van de {where} met {count_word(material.minimum)} of meer thema’s boven de grens: "
            f"{number(counted)} van {number(complete)}.",
        )
    ]
    if counted:
        rows.append(
            MeasureRow(
                "A",
                percentage(100 * outcome.intensity),
                "Zo diep is het daar: gemiddeld liggen er "
                f"{number(outcome.intensity * len(material.themes), 1)} van de {len(material.themes)} thema’s boven de "
                "grens.",
            )
        )
    rows.append(
        MeasureRow(
            "M₀",
            number(outcome.adjusted, 2),
            "H maal A: stijgt als er meer gebieden bij komen, en ook als het dieper wordt waar het al stapelt. "
            "0 is nergens, 1 is overal alles.",
        )
    )
    return tuple(rows)


def measures_text(material: StackingMaterial) -> str:
    outcome = material.deprivation
    if outcome is None:
        return f"Er zijn te weinig thema’s met cijfers om op {count_word(material.minimum)} thema’s te tellen."
    if np.isnan(outcome.headcount):
        return "Geen enkel gebied heeft cijfers over al deze thema’s, dus deze drie getallen zijn er niet."
    if not outcome.left_out:
        return ""
    left = f"{number(outcome.left_out)} {plural(material.level, outcome.left_out)}"
    word = "mist" if outcome.left_out == 1 else "missen"
    return (
        f"{sentence(left)} {word} een cijfer over een van de thema’s en "
        f"{'telt' if outcome.left_out == 1 else 'tellen'} hier niet mee: wat onbekend is, is niet goed en niet slecht."
    )


def share_rows(material: StackingMaterial) -> tuple[ShareRow, ...]:
    outcome = material.deprivation
    if outcome is None or np.isnan(outcome.contributions).any():
        return ()
    return tuple(
        ShareRow(
            material.recipe.title_of(theme),
            over_words(material, place),
            percentage(100 * float(outcome.contributions[place])),
        )
        for place, theme in enumerate(material.themes)
    )


def over_words(material: StackingMaterial, place: int) -> str:
    """In how many of the areas with a score a theme counts: "in 12 van 47"."""
    column = material.beyond[:, place]
    return f"in {number(int(np.nansum(column)))} van {number(int((~np.isnan(column)).sum()))}"
