"""How far something may be known: openbaar < intern < vertrouwelijk < strikt."""

from django.db import models


class Confidentiality(models.TextChoices):
    OPENBAAR = "openbaar", "openbaar"
    INTERN = "intern", "intern"
    VERTROUWELIJK = "vertrouwelijk", "vertrouwelijk"
    STRIKT = "strikt", "strikt vertrouwelijk"

    @property
    def rank(self) -> int:
        return _ORDER.index(self)

    def up_to(self) -> tuple["Confidentiality", ...]:
        """This level and everything below it."""
        return _ORDER[: self.rank + 1]


_ORDER = tuple(Confidentiality)

# From here on it is worth knowing afterwards who looked.
RESTRICTED = (Confidentiality.VERTROUWELIJK, Confidentiality.STRIKT)
