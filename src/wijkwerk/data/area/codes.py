"""Area codes as sources spell them, brought to one spelling, as SQL expressions over a column, or one by one."""

import re

from wijkwerk.definitions.vocabulary import Level

COUNTRY = "NL00"

# Regions that national tables also hold and that a wijkmonitor does not know: provinces, landsdelen, COROP, GGD …
OTHER_REGIONS = ("PV", "LD", "CR", "CP", "GG", "VR", "PE", "JZ", "AM", "RB", "TG", "WG", "ZK", "SS", "AR", "UW")

_SHAPES = (
    ("NL00", Level.LAND),
    ("GM[0-9]{4}", Level.GEMEENTE),
    ("SD[0-9]{6}", Level.STADSDEEL),
    # Letters: Amsterdam renamed all its buurten in 2022 (BU0363AB10).
    ("WK[0-9]{4}[0-9A-Z]{2}", Level.WIJK),
    ("BU[0-9]{4}[0-9A-Z]{4}", Level.BUURT),
)


def area_code(column: str) -> str:
    """A code without CBS's padding, in capitals, with the country spelled NL00 (the health tables write NL01)."""
    return f"CASE upper(trim({column})) WHEN 'NL01' THEN '{COUNTRY}' ELSE upper(trim({column})) END"


def level_of(column: str) -> str:
    """The level that a code in one spelling belongs to; NULL for anything that is no area code."""
    cases = " ".join(f"WHEN regexp_full_match({column}, '{shape}') THEN '{level}'" for shape, level in _SHAPES)
    return f"CASE {cases} END"


def level_of_code(code: str) -> Level | None:
    """The same of one code, as a source may spell it."""
    spelled = code.strip().upper()
    spelled = COUNTRY if spelled == "NL01" else spelled
    return next((level for shape, level in _SHAPES if re.fullmatch(shape, spelled)), None)


def is_other_region(column: str) -> str:
    prefixes = ", ".join(f"'{prefix}'" for prefix in OTHER_REGIONS)
    # An empty code is no region, so that it is refused with its place instead of dropped.
    shape = f"left({column}, 2) IN ({prefixes}) AND regexp_full_match({column}, '[A-Z]{{2}}[0-9]{{2,4}}')"
    return f"coalesce({shape}, false)"
