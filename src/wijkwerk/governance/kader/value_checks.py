"""Can the indicator have the values of a norm, and what is its denominator? Knows no database."""

import math

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import Change, Indicator, Published, Ratio
from wijkwerk.definitions.kaders import Direction, NormForm, NormTerms
from wijkwerk.definitions.vocabulary import Aggregation
from wijkwerk.governance.kader.norm_problems import NormProblems, nearest, number_words, range_words

PER_CENT = "%"


def check_values(norm: NormTerms, indicator: Indicator, catalogue: Catalogue, add: NormProblems) -> None:
    """Whether the values can occur in the indicator's unit."""
    if norm.form is NormForm.TREND:
        if norm.direction is Direction.FALLING and norm.value > 100:
            add("value", number_words(norm.value), "ten hoogste 100", "Iets kan niet met meer dan 100 % dalen.")
        return
    low, high = allowed_range(indicator, catalogue)
    if norm.form is NormForm.NOT_WORSE_THAN_GEMEENTE:
        low, high = 0, (high - low if math.isfinite(high) else math.inf)
    for name, value in (("value", norm.value), ("upper", norm.upper)):
        if value is not None and not low <= value <= high:
            unit = f" ({indicator.unit})" if indicator.unit else ""
            add(
                name,
                number_words(value),
                f"een waarde {range_words(low, high)}{unit}",
                f"‘{indicator.short_title}’ kan deze waarde niet hebben. Let op de eenheid.",
            )


def allowed_range(indicator: Indicator, catalogue: Catalogue) -> tuple[float, float]:
    """Which values the indicator can have at all, both included."""
    if isinstance(indicator.formula, Change):
        return (-100 if indicator.formula.relative else -math.inf), math.inf
    if isinstance(indicator.formula, Published):
        limits = catalogue.variable(indicator.formula.variable).range
        if limits is not None:
            return limits[0] * indicator.formula.scale, limits[1] * indicator.formula.scale
    if indicator.unit.partition(" ")[0] == PER_CENT:
        return 0, 100
    counts = isinstance(indicator.formula, Ratio) or indicator.aggregation is Aggregation.SUM
    return (0 if counts or indicator.unit else -math.inf), math.inf


def check_denominator(norm: NormTerms, indicator: Indicator, catalogue: Catalogue, add: NormProblems) -> None:
    """Per how many the norm is stated, and what is counted for the gap in numbers."""
    per = indicator_per(indicator)
    if norm.per is not None and norm.per <= 0:
        add(
            "per", number_words(norm.per), "een noemer boven 0", "Delen door 0 kan niet: zeg per hoeveel de norm geldt."
        )
    elif norm.per is not None and per is None:
        add(
            "per",
            number_words(norm.per),
            "niets",
            f"‘{indicator.short_title}’ is geen verhouding: laat de noemer leeg.",
        )
    elif norm.per is not None and norm.per != per:
        assert per is not None
        remedy = (
            f"Het cijfer is per {number_words(per)}: reken de norm om naar {number_words(norm.value * per / norm.per)}."
        )
        add("per", f"een norm per {number_words(norm.per)}", f"een norm per {number_words(per)}", remedy)
    if norm.counted is None:
        return
    counted = catalogue.indicators.get(norm.counted)
    if counted is None:
        remedy = nearest(norm.counted, catalogue.indicators, "de indicator")
        add("counted", f"‘{norm.counted}’", "een indicator uit de catalogus", remedy)
    elif counted.aggregation is not Aggregation.SUM or isinstance(counted.formula, Change | Ratio):
        add("counted", f"‘{counted.short_title}’", "een aantal", "Kies een indicator die telt, zoals huishoudens.")
    elif per is None:
        add("counted", f"‘{norm.counted}’", "niets", "Alleen bij een aandeel is het verschil in aantallen te zeggen.")
    if norm.unit_of_gap is None:
        add("unit_of_gap", "niets", "wat er geteld wordt, in het meervoud", "Bijvoorbeeld: koopwoningen.")


def indicator_per(indicator: Indicator) -> float | None:
    """Per how many an indicator is stated: 100 for a percentage, the ratio's own number; None for anything else."""
    if isinstance(indicator.formula, Ratio):
        return indicator.formula.per
    if isinstance(indicator.formula, Change):
        return None
    return 100 if indicator.unit.partition(" ")[0] == PER_CENT else None
