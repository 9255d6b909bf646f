"""Feedback as the inbox and its own page show it."""

from dataclasses import dataclass

from wijkwerk.access.mail.mail import Delivery, delivery_of
from wijkwerk.data.queries.figures import Figure
from wijkwerk.editions.reading import current_edition, find_edition
from wijkwerk.editions.shelf import PublishedEdition
from wijkwerk.governance.feedback.actions import KIND
from wijkwerk.governance.models import Feedback, FeedbackAddress
from wijkwerk.present.figures.figure_text import figure_text
from wijkwerk.present.figures.material import describe
from wijkwerk.web.feedback_subjects import lasting_href
from wijkwerk.web.registers import day_words

_FIRST_WORDS = 90


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """One line of the inbox."""

    feedback: Feedback
    on: str
    words: str


@dataclass(frozen=True, slots=True)
class FigureThen:
    """The figure that feedback is about: as it stood, and as it stands in the newest edition."""

    then: str
    now: str
    edition: str
    edition_now: str

    @property
    def has_changed(self) -> bool:
        return bool(self.now) and self.now != self.then


@dataclass(frozen=True, slots=True)
class FeedbackRecord:
    """All that its page shows.

    href      the page in the edition that the visitor saw; "" where it came from no page
    figure    None where it is about no single figure
    email     only for whoever may erase it, to see whose it is
    delivery  of the answer; None where none was asked for, or its job is erased by now
    """

    feedback: Feedback
    on: str
    handled_on: str
    mailed_on: str
    href: str
    figure: FigureThen | None
    has_address: bool
    email: str
    delivery: Delivery | None


def feedback_row(row: Feedback) -> FeedbackRow:
    words = " ".join(row.text.split())
    short = words if len(words) <= _FIRST_WORDS else f"{words[:_FIRST_WORDS].rsplit(' ', 1)[0]} …"
    return FeedbackRow(row, day_words(row.received_at), short)


def feedback_record(row: Feedback, *, shows_address: bool) -> FeedbackRecord:
    address = FeedbackAddress.objects.filter(feedback=row).first()
    return FeedbackRecord(
        row,
        day_words(row.received_at),
        day_words(row.handled_at),
        day_words(row.mailed_at),
        lasting_href(row.path, row.edition),
        _figure(row),
        address is not None,
        address.email if address and shows_address else "",
        delivery_of(KIND, str(row.pk)),
    )


def _figure(row: Feedback) -> FigureThen | None:
    edition, newest = find_edition(row.edition) if row.edition else None, current_edition()
    if edition is None or newest is None or not (row.indicator and row.area and row.period):
        return None
    then, now = _words(edition, row), _words(newest, row)
    return FigureThen(then, now, edition.key, newest.key) if then else None


def _words(edition: PublishedEdition, row: Feedback) -> str:
    """The value in words; "" for a figure that this edition does not know."""
    item = describe(edition.catalogue).get(row.indicator)
    figure = next((each for each in edition.store.trend(row.indicator, [row.area]) if _is_it(each, row)), None)
    return figure_text(item, figure).spoken if item and figure else ""


def _is_it(figure: Figure, row: Feedback) -> bool:
    return figure.period == row.period
