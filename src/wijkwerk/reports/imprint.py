"""What every document says of itself: of whom it is, which edition its figures are of, and where the page stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Imprint:
    """
    publisher  "Gemeente Hengelo"
    edition    key of the edition, "2026-1"
    published  the day of its publication, in words
    address    of the page in this edition; "" where the site is known by none
    """

    publisher: str
    edition: str
    published: str
    address: str

    @property
    def words(self) -> str:
        return f"Editie {self.edition}, gepubliceerd op {self.published}. {self.address}".strip()
