"""What somebody reads where a move cannot be made, put together from the noun of the record."""

from collections.abc import Iterable

from wijkwerk.lib.dutch import Noun


def is_gone(noun: Noun) -> str:
    return f"{noun.this.capitalize()} is er niet meer."


def is_in_another_state(noun: Noun, state: str, sources: Iterable[str]) -> str:
    """The states in their words, the one that it is in and those that it should be in: "concept" as well as "loopt"."""
    wanted = " of ".join(f"‘{source}’" for source in sources)
    return f"{noun.this.capitalize()} heeft de stand ‘{state}’. Dit kan alleen bij de stand {wanted}."


def has_changed(noun: Noun, done: str) -> str:
    return (
        f"{noun.this.capitalize()} is gewijzigd sinds u {noun.object} opende. Er is niets {done}. "
        f"Hieronder staat {noun.subject} zoals {noun.subject} nu is: lees {noun.object} eerst."
    )


def asks_why(noun: Noun, done: str) -> str:
    return f"Zeg waarom {noun.the} wordt {done}."
