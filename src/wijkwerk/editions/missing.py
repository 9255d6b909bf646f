"""A row for everything that is not there, so that a page can say why; and for what may not be shown."""

import duckdb

from wijkwerk.data.queries.figures import Reason
from wijkwerk.definitions.vocabulary import Method, Status


def add_missing(con: duckdb.DuckDBPyConnection) -> None:
    """Complete `figure`: every place of the figure's own division and of the current one, at every level wanted.

    unknown         the source has a row for the place, this cell in it is empty
    not_delivered   the source has no row for the place, or nothing at that level and we may not add up
    not_applicable  the place did not exist yet, or its code meant another place then
    """
    con.execute("""
        CREATE TEMP TABLE told AS
        SELECT DISTINCT indicator, period, division, spec_source.level
        FROM (SELECT DISTINCT indicator, period FROM figure)
        JOIN spec_source USING (indicator)
        JOIN (SELECT DISTINCT variable, period, division FROM cell) USING (variable, period)
    """)
    con.execute(f"""
        INSERT INTO figure
        WITH expected AS (
            SELECT indicator, period, division, place, level, TRUE AS existed
            FROM told JOIN location USING (division, level)
            UNION
            SELECT indicator, period, division, place.id, told.level, FALSE
            FROM told JOIN place ON place.current AND place.level = told.level
            ANTI JOIN location ON location.division = told.division AND location.place = place.id
        ),
        absent AS (
            SELECT indicator, period, max(division) AS division, place, level, bool_or(existed) AS existed
            FROM expected ANTI JOIN figure USING (indicator, period, place)
            GROUP BY indicator, period, place, level
        ),
        told_level AS (
            SELECT DISTINCT indicator, period, level FROM figure
        ),
        -- Only the releases that tell the indicator at all say whether a place was delivered.
        teller AS (
            SELECT DISTINCT indicator, period, release
            FROM spec_numerator JOIN (SELECT DISTINCT variable, period, release FROM cell) USING (variable)
        ),
        present AS (
            SELECT DISTINCT indicator, period, place
            FROM teller JOIN delivered USING (release, period)
        )
        SELECT absent.indicator, absent.place, absent.period, absent.division, absent.level, NULL,
               (CASE WHEN NOT existed THEN '{Status.NOT_APPLICABLE}'
                     WHEN told_level.level IS NULL THEN '{Status.NOT_DELIVERED}'
                     WHEN present.place IS NOT NULL THEN '{Status.UNKNOWN}'
                     ELSE '{Status.NOT_DELIVERED}' END)::status_id,
               NULL, NULL, NULL, NULL, NULL, '{Method.PUBLISHED}'::method_id, NULL, NULL,
               (CASE WHEN NOT existed THEN '{Reason.OTHER_PLACE}'
                     WHEN told_level.level IS NULL THEN '{Reason.LEVEL_NOT_TOLD}'
                     WHEN present.place IS NOT NULL THEN '{Reason.EMPTY_CELL}'
                     ELSE '{Reason.NO_ROW}' END)::reason_id, NULL, NULL, NULL
        FROM absent
        LEFT JOIN told_level USING (indicator, period, level)
        LEFT JOIN present USING (indicator, period, place)
    """)


def list_undisclosed(con: duckdb.DuckDBPyConnection) -> None:
    """Make `undisclosed`: the row of `figure` and its status, of what stands on too few to be shown.

    Below the minimum of a variable, in the period nearest to the figure's. `add_intervals` takes those values away.
    """
    con.execute(f"""
        CREATE TEMP TABLE undisclosed AS
        SELECT figure.rowid AS id,
               (CASE WHEN min(amount.value) = 0 THEN '{Status.NOT_APPLICABLE}' ELSE '{Status.TOO_FEW}' END)::status_id
                   AS status
        FROM figure
        JOIN spec ON spec.indicator = figure.indicator AND spec.minimum_variable IS NOT NULL
        JOIN weight_period AS nearest
          ON nearest.variable = spec.minimum_variable AND nearest.division = figure.division
         AND nearest.period = coalesce(figure.denominator_period, figure.period)
        JOIN component AS amount
          ON amount.variable = spec.minimum_variable AND amount.place = figure.place
         AND amount.period = nearest.weight_period
        WHERE amount.value < spec.minimum
          AND figure.status NOT IN ('{Status.SUPPRESSED}', '{Status.TOO_FEW}', '{Status.NOT_APPLICABLE}')
        GROUP BY figure.rowid
    """)
