"""A register: the list of one kind of record, its page, what can be done to it, its history and its files.

    ACTIONS = Register(
        Action, route="actions", title="Acties", rows_are=("actie", "acties"), lead="Wat wij met elkaar afspraken.",
        columns=(Column("what", "Actie", lambda row: row.title, order=("title",)), ...),
        filters=(Filter("stand", "Stand", states, by_state), ...),
    )
    PAGES = RecordPages(ACTIONS, rows=…, shown=…, buttons=…, new="Nieuwe actie", changed="Actie wijzigen")
    urlpatterns = [*PAGES.urls("acties"), path("nieuw/", add, name="add"), ...]

What is shown, sorted and filtered is what is taken along as a file: the same columns, in the same order.
"""

from .columns import Column, day_words, level_column, level_words, place_column
from .filters import Filter, Options, place_filter, state_filter, word_filter
from .pages import RecordPages, Shown
from .record import Button
from .register import Register

__all__ = [
    "Button",
    "Column",
    "Filter",
    "Options",
    "RecordPages",
    "Register",
    "Shown",
    "day_words",
    "level_column",
    "level_words",
    "place_column",
    "place_filter",
    "state_filter",
    "word_filter",
]
