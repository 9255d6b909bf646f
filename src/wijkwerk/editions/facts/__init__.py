"""Figures that a text names: "In deze wijk zijn {bijstand_per_1000.nu} uitkeringen per 1.000 inwoners".

What stands between braces is looked up in an edition when the text is kept, and again at every edition after it: a text
whose figures changed says so, and changes none of its own words.
"""

from .lookup import Fact, FactError, look_up
from .names import FactName, FactPart, filled, names_in

__all__ = ["Fact", "FactError", "FactName", "FactPart", "filled", "look_up", "names_in"]
