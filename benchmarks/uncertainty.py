"""Method uncertainty of a whole country: every area ranked in every variant.

14,500 areas × 100 indicators in 5 domains, one in twenty figures missing; weights ± 25 %, three normalisations, two
aggregations, one indicator left out. `loop` is what one writes first: normalise, aggregate and rank each variant.

python -m benchmarks.uncertainty    prints the largest resident size of 10,000 variants with their bands, in MB
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata
from threadpoolctl import threadpool_limits

from wijkwerk.engine.method_uncertainty import RankTable, rank_variants
from wijkwerk.engine.power_means import ARITHMETIC, GEOMETRIC
from wijkwerk.engine.rank_bands import rank_bands
from wijkwerk.engine.score_tree import ScoreTree, flat_tree
from wijkwerk.engine.variants import Choices, Variants, draw_variants, reference_variant

from .memory import largest_mb
from .timing import Row, compared, medians, shown

REPOSITORY = Path(__file__).parents[1]
AREAS, INDICATORS, DOMAINS, MISSING = 14_500, 100, 5, 0.05
HENGELO_AREAS, HENGELO_INDICATORS = 72, 40
MANY, SOME, FEW = 10_000, 3_000, 6
MOST_MB = 1024
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Country:
    figures: Array
    tree: ScoreTree
    normalised: Array

    def variants(self, count: int) -> Variants:
        return draw_variants(self.tree, Choices(len(NORMALISATIONS), 2), count, seed=7)

    def ranked(self, count: int, threads: int) -> RankTable:
        means = [[mean] * len(self.tree.groups) for mean in (ARITHMETIC, GEOMETRIC)]
        return rank_variants(self.normalised, self.tree, means, self.variants(count), places=(100,), threads=threads)


def uncertainty_rows() -> list[Row]:
    country, hengelo = made_up(AREAS, INDICATORS), made_up(HENGELO_AREAS, HENGELO_INDICATORS)
    assert np.abs(country.ranked(FEW, 2).ranks() - loop(country, FEW)).max() < 0.01, "the loop does the same work"
    own = reference_variant(hengelo.tree)
    seconds = medians(
        {
            "loop": lambda: loop(country, FEW),
            "one": lambda: country.ranked(SOME, 1),
            "two": lambda: country.ranked(SOME, 2),
            "product": lambda: product(country, SOME),
            "bytes": lambda: bytes_moved(SOME),
            "hengelo": lambda: rank_bands(hengelo.ranked(MANY, 1)),
            "what if": lambda: rank_variants(hengelo.normalised, hengelo.tree, [[ARITHMETIC] * 6], own),
        },
        times=5,
    )
    loops, bound = seconds["loop"] / FEW, (seconds["product"] + seconds["bytes"]) / SOME
    each = {name: seconds[name] / SOME for name in ("one", "two")}
    rows = [
        compared(
            f"{threads}: {1 / each[name]:,.0f} variants a second, {loops / each[name]:.0f} x a loop",
            each[name],
            loops,
            most,
        )
        for name, threads, most in (
            ("one", "1 thread", 0.02),
            ("two", "2 threads", 0.01),
        )
    ]
    rows.append(compared("a variant on 1 thread, beside its product and bytes", each["one"], bound, 8.0))
    rows.append(compared("72 areas, 10,000 variants with bands", seconds["hengelo"], 1.0, 1.0))
    rows.append(compared("72 areas, one variant of one's own", seconds["what if"], 0.2, 1.0))
    return [*rows, memory_row()]


def made_up(areas: int, indicators: int) -> Country:
    """Figures as lopsided as real ones, with gaps."""
    random = np.random.default_rng(1)
    figures = random.lognormal(size=(areas, indicators))
    figures[random.random(figures.shape) < MISSING] = np.nan
    tree = flat_tree(np.arange(indicators) % DOMAINS, np.ones(indicators), np.ones(DOMAINS))
    return Country(figures, tree, np.stack([normalise(figures) for normalise in NORMALISATIONS]))


def min_max(figures: Array) -> Array:
    low, high = np.nanmin(figures, axis=0), np.nanmax(figures, axis=0)
    return np.asarray(1 + 99 * (figures - low) / (high - low))


def z_score(figures: Array) -> Array:
    return np.asarray(100 + 10 * (figures - np.nanmean(figures, axis=0)) / np.nanstd(figures, axis=0))


def percentile(figures: Array) -> Array:
    missing = np.isnan(figures)
    columns = np.where(missing, np.inf, figures).T.copy()  # sorting is far slower with NaN in it
    ranks = np.empty(columns.shape)
    np.put_along_axis(ranks, columns.argsort(axis=1), np.arange(len(figures))[None, :], axis=1)
    return np.asarray(np.where(missing, np.nan, 1 + 99 * ranks.T / ((~missing).sum(axis=0) - 1)))


NORMALISATIONS = (min_max, z_score, percentile)


def loop(country: Country, count: int) -> list[Array]:
    """The same variants, each from the figures up."""
    variants = country.variants(count)
    return [_one_variant(country, variants, number) for number in range(count)]


def _one_variant(country: Country, variants: Variants, number: int) -> Array:
    taking = np.arange(country.tree.indicators) != variants.left_out[number]
    values = NORMALISATIONS[variants.normalisation[number]](country.figures)
    weights = country.tree.weights * variants.factors[number]
    geometric = variants.aggregation[number] == 1
    domains = []
    for group in country.tree.groups[1:]:
        columns = [child for child in group.children if taking[child]]
        domains.append(_mean(values[:, columns], weights[columns], geometric=geometric))
    top = _mean(np.column_stack(domains), weights[list(country.tree.groups[0].children)], geometric=geometric)
    return np.asarray(rankdata(-top))


def _mean(values: Array, weights: Array, *, geometric: bool) -> Array:
    present = ~np.isnan(values)
    children = np.log(values) if geometric else values
    mean = np.nansum(children * weights, axis=1) / (present * weights).sum(axis=1)
    return np.asarray(np.exp(mean) if geometric else mean)


def product(country: Country, count: int) -> None:
    """The arithmetic that no way of computing can leave out: each weight times each value."""
    values = np.ascontiguousarray(np.nan_to_num(country.normalised[0]).T)
    weights = np.ones((24, INDICATORS))
    room = np.empty((24, AREAS))
    with threadpool_limits(1, user_api="blas"):
        for _ in range(0, count, 24):
            np.matmul(weights, values, out=room)


def bytes_moved(count: int) -> None:
    """Write each score, read it to sort it, and write each rank."""
    scores, keys = np.zeros((24, AREAS)), np.empty((24, AREAS))
    ranks = np.empty((count, AREAS), np.uint16)
    for start in range(0, count, 24):
        np.copyto(keys, scores)
        ranks[start : start + 24] = 1


def memory_row() -> Row:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.uncertainty"],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=True,
    )
    used = float(done.stdout.split()[0])
    return Row("memory of 10,000 variants with bands", f"{used:.0f} MB", f"{MOST_MB} MB", used / MOST_MB, 1.0)


def main() -> None:
    country = made_up(AREAS, INDICATORS)
    seconds = medians({"all": lambda: rank_bands(country.ranked(MANY, 2))}, times=1)
    print(largest_mb(), "MB,", shown(seconds["all"]))


if __name__ == "__main__":
    main()
