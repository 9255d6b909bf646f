"""Each value beside the one of the period before: what coverage, jumps, signs and factors look at."""

from wijkwerk.data.area.codes import level_of
from wijkwerk.definitions.vocabulary import Status

from .release_views import CheckedRelease

_VALUED = ", ".join(f"'{status}'" for status in Status if status.carries_value)


def create_history(release: CheckedRelease) -> None:
    """Make three tables; the last two stay empty where nothing came before.

    check_before  variable_id, period, area, level, value: valued cells of the previous releases, of other periods
    check_period  variable_id, period, before: each period of the release and the nearest earlier one, which may stand
                  in the release itself (a table of many years) or in a previous one
    check_pair    variable_id, period, before, area, level, value, previous, line: areas with a value in both;
                  without the codes that meanwhile mean another place, and without areas whose border moved
    """
    connection = release.connection
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE check_before AS
        WITH codes AS (SELECT area, {level_of("area")} AS level FROM (SELECT DISTINCT area FROM previous_observations))
        SELECT variable_id, o.period, o.area, level, o.value
        FROM previous_observations o JOIN check_variable USING (variable) JOIN codes USING (area)
        WHERE o.status IN ({_VALUED}) AND o.value IS NOT NULL AND isfinite(o.value)
              AND (variable_id, o.period) NOT IN (SELECT DISTINCT variable_id, period FROM check_cell)
    """)
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE check_period AS
        WITH periods AS (
            SELECT DISTINCT variable_id, period, true AS now FROM check_cell
            UNION SELECT DISTINCT variable_id, period, false FROM check_before
        )
        SELECT variable_id, period, before, earlier_release FROM (
            SELECT *, lag(period) OVER earlier AS before, NOT lag(now) OVER earlier AS earlier_release
            FROM periods WINDOW earlier AS (PARTITION BY variable_id ORDER BY period)
        ) WHERE now AND before IS NOT NULL
    """)
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE check_pair AS
        SELECT c.variable_id, c.period, p.before, c.area, c.level, c.value, e.value AS previous, c.line
        FROM check_cell c JOIN check_period p ON p.variable_id = c.variable_id AND p.period = c.period
        JOIN check_cell e ON e.variable_id = c.variable_id AND e.period = p.before AND e.area = c.area
        WHERE NOT p.earlier_release
    """)
    connection.execute("""
        INSERT INTO check_pair
        SELECT c.variable_id, c.period, p.before, c.area, c.level, c.value, e.value, c.line
        FROM check_cell c JOIN check_period p ON p.variable_id = c.variable_id AND p.period = c.period
        JOIN check_before e ON e.variable_id = c.variable_id AND e.period = p.before AND e.area = c.area
        WHERE p.earlier_release
              AND c.area NOT IN (SELECT code FROM check_reused WHERE NOT spelling)
              AND c.area NOT IN (SELECT code FROM areas WHERE change_code = 3)
    """)
