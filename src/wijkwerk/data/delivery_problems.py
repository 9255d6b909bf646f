"""What is wrong with delivered data: gathered first, told all at once, each with its place and its remedy."""

from collections.abc import Iterable
from dataclasses import dataclass

from wijkwerk.lib.problems import Mendable, all_told
from wijkwerk.lib.user_errors import UserError


@dataclass(frozen=True, slots=True)
class DeliveryProblem(Mendable):
    """Before a file can be used; for the person who delivers.

    file, sheet, row, column   where; row counts as a spreadsheet does, the header is row 1
    """

    file: str
    found: str
    expected: str
    remedy: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    @property
    def place(self) -> str:
        parts = [self.file]
        if self.sheet:
            parts.append(f"blad {self.sheet}")
        if self.row is not None:
            parts.append(f"regel {self.row}")
        if self.column:
            parts.append(f"kolom {self.column}")
        return ", ".join(parts)

    @property
    def where_it_is(self) -> str:
        return self.place


class ReleaseError(UserError):
    """A delivery cannot be used. `problems` holds everything that was found; nothing was loaded."""

    def __init__(self, problems: Iterable[DeliveryProblem]) -> None:
        self.problems = tuple(problems)
        assert self.problems, "a ReleaseError names at least one problem"
        super().__init__(all_told(self.problems))


def raise_any(problems: Iterable[DeliveryProblem]) -> None:
    """Raise a ReleaseError of all of them, where there are any."""
    known = tuple(problems)
    if known:
        raise ReleaseError(known)


class MissingReasonError(UserError):
    """A new version of an own file came without the reason why the earlier figures were not right."""

    def __init__(self) -> None:
        super().__init__(
            "Een nieuwe versie van een eigen bestand vervangt cijfers die al geleverd zijn. Zeg waarom de eerdere "
            'cijfers niet klopten; dat blijft bij de levering staan. (Op de opdrachtregel: --reason "…".)'
        )
