"""From the columns of a table to the figures that the engine gets: divided, filled in where the recipe says so."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wijkwerk.definitions.recipe.parts import Impute, ImputeMethod
from wijkwerk.definitions.recipe.recipe import Recipe, RecipeIndicator
from wijkwerk.engine.intervals import FloatArray
from wijkwerk.lib.problems import Mendable, Problem

from .figures import Figures


@dataclass(frozen=True)
class Prepared:
    """raw, divided, filled (units, indicators) · imputed and screened say what is not a figure of the area itself.

    screened  (units,) has figures for too small a share of the indicators, and takes no part
    broken    indicators with a fault that is told already; they have no figures here
    """

    raw: FloatArray
    figures: FloatArray
    imputed: NDArray[np.bool_]
    screened: NDArray[np.bool_]
    broken: frozenset[str] = frozenset()


def prepare(recipe: Recipe, figures: Figures, problems: list[Mendable]) -> Prepared:
    """Adds to the problems: an indicator, denominator or group that is no column, or a denominator of 0."""
    broken: set[str] = set()
    raw = np.full((len(figures.units), len(recipe.indicators)), np.nan)
    divided = raw.copy()
    for index, indicator in enumerate(recipe.indicators.values()):
        column = figures.columns.get(indicator.id)
        if figures.unread & {indicator.id, indicator.denominator}:
            broken.add(indicator.id)
        elif column is None:
            if indicator.awaited is None:
                broken.add(indicator.id)
                problems.append(_no_column(indicator.id, figures))
        else:
            told = len(problems)
            raw[:, index] = column
            divided[:, index] = _divided(column, indicator, figures, problems)
            if len(problems) > told:
                broken.add(indicator.id)
                divided[:, index] = np.nan
    filled = divided.copy()
    for index, indicator in enumerate(recipe.indicators.values()):
        if indicator.impute is not None:
            filled[:, index] = _filled(divided[:, index], indicator.impute, figures, problems)
    imputed = np.isnan(divided) & ~np.isnan(filled)
    screened = _screened(recipe, divided, filled)
    filled[screened] = np.nan
    return Prepared(raw, filled, imputed & ~screened[:, None], screened, frozenset(broken))


def _divided(column: FloatArray, indicator: RecipeIndicator, figures: Figures, problems: list[Mendable]) -> FloatArray:
    if indicator.denominator is None:
        return column
    denominator = figures.columns.get(indicator.denominator)
    if denominator is None:
        problems.append(_no_column(indicator.denominator, figures, f"noemer van '{indicator.id}'"))
        return column
    zero = [figures.units[row] for row in np.flatnonzero((denominator == 0) & ~np.isnan(column))]
    if zero:
        problems.append(
            Problem(
                f"noemer '{indicator.denominator}' van '{indicator.id}'",
                f"0 bij {_some(zero)}",
                "een getal dat niet 0 is",
                "Delen door 0 kan niet. Laat de cel van de indicator of van de noemer daar leeg.",
            )
        )
        return column
    with np.errstate(over="ignore"):  # refused in the next line
        divided = column / denominator * indicator.per
    endless = [figures.units[row] for row in np.flatnonzero(np.isinf(divided))]
    if endless:
        problems.append(
            Problem(
                f"noemer '{indicator.denominator}' van '{indicator.id}'",
                f"een uitkomst die te groot is om mee te rekenen bij {_some(endless)}",
                "een getal van gewone grootte",
                "Controleer de noemer: hij is daar bijna 0.",
            )
        )
    return divided


def _filled(values: FloatArray, impute: Impute, figures: Figures, problems: list[Mendable]) -> FloatArray:
    """The middle of the units of the same level (and group) that do have a figure. As COINr's i_mean and the like."""
    if impute.by is not None and impute.by not in figures.texts:
        problems.append(_no_column(impute.by, figures, "groep om mee aan te vullen"))
        return values
    none = ("",) * len(values)
    groups = list(zip(figures.levels or none, none if impute.by is None else figures.texts[impute.by], strict=True))
    members: dict[tuple[str, str], list[int]] = {}
    for row, group in enumerate(groups):
        members.setdefault(group, []).append(row)
    middle = np.nanmean if impute.method in {ImputeMethod.MEAN, ImputeMethod.GROUP_MEAN} else np.nanmedian
    filled = values.copy()
    for rows in members.values():
        own = values[rows]
        if not np.isnan(own).all():
            filled[rows] = np.where(np.isnan(own), middle(own), own)
    return filled


def _screened(recipe: Recipe, divided: FloatArray, filled: FloatArray) -> NDArray[np.bool_]:
    if recipe.screen is None:
        return np.zeros(len(divided), np.bool_)
    counted = filled if recipe.screen.counts == "imputed" else divided
    return np.asarray((~np.isnan(counted)).mean(axis=1) < recipe.screen.minimum_share - 1e-12, np.bool_)


def _no_column(name: str, figures: Figures, what: str = "indicator") -> Problem:
    known = [*figures.columns, *figures.texts]
    return Problem(
        f"{what} '{name}'",
        "geen kolom met deze naam",
        f"een van {_some(known)}",
        "Voeg de kolom toe. Verwacht u nog geen cijfers, noem de indicator dan bij 'awaited' van het recept.",
    )


def _some(names: list[str]) -> str:
    return ", ".join(names[:8]) + (f" en nog {len(names) - 8}" if len(names) > 8 else "")
