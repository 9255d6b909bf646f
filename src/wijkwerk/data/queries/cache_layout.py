"""How the read cache spells its closed lists; shared by the edition that writes it and the store that reads it.

    area          id, code, year, level, name, parent, gemeente, inhabitants, urbanity, current, geometry
    indicator     id, name
    release       id, name
    by_indicator  indicator, area, level, period, value, status, low, high, numerator, denominator, denominator_period,
                  method, release, line, reason, n; in the order (indicator, period, area)
    by_area       the same rows in the order (area, indicator, period)
    made_by       layout, duckdb_version

Level (in the facts), status, method and reason are places in the tuples below. Area ids run by gemeente, level and
code, the current areas first, so that the areas of one gemeente lie together.
"""

from wijkwerk.definitions.vocabulary import Level, Method, Status

from .figures import Reason

CACHE_LAYOUT = 1  # one more at every change of a table or a list

LEVELS = tuple(Level)
STATUSES = tuple(Status)
METHODS = tuple(Method)
REASONS = tuple(Reason)
FACTS = (
    "indicator, area, period, value, status, low, high, numerator, denominator, denominator_period, method, release, "
    "line, reason, n"
)
