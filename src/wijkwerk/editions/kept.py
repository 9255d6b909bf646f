"""What was asked of an edition before: an edition never changes, so its answers do not either."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from wijkwerk.data.queries.room import ROOM

from .shelf import PublishedEdition

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def kept(
    answer: Callable[Concatenate[PublishedEdition, Asked], Answer],
) -> Callable[Concatenate[PublishedEdition, Asked], Answer]:
    """Keep what a function answers of an edition, in the room that all editions of this process share.

    What else it is asked must be hashable, and is part of the question; of another edition too it keeps no more than
    its mark, so that no answer holds an edition open.
    """

    @wraps(answer)
    def ask(edition: PublishedEdition, /, *asked: Asked.args, **named: Asked.kwargs) -> Answer:
        words = tuple(each.mark if isinstance(each, PublishedEdition) else each for each in asked)
        key = (edition.mark, answer.__module__, answer.__qualname__, words, tuple(sorted(named.items())))
        return ROOM.ask(key, lambda: answer(edition, *asked, **named))

    return ask
