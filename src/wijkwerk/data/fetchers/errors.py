"""What can go wrong between us and a source, in words that say what to do."""

from dataclasses import dataclass


@dataclass(eq=False)  # not frozen: an exception on its way gets its traceback
class FetchError(Exception):
    """A table could not be fetched. Pages that did arrive are kept, so that a next run goes on from there."""

    where: str  # the address, without key or password
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}\n  gevonden: {self.found}\n  verwacht: {self.expected}\n  wat nu: {self.remedy}"


@dataclass(eq=False)
class TableChangedError(FetchError):
    """What came in is of two versions of the table, whichever the source says it is: none of it is kept."""

    remedy: str = "De tabel veranderde onder het ophalen. Haal opnieuw op: zij komt dan van voren af aan."


class PageProblem(Exception):
    """One answer is not usable; asking again may help. Becomes a FetchError when it does not."""

    def __init__(self, found: str, expected: str, wait: float | None = None) -> None:
        super().__init__(found)
        self.found = found
        self.expected = expected
        self.wait = wait  # seconds, where the server said so


class FinalProblem(PageProblem):
    """Asking again cannot help: the answer is complete and says no."""

    def __init__(self, found: str, expected: str, remedy: str) -> None:
        super().__init__(found, expected)
        self.remedy = remedy
