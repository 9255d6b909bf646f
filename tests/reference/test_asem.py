"""COINr's pipeline step by step, per country: on the committed part, and on every stage where ../shared is there."""

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from wijkwerk.engine import aggregate, normalise, normalise_sample
from wijkwerk.engine.orient import orient
from wijkwerk.engine.ranks import ranks
from wijkwerk.engine.treat import NO_TREATMENT, TreatPlan, treat

from .asem import (
    MAZZIOTTA_PARETO,
    Committed,
    Leaf,
    Table,
    read_committed,
    read_scores,
    read_structure,
    read_table,
)

Array = NDArray[np.float64]
Mean = Callable[[Array], Array]

RELATIVE = 1e-9
LOG = "log_of_range"


@cache
def committed() -> Committed:
    return read_committed()


def ends(low: float) -> Callable[[Array], Array]:
    return lambda values: normalise.min_max(values, scale_low=low)


# variant → treatment, normalisation, mean, with or without the imputed figures
VARIANTS: dict[str, tuple[TreatPlan, Callable[[Array], Array], Mean, bool]] = {
    "V01_default": (TreatPlan(transformation=LOG), ends(0), aggregate.arithmetic, True),
    "V02_zscore_amean": (TreatPlan(transformation=LOG), normalise.z_score, aggregate.arithmetic, True),
    "V04_prank_amean": (
        TreatPlan(transformation=LOG),
        lambda values: normalise_sample.percentile_rank(values, scale=1),
        aggregate.arithmetic,
        True,
    ),
    "V07_minmax1_gmean": (TreatPlan(transformation=LOG), ends(1), aggregate.geometric, True),
    "V13_unweighted": (TreatPlan(transformation=LOG), ends(1), aggregate.arithmetic, True),
    "V21_treat_T1_none": (NO_TREATMENT, ends(0), aggregate.arithmetic, True),
    "V22_treat_T2_win10_only": (TreatPlan(max_points=10), ends(0), aggregate.arithmetic, True),
    "V26_treat_T6_winmax1": (TreatPlan(max_points=1, transformation=LOG), ends(0), aggregate.arithmetic, True),
    "V30_missing_nothresh": (TreatPlan(transformation=LOG), ends(0), aggregate.arithmetic, False),
}


def groups_of(normalised: Array, columns: list[str], structure: list[Leaf], mean: Mean) -> dict[str, Array]:
    """Pillars, sub-indices and index; all weights of this index are 1."""
    scores: dict[str, Array] = {}
    for pillar in dict.fromkeys(leaf.pillar for leaf in structure):
        children = [columns.index(leaf.name) for leaf in structure if leaf.pillar == pillar]
        scores[pillar] = mean(normalised[:, children])
    sub_indices = list(dict.fromkeys(leaf.sub_index for leaf in structure))
    for name in sub_indices:
        pillars = dict.fromkeys(leaf.pillar for leaf in structure if leaf.sub_index == name)
        scores[name] = mean(np.column_stack([scores[pillar] for pillar in pillars]))
    scores["Index"] = mean(np.column_stack([scores[name] for name in sub_indices]))
    return scores


def variant_scores(variant: str, figures: Array, columns: list[str], structure: list[Leaf]) -> dict[str, Array]:
    plan, to_scale, mean, _ = VARIANTS[variant]
    polarity = {leaf.name: leaf.polarity for leaf in structure}
    treated = treat(figures, plan).values
    normalised = to_scale(orient(treated, [polarity[name] for name in columns]))
    return groups_of(normalised, columns, structure, mean)


def assert_equal(found: Array, expected: Array) -> None:
    np.testing.assert_allclose(found, expected, rtol=RELATIVE, atol=1e-12)  # atol: a z-score near 0


def test_the_same_points_are_drawn_in_as_in_coinr() -> None:
    reference = committed()
    treated = treat(reference.figures.values, TreatPlan(transformation=LOG))
    np.testing.assert_array_equal(treated.points, reference.points)
    assert treated.points.any()
    assert set(treated.methods) == {"none", "winsorise"}
    assert all(column.passes for column in treated.columns)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_gives_every_country_the_score_of_coinr(variant: str) -> None:
    reference = committed()
    with_imputed = VARIANTS[variant][3]
    figures = np.where(reference.imputed & (not with_imputed), np.nan, reference.figures.values)
    found = variant_scores(variant, figures, reference.figures.columns, reference.structure)
    assert set(reference.scores) == set(VARIANTS)
    assert len(reference.scores[variant]) >= 3
    for group, expected in reference.scores[variant].items():
        assert not np.isnan(expected).any()
        assert_equal(found[group], expected)


def test_the_published_first_five_come_first() -> None:
    reference = committed()
    index = variant_scores("V01_default", reference.figures.values, reference.figures.columns, reference.structure)
    order = np.argsort(ranks(index["Index"], ties="ordinal"))[:5]
    assert [reference.figures.areas[i] for i in order] == ["CHE", "NLD", "DNK", "NOR", "BEL"]
    np.testing.assert_allclose(index["Index"][order], [68.38, 64.82, 64.80, 64.47, 63.54], atol=0.005)


def test_one_country_more_or_less_drawn_in_would_be_seen() -> None:
    """The fixture bites: other settings give other scores."""
    reference = committed()
    structure, columns = reference.structure, reference.figures.columns
    other = variant_scores("V21_treat_T1_none", reference.figures.values, columns, structure)["Index"]
    assert np.abs(other - reference.scores["V01_default"]["Index"]).max() > 0.1


@pytest.mark.shared
def test_every_stage_equals_coinr(shared: Path) -> None:
    folder = shared / "coinr_asem"
    screened, structure = read_table(folder / "04_Screened.csv"), read_structure(folder)
    polarity = {leaf.name: leaf.polarity for leaf in structure}
    treated = treat(screened.values, TreatPlan(transformation=LOG))
    assert_equal(treated.values, read_table(folder / "05_Treated.csv").values)
    normalised = normalise.min_max(orient(treated.values, [polarity[name] for name in screened.columns]))
    assert_equal(normalised, read_table(folder / "06_Normalised.csv").values)
    aggregated = read_table(folder / "07_Aggregated.csv")
    found = groups_of(normalised, screened.columns, structure, aggregate.arithmetic)
    for group, scores in found.items():
        assert_equal(scores, aggregated.values[:, aggregated.columns.index(group)])


@pytest.mark.shared
def test_skewness_and_kurtosis_equal_coinr_before_and_after(shared: Path) -> None:
    folder = shared / "coinr_asem"
    screened = read_table(folder / "04_Screened.csv")
    columns = dict(zip(screened.columns, treat(screened.values, TreatPlan(transformation=LOG)).columns, strict=True))
    with (folder / "05_treat_details.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            own = columns[row["iCode"]]
            assert own.skewness == pytest.approx(float(row["check_SkewKurt0.Skew"]), rel=RELATIVE)
            assert own.kurtosis == pytest.approx(float(row["check_SkewKurt0.Kurt"]), rel=RELATIVE)
            assert own.points == int(row["winsorise.nwin"] or 0)
            if row["check_SkewKurt1.Skew"]:
                assert own.skewness_after == pytest.approx(float(row["check_SkewKurt1.Skew"]), rel=RELATIVE)
                assert own.kurtosis_after == pytest.approx(float(row["check_SkewKurt1.Kurt"]), rel=RELATIVE)


@pytest.mark.shared
@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_equals_coinr_in_scores_and_ranks_of_all_groups(variant: str, shared: Path) -> None:
    """COINr ranks raw floats: where its own scores differ in the last bits only, we show a tie and it does not."""
    folder = shared / "coinr_asem"
    table = read_table(folder / ("04_Screened.csv" if VARIANTS[variant][3] else "02_Denominated.csv"))
    found = variant_scores(variant, table.values, table.columns, read_structure(folder))
    path = folder / "90_variants_scores_ranks.csv"
    scores, places = read_scores(path)[variant], read_scores(path, "rank")[variant]
    assert set(found) == set(scores)
    for group, own in found.items():
        expected, place = (np.array([by_area[group][area] for area in table.areas]) for by_area in (scores, places))
        assert_equal(own, expected)
        np.testing.assert_array_equal(ranks(own, tolerance=1e-9), ranks(expected, tolerance=1e-9))
        untied = ranks(own, tolerance=1e-9) == ranks(own, tolerance=1e-9, ties="highest")
        np.testing.assert_array_equal(ranks(own, tolerance=1e-9)[untied], place[untied])


@pytest.mark.shared
def test_mazziotta_pareto_equals_both_published_forms_for_every_pillar(shared: Path) -> None:
    folder = shared / "coinr_asem"
    normalised = read_table(folder / "06_Normalised.csv")
    pillars = assert_published_mazziotta_pareto(normalised, read_structure(folder), folder / MAZZIOTTA_PARETO)
    assert len(pillars) == 8


def test_mazziotta_pareto_equals_both_published_forms_per_country() -> None:
    reference = committed()
    polarity = {leaf.name: leaf.polarity for leaf in reference.structure}
    treated = treat(reference.figures.values, TreatPlan(transformation=LOG)).values
    values = normalise.min_max(orient(treated, [polarity[name] for name in reference.figures.columns]))
    normalised = Table(reference.figures.areas, reference.figures.columns, values)
    path = Path(__file__).with_name("asem_mazziotta_pareto.csv")
    assert assert_published_mazziotta_pareto(normalised, reference.structure, path) == {"Political", "Social"}


def assert_published_mazziotta_pareto(normalised: Table, structure: list[Leaf], path: Path) -> set[str]:
    """The paper divides the spread of an area by n, the R package Compind by n − 1, and rounds its adjusted form."""
    with path.open(encoding="utf-8") as file:
        published = {(row["pillar"], row["uCode"]): row for row in csv.DictReader(file)}
    pillars = {pillar for pillar, _ in published}
    for pillar in pillars:
        children = [normalised.columns.index(leaf.name) for leaf in structure if leaf.pillar == pillar]
        values = normalised.values[:, children]
        rows = [published[pillar, area] for area in normalised.areas]
        standard = normalise.z_score(values, target_mean=100, target_sd=10)
        for column, penalty, spread in (
            ("mpi_plus_paper", "add", "population"),
            ("mpi_minus_paper", "subtract", "population"),
            ("mpi_neg_compind", "add", "sample"),
            ("mpi_pos_compind", "subtract", "sample"),
        ):
            found = aggregate.mazziotta_pareto(standard, penalty=penalty, spread=spread)
            assert_equal(found, np.array([float(row[column]) for row in rows]))
        low, high = normalise.adjusted_goalposts(values.min(0), values.max(0), values.mean(0))
        adjusted = normalise.min_max(values, low, high, scale_low=70, scale_high=130)
        found = aggregate.mazziotta_pareto(adjusted, penalty="subtract")
        np.testing.assert_allclose(found, [float(row["ampi_POS_compind"]) for row in rows], atol=0.000501)
    return pillars
