"""Facts as people in a municipality write them, kept as they are: fuzzy where they were fuzzy, blank where blank.

Each type reads Dutch text with `parse` and gives it back with `str`; `parse(str(value)) == value`. A blank is None and
never zero. What cannot be read raises `UnreadableValueError` with what was expected, as `EXPECTED` says it.
"""

from .amount import Amount
from .fuzzy_day import FuzzyDay, Span
from .hours import Hours
from .judgement import Judgement
from .unreadable import UnreadableValueError

__all__ = ["Amount", "FuzzyDay", "Hours", "Judgement", "Span", "UnreadableValueError"]
