"""What a visitor asked for and cannot get, said in Dutch with a way on. `public` turns these into pages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Way:
    """A link that helps somebody on."""

    words: str
    href: str


class PageProblem(Exception):
    """Becomes a page: what is wrong, what to do, where to go."""

    status = 400
    title = "Deze vraag kunnen we niet beantwoorden"

    def __init__(self, text: str, ways: tuple[Way, ...] = (), title: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.ways = ways
        self.title = title or self.title


class NotHereError(PageProblem):
    """The address names something that this edition does not have."""

    status = 404
    title = "Deze pagina bestaat niet"


class BadQuestionError(PageProblem):
    """A value in the address that cannot be right: which one, what was found, what is possible."""


class NoEditionError(PageProblem):
    """Nothing has been published yet."""

    status = 503
    title = "Er zijn nog geen cijfers gepubliceerd"


class NoGemeenteError(NoEditionError):
    """The edition is there, and does not hold the gemeente that this site is about."""

    status = 404
    title = "De gemeente van deze site staat niet in deze editie"
