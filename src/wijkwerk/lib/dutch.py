"""A Dutch noun with the words that go with it, for sentences that are put together."""

from dataclasses import dataclass
from enum import Enum


class Gender(Enum):
    """Which words stand before a noun, and in its place: the article, the pointing word, subject and object."""

    FEMININE = ("de", "deze", "zij", "haar")
    MASCULINE = ("de", "deze", "hij", "hem")
    NEUTER = ("het", "dit", "het", "het")


def counted(count: int, one: str, more: str) -> str:
    """ "1 opmerking", "2 opmerkingen"."""
    return f"{count} {one if count == 1 else more}"


@dataclass(frozen=True, slots=True)
class Noun:
    """`Noun("notitie", Gender.FEMININE)`: de notitie, deze notitie, zij, haar."""

    word: str
    gender: Gender

    @property
    def the(self) -> str:
        return f"{self.gender.value[0]} {self.word}"

    @property
    def this(self) -> str:
        return f"{self.gender.value[1]} {self.word}"

    @property
    def subject(self) -> str:
        return self.gender.value[2]

    @property
    def object(self) -> str:
        return self.gender.value[3]
