"""Numbers that say that there is no figure: codes of sources, compared by value and never by how they are spelled."""

from collections.abc import Mapping

from .vocabulary import Status

# PDOK and CBS: −99995, −99997, −99999999 and its neighbours. Swing: −99996 empty, −99997 suppressed, −99998 not
# applicable, −99999 unknown. −9999999 stands in older borders of CBS.
MISSING_CODES: Mapping[float, Status] = {
    -99995: Status.SUPPRESSED,
    -99996: Status.NOT_DELIVERED,
    -99997: Status.SUPPRESSED,
    -99998: Status.NOT_APPLICABLE,
    -99999: Status.UNKNOWN,
    -9999999: Status.UNKNOWN,
    -99999997: Status.SUPPRESSED,
    -99999998: Status.NOT_APPLICABLE,
    -99999999: Status.SUPPRESSED,
}
# No code is above it: nearly every figure is passed at once.
HIGHEST = max(MISSING_CODES)


def code_of(value: float) -> Status | None:
    """Why there is no figure, where this number says so: −99997, −99997.0 and −9.9997e4 are one."""
    return MISSING_CODES.get(value) if value <= HIGHEST else None


def code_in_sql(number: str) -> str:
    """The same as SQL over a DOUBLE: the status, or NULL."""
    whens = " ".join(f"WHEN {code} THEN '{status}'" for code, status in MISSING_CODES.items())
    return f"CASE WHEN {number} <= {HIGHEST} THEN CASE {number} {whens} END END"
