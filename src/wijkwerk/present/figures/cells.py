"""The cells of tables of figures, as filters of templates draw them."""

from dataclasses import dataclass

from wijkwerk.present.words import MissingWords, VerdictWords


@dataclass(frozen=True, slots=True)
class Cell:
    """One value in a table, or why it is not there."""

    column: str  # the column's name, for narrow screens
    value: str
    missing: MissingWords | None
    note: str = ""  # "eigen optelling", "voorlopig"
    own: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """One value in the comparison of areas, with its word."""

    column: str
    value: str
    missing: MissingWords | None
    verdict: VerdictWords | None
    tone: str  # class of the cell: k-better, k-worse or nothing; never without the word
    note: str
    reference: bool
    own: bool
    mark: str = ""  # the signs of `note`, whose sentences stand below the table
