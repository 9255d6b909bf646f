"""What a form that is not of the kit yet said: trimmed text that fits. A text is kept as `as_kept` gives it.

The form of norms and the wizard of an own file read with it; every other form is one of `web.forms`.
"""

from django.http import QueryDict

from .problems import PageProblem
from .texts import as_kept, too_long_words


class TooLongError(PageProblem):
    """A text does not fit."""

    status = 422
    title = "Deze tekst is te lang"


def said(sent: QueryDict, name: str, longest: int) -> str:
    """Raises TooLongError where it does not fit; the browser has counted the same before."""
    text = as_kept(sent.get(name, ""))
    if len(text) > longest:
        raise too_long(text, longest)
    return text


def too_long(text: str, longest: int) -> TooLongError:
    return TooLongError(too_long_words(text, longest))
