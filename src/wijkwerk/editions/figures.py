"""From signed releases and the catalogue to the fact table of an edition: one row per indicator, place and period.

The order: cells at their places → variables, added up where a source gives no row → published figures and ratios →
weighted means → rows for what is missing → what may not be shown → intervals → changes between years, with theirs.
Every step is set-based; `tests/editions/slow_figures.py` does the same in plain loops.
"""

from collections.abc import Sequence

import duckdb

from wijkwerk.data.queries.figures import Reason
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.level_sources import with_delivered
from wijkwerk.definitions.vocabulary import Aggregation, Level, Method, Status

from .cells import ReleasePart, load_cells
from .changes import add_changes
from .components import PARTS_OF, make_components, make_population, parts_ranking
from .division import LEVEL_NUMBER, AreaRecord, load_division
from .intervals import add_intervals
from .missing import add_missing, list_undisclosed
from .specification import load_specification
from .wholes import make_wholes, share_of_whole

# A weighted mean leaves out the parts without a figure. It stands as it is while those hold no more than 5 % of the
# inhabitants (business areas, a few houses), and is withheld when they hold more than 25 %.
MEAN_COVERAGE = 0.95
MEAN_COVERAGE_UNRELIABLE = 0.75


def build_figures(
    con: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    areas: Sequence[AreaRecord],
    releases: Sequence[ReleasePart],
) -> int:
    """Make the tables `figure` and `place` (see `division`) in an empty connection; return the division's year.

    figure  indicator, place, period, division, level, value, status, low, high, numerator, denominator,
            denominator_period, method, release, line, reason, n. Value and limits are in the indicator's unit.

    Raises DivisionError without areas. Releases stand in the order in which they came: the last one wins.
    """
    catalogue = with_delivered(catalogue, {(release.source, release.table) for release in releases})
    division = load_division(con, areas)
    load_specification(con, catalogue)
    load_cells(con, releases)
    _make_figure_table(con)
    make_wholes(con)
    make_components(con)
    make_population(con)
    _choose_periods(con)
    _add_published(con)
    _add_ratios(con)
    for level in PARTS_OF:
        _add_weighted_means(con, level)
    add_missing(con)
    list_undisclosed(con)
    add_intervals(con)
    add_changes(con, catalogue)
    return division


def _make_figure_table(con: duckdb.DuckDBPyConnection) -> None:
    for name, values in (("method_id", Method), ("reason_id", Reason)):
        listed = ", ".join(f"'{value}'" for value in values)
        con.execute(f"CREATE TYPE {name} AS ENUM ({listed})")
    con.execute("""
        CREATE TEMP TABLE figure (
            indicator indicator_id, place INTEGER, period SMALLINT, division SMALLINT, level TINYINT,
            value DOUBLE, status status_id, low DOUBLE, high DOUBLE,
            numerator DOUBLE, denominator DOUBLE, denominator_period SMALLINT,
            method method_id, release SMALLINT, line INTEGER, reason reason_id,
            n DOUBLE, step DOUBLE, denominator_step DOUBLE)
    """)


def _choose_periods(con: duckdb.DuckDBPyConnection) -> None:
    """`weight_period`: for each variable and period and division wanted, the period of the weight that is used.

    The figure's own period where the weight has it in the same division; else the nearest in that division, so that
    every part has a weight; else the nearest at all. Of two that are as near, the later.
    """
    con.execute("""
        CREATE TEMP TABLE has_period AS
        SELECT variable, period, division FROM component WHERE value IS NOT NULL GROUP BY ALL
    """)
    con.execute("""
        CREATE TEMP TABLE weight_period AS
        SELECT told.period, told.division, weight.variable,
               arg_min(weight.period, (weight.division <> told.division)::INTEGER * 10000
                                      + abs(weight.period - told.period) * 2 + (weight.period < told.period)::INTEGER)
                   AS weight_period
        FROM (SELECT DISTINCT period, division FROM has_period) AS told, has_period AS weight
        WHERE weight.variable IN (SELECT weight FROM spec UNION SELECT minimum_variable FROM spec)
        GROUP BY ALL
    """)


def _add_published(con: duckdb.DuckDBPyConnection) -> None:
    """The source's own row; our own sum only where the source has none at that level and the indicator adds up."""
    con.execute(f"""
        INSERT INTO figure
        SELECT spec.indicator, place, period, division, level, value * per, status, low * per, high * per,
               NULL, NULL, NULL,
               (CASE WHEN parts > 0 THEN '{Method.OWN_SUM}' ELSE '{Method.PUBLISHED}' END)::method_id,
               release, line,
               (CASE WHEN NOT complete THEN '{Reason.PARTS_MISSING}' END)::reason_id, n,
               CASE WHEN level >= {LEVEL_NUMBER[Level.STADSDEEL]} THEN step * per * greatest(parts, 1) END, NULL
        FROM component
        JOIN spec_source USING (variable, level)
        JOIN spec ON spec.indicator = spec_source.indicator
        JOIN variable USING (variable)
        WHERE spec.denominator IS NULL AND period >= first_year
          AND (parts = 0 OR aggregation = '{Aggregation.SUM}')
    """)


def _add_ratios(con: duckdb.DuckDBPyConnection) -> None:
    """per × Σ numerators / denominator, each as published or as our own sum; the year of the denominator is kept."""
    con.execute(f"""
        INSERT INTO figure
        WITH terms AS (
            SELECT spec.indicator, terms AS wanted, variable, place, period, division, level, value, status,
                   release, line, component.parts, complete, step * greatest(component.parts, 1) AS step
            FROM component
            JOIN spec_numerator USING (variable)
            JOIN spec ON spec.indicator = spec_numerator.indicator
            JOIN variable USING (variable)
            WHERE spec.denominator IS NOT NULL AND period >= first_year
        ),
        numerators AS (
            SELECT indicator, place, period, division, level, value AS numerator,
                   (value IS NOT NULL)::BIGINT AS present,
                   wanted, parts, complete, CASE WHEN value IS NULL THEN status END AS missing,
                   status = 'unreliable' AS unreliable, status = 'provisional' AS provisional, release, line, step
            FROM terms WHERE wanted = 1  -- nearly all: adding up one number takes longer than everything else here
            UNION ALL
            SELECT indicator, place, period, division, level, sum(value), count(value), any_value(wanted), max(parts),
                   bool_and(complete), max(status) FILTER (value IS NULL), bool_or(status = 'unreliable'),
                   bool_or(status = 'provisional'), arg_min(release, variable), arg_min(line, variable), sum(step)
            FROM terms WHERE wanted > 1
            GROUP BY indicator, place, period, division, level
        ),
        both_sides AS (
            SELECT n.*, spec.per, spec.aggregation, d.value AS denominator, d.status AS denominator_status,
                   coalesce(spec.denominator_period, n.period) AS denominator_period, d.parts AS denominator_parts,
                   d.complete AS denominator_complete, variable.step * greatest(d.parts, 1) AS denominator_step
            FROM numerators AS n
            JOIN spec USING (indicator)
            JOIN variable ON variable.variable = spec.denominator
            LEFT JOIN component AS d
              ON d.variable = spec.denominator AND d.place = n.place
             AND d.period = coalesce(spec.denominator_period, n.period)
            SEMI JOIN spec_level ON spec_level.indicator = n.indicator AND spec_level.level = n.level
        ),
        judged AS (
            SELECT *, present = wanted AND denominator > 0 AS computable,
                   parts > 0 OR coalesce(denominator_parts, 0) > 0 AS own
            FROM both_sides
        )
        SELECT indicator, place, period, division, level, CASE WHEN computable THEN per * numerator / denominator END,
               CASE WHEN present < wanted THEN coalesce(missing, '{Status.UNKNOWN}'::status_id)
                    WHEN denominator = 0 THEN '{Status.NOT_APPLICABLE}'::status_id
                    WHEN denominator IS NULL THEN coalesce(denominator_status, '{Status.UNKNOWN}'::status_id)
                    WHEN unreliable OR denominator_status = 'unreliable' THEN '{Status.UNRELIABLE}'::status_id
                    WHEN provisional OR denominator_status = 'provisional' THEN '{Status.PROVISIONAL}'::status_id
                    ELSE '{Status.VALUE}'::status_id END,
               NULL, NULL, CASE WHEN present = wanted THEN numerator END, denominator,
               CASE WHEN denominator IS NOT NULL THEN denominator_period END,
               (CASE WHEN own THEN '{Method.OWN_RATIO}' ELSE '{Method.COMPUTED}' END)::method_id,
               CASE WHEN parts = 0 THEN release END, CASE WHEN parts = 0 THEN line END,
               (CASE WHEN NOT complete OR NOT coalesce(denominator_complete, TRUE) THEN '{Reason.PARTS_MISSING}'
                     WHEN present = wanted AND denominator IS NULL THEN '{Reason.NO_DENOMINATOR}'
                     WHEN present = wanted AND denominator = 0 THEN '{Reason.NO_DENOMINATOR}' END)::reason_id, NULL,
               CASE WHEN level >= {LEVEL_NUMBER[Level.STADSDEEL]} THEN step ELSE 0 END,
               CASE WHEN level >= {LEVEL_NUMBER[Level.STADSDEEL]} THEN denominator_step ELSE 0 END
        FROM judged
        WHERE NOT own OR aggregation IN ('{Aggregation.RATIO_OF_SUMS}', '{Aggregation.SUM}')
    """)


def _add_weighted_means(con: duckdb.DuckDBPyConnection, level: Level) -> None:
    """Σ weight × figure / Σ weight over the parts that have both, where the source publishes nothing at this level."""
    number = LEVEL_NUMBER[level]
    con.execute(f"""
        INSERT INTO figure
        WITH told AS (
            SELECT indicator, period, division, level, count(value) AS present FROM figure
            SEMI JOIN (SELECT indicator FROM spec WHERE aggregation = '{Aggregation.POPULATION_WEIGHTED}') AS weighted
              USING (indicator)
            GROUP BY ALL
        ),
        chosen AS (
            SELECT told.indicator, told.period, told.division, arg_min(part_level, rank) AS part_level
            FROM told
            JOIN {parts_ranking(level)} ON part_level = told.level AND told.present > 0
            SEMI JOIN (SELECT indicator FROM spec_level WHERE level = {number}) AS wanted USING (indicator)
            ANTI JOIN (SELECT indicator, period FROM told WHERE level = {number}) AS published
              USING (indicator, period)
            GROUP BY ALL
        ),
        located AS (
            SELECT chosen.*, spec.weight, spec.weight_period AS fixed_period FROM chosen JOIN spec USING (indicator)
        ),
        added AS (
            SELECT located.indicator, located.period, located.division, located.part_level,
                   part.{level.value} AS place,
                   coalesce(fixed_period, chosen_weight.weight_period) AS weight_period,
                   sum(figure.value * weight.value) AS weighted,
                   sum(weight.value) FILTER (figure.value IS NOT NULL) AS weight_present,
                   sum(weight.value) AS weight_total, count(figure.value) AS present, count(*) AS parts,
                   bool_or(figure.status = 'unreliable') AS unreliable,
                   bool_or(figure.status = 'provisional') AS provisional
            FROM located
            JOIN location AS part ON part.division = located.division AND part.level = located.part_level
            LEFT JOIN weight_period AS chosen_weight
              ON chosen_weight.variable = located.weight AND chosen_weight.period = located.period
             AND chosen_weight.division = located.division
            LEFT JOIN figure
              ON figure.indicator = located.indicator AND figure.period = located.period AND figure.place = part.place
            LEFT JOIN component AS weight
              ON weight.variable = located.weight AND weight.place = part.place
             AND weight.period = coalesce(fixed_period, chosen_weight.weight_period)
            WHERE part.{level.value} IS NOT NULL
            GROUP BY ALL
        ),
        covered AS (
            SELECT added.*,
                   coalesce(weight_present / nullif(weight_total, 0), 0) * coalesce(whole.share, 1) AS coverage
            FROM added
            {share_of_whole(level, "added.place", "added.division", "added.part_level")}
        )
        SELECT indicator, place, period, division, {number},
               CASE WHEN coverage >= {MEAN_COVERAGE_UNRELIABLE} THEN weighted / weight_present END,
               (CASE WHEN present = 0 THEN '{Status.NOT_DELIVERED}'
                     WHEN coverage < {MEAN_COVERAGE_UNRELIABLE} THEN '{Status.UNKNOWN}'
                     WHEN coverage < {MEAN_COVERAGE} OR unreliable THEN '{Status.UNRELIABLE}'
                     WHEN provisional THEN '{Status.PROVISIONAL}'
                     ELSE '{Status.VALUE}' END)::status_id,
               NULL, NULL, NULL, CASE WHEN coverage >= {MEAN_COVERAGE_UNRELIABLE} THEN weight_present END,
               CASE WHEN weight_present > 0 THEN weight_period END, '{Method.OWN_WEIGHTED_MEAN}'::method_id, NULL, NULL,
               (CASE WHEN coverage < {MEAN_COVERAGE} THEN '{Reason.PARTS_MISSING}' END)::reason_id, NULL, NULL, NULL
        FROM covered
    """)
