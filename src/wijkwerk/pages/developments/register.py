"""Ontwikkelingen as a register: what is going to happen where, by whom, when, for how much, and how sure that is."""

from django.db.models import QuerySet
from django.utils import timezone

from wijkwerk.access.people.models import Person, Visitor
from wijkwerk.analysis.developments.models import BY_PERIOD, Certainty, Development, DevelopmentState, Party
from wijkwerk.lib.values import FuzzyDay
from wijkwerk.present.numbers import date
from wijkwerk.web.frame.menu import menu_item
from wijkwerk.web.record_pages import address_of, place_of, record_page
from wijkwerk.web.registers import (
    Column,
    Filter,
    Register,
    level_words,
    place_column,
    place_filter,
    state_filter,
    word_filter,
)
from wijkwerk.web.search.searching import Hit, searched

_UNKNOWN = "onbekend"


def who(development: Development) -> str:
    """ "gemeente, afdeling Vastgoed", "Welbions" or, of a partner that stands in no list, what was written of it."""
    party = development.organisation.name if development.organisation else ""
    if not party and (development.party == Party.GEMEENTE or not development.party_words):
        party = development.get_party_display()
    return ", ".join(each for each in (party, development.party_words) if each)


DEVELOPMENTS = Register(
    Development,
    route="developments",
    section="developments",
    title="Ontwikkelingen",
    rows_are=("ontwikkeling", "ontwikkelingen"),
    lead="Wat gemeente en partners in een gebied gaan doen, zo precies als het bekend is. U ziet wat u mag lezen.",
    empty="Er zijn geen ontwikkelingen die u mag lezen. Wie een plan kent voor een gebied, legt het hier vast.",
    related=("scope", "organisation"),
    order=BY_PERIOD,
    columns=(
        Column("what", "Ontwikkeling", lambda row: row.title, order=("title",)),
        place_column("Gebied"),
        Column("who", "Wie", who, order=("party", "organisation__name", "party_words")),
        Column("starts", "Begin", lambda row: row.starts, order=("starts_first",), is_fuzzy=True),
        Column("ends", "Klaar", lambda row: row.ends, order=("ends_last",), is_fuzzy=True),
        Column("amount", "Bedrag", lambda row: row.amount, order=("amount_euros",)),
        Column("certainty", "Zekerheid", lambda row: row.get_certainty_display(), order=("certainty",)),
        Column("state", "Stand", lambda row: row.get_state_display(), order=("state",)),
        Column("source", "Waar het staat", lambda row: row.source, is_optional=True),
        Column("outcome", "Hoe het afliep", lambda row: row.outcome, is_optional=True),
        Column("made", "Vastgelegd", lambda row: timezone.localdate(row.made_at), order=("made_at",), is_optional=True),
        Column("number", "Nummer", lambda row: row.pk, order=("pk",), is_optional=True),
    ),
    filters=(
        state_filter(DevelopmentState.choices, default=DevelopmentState.KNOWN.value),
        place_filter(),
        Filter(
            "zekerheid", "Zekerheid", "alle", lambda visitor: Certainty.choices,
            lambda rows, value, visitor: rows.filter(certainty=value),
        ),
        Filter(
            "van", "Van wie", "iedereen", lambda visitor: Party.choices,
            lambda rows, value, visitor: rows.filter(party=value),
        ),
        word_filter("title", "party_words", "organisation__name", "explanation", "source"),
    ),
    facts=(
        "Een leeg bedrag is niet nul: niemand heeft gezegd wat het is.",
        "Een begin of einde staat er zo precies als het bekend is; leeg is onbekend, en staat onderaan.",
    ),
    is_open=True,
)  # fmt: skip
record_page("development", "developments:record")
menu_item("developments", "Ontwikkelingen", "developments:list", deed=("read", "development"), place=24)


def facts(development: Development, visitor: Visitor) -> list[tuple[str, str]]:
    """What the page of an ontwikkeling says of it. Who wrote it down is for who is signed in."""
    made_by = development.made_by if isinstance(visitor, Person) else None
    return [
        ("Wie", who(development)),
        ("Gebied", place_of(development)),
        ("Begin", _time_words(development.starts)),
        ("Klaar", _time_words(development.ends)),
        ("Bedrag", _UNKNOWN if development.amount is None else str(development.amount)),
        ("Zekerheid", development.get_certainty_display()),
        ("Waar het staat", development.source),
        ("Toelichting", development.explanation),
        ("Hoe het afliep", development.outcome),
        ("Wie mag dit lezen", level_words(development)),
        ("Vastgelegd", f"{date(timezone.localdate(development.made_at))}{f' door {made_by}' if made_by else ''}"),
    ]


def _time_words(day: FuzzyDay | None) -> str:
    if day is None:
        return _UNKNOWN
    if day.first == day.last:
        return str(day)
    return f"{day} (gelezen als {date(day.first)} tot en met {date(day.last)})"


def _all() -> QuerySet[Development]:
    return Development.objects.select_related("scope")


@searched("ontwikkelingen", "Ontwikkelingen", fields=("title",), newest="made_at", order=34, rows=_all)
def development_hit(development: Development) -> Hit:
    about = f"{development.get_certainty_display()}, {development.get_state_display()}"
    where = f"ontwikkeling, {about}, over {place_of(development)}"
    return Hit(development.title, where, address_of(development), date(timezone.localdate(development.made_at)))
