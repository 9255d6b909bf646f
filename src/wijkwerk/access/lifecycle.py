"""What a kind of record goes through, as data beside its model: states, the moves between them, and who may make which.

    class NoteFlow(Lifecycle[Note]):
        noun = Noun("notitie", Gender.FEMININE)
        read_fields = ("title", "text", "confidentiality", "scope")
        frozen = {NoteState.ADOPTED: "Deze notitie is vastgesteld en verandert niet meer. Schrijf een nieuwe."}
        moves = (
            Move("edit", DRAFT, DRAFT, done="bewaard", reason=changed_level_or_place),
            Move("adopt", DRAFT, ADOPTED, done="vastgesteld", not_by=(Hands("written_by", "geschreven"), ...)),
        )

    with NoteFlow.move(note, "adopt", by=person, read=mark, reason=why) as row:
        ...                      # what this deed changes besides, under the lock

One move: who may make it, by the permission table and the rules → the row under lock, as it is now → the state that the
move begins in → what was read is still what stands there → the body's own changes → the new state and its stamps → one
event in the log. A rule stands in the flow alone: the page that says who may do what, the buttons, the refusals and the
diagram in `docs/` are derived from it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar, cast

from django.db import transaction
from django.db.models import Field, Model, QuerySet
from django.utils import timezone

from wijkwerk.lib.digests import digest_of
from wijkwerk.lib.dutch import Noun
from wijkwerk.lib.user_errors import UserError

from .audit import first_day_of, joined, record
from .people import Person, Visitor
from .permissions import also_requires, kind_of, may, rules_against
from .refusals import require
from .substitution import acting_as, pair_of_eyes
from .waiting import Wait

Row = TypeVar("Row", bound=Model)
# From the row as it was and the row as it is now: what the event says that it became.
Becoming = Callable[[Any, Any], str]


class MoveError(UserError):
    """A move that cannot be made now, or not by this person; the message says which, in Dutch, and what to do."""


class NotNowError(MoveError):
    """The record is in another state than the one that the move begins in."""


class NotYouError(MoveError):
    """Somebody else has to do it: this person had a hand in what is to be agreed to."""


class ChangedError(MoveError):
    """What somebody read has become something else in the meantime."""


class NoReasonGivenError(MoveError):
    """The move asks why, and nobody said so."""


@dataclass(frozen=True, slots=True)
class Hands:
    """Who had a hand in a record, so that somebody else has to agree to it.

    of          the name of a field that holds one person, or what gives the numbers of several
    participle  what they did: "geschreven"
    """

    of: str | Callable[[Any], Collection[int]]
    participle: str

    def had(self, person: Visitor, row: Model) -> bool:
        if person.pk is None:
            return False
        numbers = {getattr(row, f"{self.of}_id")} if isinstance(self.of, str) else set(self.of(row))
        return person.pk in numbers or not numbers.isdisjoint(pair_of_eyes(person.pk, lambda: first_day_of(row)))

    def rule(self, noun: Noun) -> str:
        """What it asks, for the page that says who may do what."""
        others = "een ander heeft" if isinstance(self.of, str) else "anderen hebben"
        return f"{others} {noun.the} {self.participle}"


@dataclass(frozen=True, slots=True)
class Move:
    """One deed from a state to a state.

    verb    as the permission table spells it
    done    what it comes to, as a participle: "vastgesteld"
    not_by  two pairs of eyes: nobody who had a hand in it
    stamps  the fields that keep who did it and when
    reason  what the log says where nobody adds anything: words, or what tells them from the row before and after.
            None where whoever does it has to say why
    """

    verb: str
    source: str
    target: str
    done: str
    not_by: tuple[Hands, ...] = ()
    stamps: tuple[str, str] | None = None
    reason: str | Becoming | None = None

    def event_reason(self, given: str, before: Model, after: Model) -> str:
        if given.strip():
            return given.strip()
        return self.reason(before, after) if callable(self.reason) else self.reason or ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A move as one person sees it. It can be made where nothing stands in the way.

    not_now  the sentence that says what must happen first
    not_you  the rules that do not hold for this person
    """

    move: Move
    is_allowed: bool
    not_now: str = ""
    not_you: tuple[str, ...] = field(default=())

    @property
    def is_open(self) -> bool:
        return self.is_allowed and not self.not_now


FLOWS: dict[str, type["Lifecycle[Any]"]] = {}


class Lifecycle(Generic[Row]):
    """The flow of one kind of record. A subclass is data; it registers its rules when it is defined.

    read_fields  what a reader sees and others can change: the mark of what was read is made of these
    frozen       the states in which nothing changes any more, each with the sentence that says so and what to do
    waits_for    the states in which others wait for a move, each with what they wait for
    """

    model: ClassVar[type[Model]]
    noun: ClassVar[Noun]
    state_field: ClassVar[str] = "state"
    read_fields: ClassVar[tuple[str, ...]]
    frozen: ClassVar[Mapping[str, str]] = {}
    waits_for: ClassVar[Mapping[str, Wait]] = {}
    moves: ClassVar[tuple[Move, ...]]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        kind = kind_of(cls.model)
        assert kind not in FLOWS, f"two flows for {kind}"
        FLOWS[kind] = cls
        for move in cls.moves:
            for hands in move.not_by:
                also_requires(move.verb, kind, hands.rule(cls.noun))(_has_no_hand(hands))

    @classmethod
    def begin(cls, row: Row, *, by: Person | None, reason: str) -> Row:
        """Keep a new record, with its event; whether the person may add it was asked by whoever calls."""
        with transaction.atomic():
            row.save()
            words = _in_whose_place(by, "add", row, reason)
            record(person=by, verb="add", kind=kind_of(row), key=str(row.pk), reason=words)
        return row

    @classmethod
    @contextmanager
    def move(cls, row: Row, verb: str, *, by: Person, read: str, reason: str = "") -> Iterator[Row]:
        """Hold the row as it is now, let the body change it, and keep it in its new state with one event.

        read    the mark (`mark_of`) of what this person saw

        Raises RefusedError by the table or a rule, NotNowError, ChangedError, NotYouError or NoReasonGivenError; what
        the body raises goes on. Nothing is kept then, and `row` shows what stands there now.
        """
        move = cls.move_by_verb(verb)
        require(by, verb, row)
        with transaction.atomic():
            cls._hold(row)
            cls._refuse_wrong_state(row, move)
            cls._refuse_unread(row, move, read)
            cls._refuse_hands(row, move, by)
            before = copy(row)
            yield row
            words = move.event_reason(reason, before, row)
            if not words:
                raise NoReasonGivenError(f"Zeg waarom {cls.noun.the} wordt {move.done}.")
            words = _in_whose_place(by, verb, before, words)
            cls._keep(row, before, move, by)
            record(person=by, verb=verb, kind=kind_of(row), key=str(row.pk), reason=words)

    @classmethod
    def move_by_verb(cls, verb: str) -> Move:
        return next(move for move in cls.moves if move.verb == verb)

    @classmethod
    def mark_of(cls, row: Row) -> str:
        """What somebody reads of it, as one mark: the same again has the same mark."""
        return digest_of(
            [kind_of(row), row.pk, *(_field(row, name).value_from_object(row) for name in cls.read_fields)]
        )

    @classmethod
    def version_read(cls, row: Row, mark: str) -> Row | None:
        """The row as it was when this was its mark; None where it keeps no history, or never was so."""
        kept: Any = getattr(row, "history", None)
        past = (each.instance for each in kept.all()) if kept is not None else ()
        return next((each for each in past if cls.mark_of(each) == mark), None)

    @classmethod
    def offers(cls, row: Row, person: Visitor) -> dict[str, Offer]:
        """Every move by its verb, as this person sees it: the buttons of a page, and why one is missing."""
        return {
            move.verb: Offer(
                move, may(person, move.verb, row), cls._not_now(row, move), rules_against(person, move.verb, row)
            )
            for move in cls.moves
        }

    @classmethod
    def rows_in(cls, state: str) -> QuerySet[Row]:
        """The records that are in a state."""
        rows: Any = cls.model._default_manager
        return cast("QuerySet[Row]", rows.filter(**{cls.state_field: state}))

    @classmethod
    def state_of(cls, row: Model) -> str:
        return str(getattr(row, cls.state_field))

    @classmethod
    def _hold(cls, row: Row) -> None:
        """For this transaction alone: a page may have stood open while others went on."""
        rows: Any = cls.model._default_manager  # of the model of this flow, whose rows these are
        row.refresh_from_db(from_queryset=rows.select_for_update())

    @classmethod
    def _not_now(cls, row: Model, move: Move) -> str:
        state = cls.state_of(row)
        if state == move.source:
            return ""
        return cls.frozen.get(state) or f"{cls.noun.this.capitalize()} is {state}: dit kan alleen als {move.source}."

    @classmethod
    def _refuse_wrong_state(cls, row: Model, move: Move) -> None:
        sentence = cls._not_now(row, move)
        if sentence:
            raise NotNowError(sentence)

    @classmethod
    def _refuse_unread(cls, row: Row, move: Move, read: str) -> None:
        if cls.mark_of(row) != read:
            raise ChangedError(
                f"{cls.noun.this.capitalize()} is gewijzigd sinds u {cls.noun.object} opende. Er is niets {move.done}. "
                f"Hieronder staat {cls.noun.subject} zoals {cls.noun.subject} nu is: lees {cls.noun.object} eerst."
            )

    @classmethod
    def _refuse_hands(cls, row: Model, move: Move, by: Person) -> None:
        """Under the lock again: somebody's hand may be in it since the table was asked."""
        for hands in move.not_by:
            if hands.had(by, row):
                raise NotYouError(
                    f"U hebt {cls.noun.this} zelf {hands.participle}. Een ander moet {cls.noun.object} nalezen."
                )

    @classmethod
    def _keep(cls, row: Row, before: Row, move: Move, by: Person) -> None:
        if move.target != move.source:
            setattr(row, cls.state_field, move.target)
        if move.stamps:
            who, when = move.stamps
            setattr(row, who, by)
            setattr(row, when, timezone.now())
        names = [each.name for each in row._meta.concrete_fields if _differs(each, before, row)]
        row.save(update_fields=names)


def _in_whose_place(person: Person | None, verb: str, row: Model, words: str) -> str:
    """What the log says, with the role that somebody else holds where that is what gave the right to."""
    instead = acting_as(person, verb, row) if person is not None else None
    return joined(words, f"in de plaats van {instead.role_words}") if instead else words


def _has_no_hand(hands: Hands) -> Callable[[Visitor, Model], bool]:
    return lambda person, row: not hands.had(person, row)


def _field(row: Model, name: str) -> "Field[Any, Any]":
    found = row._meta.get_field(name)
    assert isinstance(found, Field)
    return found


def _differs(each: "Field[Any, Any]", before: Model, after: Model) -> bool:
    return bool(each.value_from_object(before) != each.value_from_object(after))
