"""What a kind of record goes through, as data beside its model: states, the moves between them, and who may make which.

    class NoteFlow(Lifecycle[Note]):
        noun = Noun("notitie", Gender.FEMININE)
        states = NoteState
        read_fields = ("title", "text", "confidentiality", "scope")
        frozen = {NoteState.ADOPTED: "Deze notitie is vastgesteld en verandert niet meer. Schrijf een nieuwe."}
        moves = (
            Move("edit", DRAFT, DRAFT, done="bewaard", reason=changed_level_or_place),
            Move("adopt", DRAFT, ADOPTED, done="vastgesteld", not_by=(Hands("written_by", "geschreven", ...),)),
        )

    with NoteFlow.move(note, "adopt", by=person, read=mark, reason=why) as line:
        ...                      # what this deed changes besides, under the lock; `line.reason` is for the log

One move: who may make it, by the permission table and the rules → the row under lock, as it is now → the state that the
move begins in → what was read is still what stands there → the body's own changes → the new state and its stamps → one
event in the log. A rule stands in the flow alone: the page that says who may do what, the buttons, the refusals and the
diagram in `docs/` are derived from it. Moves, hands and errors stand in `moves`, how a state is kept in `states`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from wijkwerk.access.lifecycles.description import FlowDescription
from wijkwerk.access.lifecycles.field_values import changed_fields, field_of
from wijkwerk.access.lifecycles.moves import (
    AS_IT_IS,
    AsItIs,
    Begin,
    ChangedError,
    First,
    GoneError,
    Hands,
    LogLine,
    Move,
    MoveError,
    NoReasonGivenError,
    NotNowError,
    NotYouError,
    Offer,
    OnlyFor,
    Own,
    SecondPair,
    sentence_of,
)
from wijkwerk.access.lifecycles.sentences import asks_why, has_changed, is_gone, is_in_another_state
from wijkwerk.access.lifecycles.states import Derived, FilledIn, InField
from wijkwerk.access.log.audit import joined, record
from wijkwerk.access.log.words import name_kind
from wijkwerk.access.people.models import Person, Visitor
from wijkwerk.access.people.substitution import acting_as
from wijkwerk.access.permission.permissions import also_requires, kind_of, may, role_names, rules_against
from wijkwerk.access.permission.refusals import goes_out_of_reach, require

__all__ = [
    "AS_IT_IS", "FLOWS", "AsItIs", "Begin", "ChangedError", "Derived", "FilledIn", "First", "GoneError", "Hands",
    "InField", "Lifecycle", "LogLine", "Move", "MoveError", "NoReasonGivenError", "NotNowError", "NotYouError", "Offer",
    "OnlyFor", "Own", "flow_of",
]  # fmt: skip

Row = TypeVar("Row", bound=Model)

FLOWS: dict[str, type["Lifecycle[Any]"]] = {}


class _OutOfReachError(Exception):
    """The body of a move put the record where this person may not."""


class Lifecycle(FlowDescription[Row]):
    """The flow of one kind of record. A subclass is data, and registers its rules when it is defined."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "kind" not in vars(cls):
            cls.kind = kind_of(cls.model)
        assert cls.kind not in FLOWS, f"two flows for {cls.kind}"
        FLOWS[cls.kind] = cls
        name_kind(cls.kind, cls.noun.word)
        for move in cls.moves:
            for pair in move.not_by if move.rules_the_table else ():
                also_requires(move.verb, kind_of(cls.model), pair.rule(cls.noun))(cls._rule(pair, is_new=False))
        for pair in cls.begins.not_by:
            verb = cls.begins.permission
            assert verb, "a rule needs a deed of the permission table"
            also_requires(verb, kind_of(cls.model), pair.rule(cls.noun))(cls._rule(pair, is_new=True))

    @classmethod
    def begin(cls, row: Row, *, by: Person | None, reason: str) -> Row:
        """Keep a new record, with its event.

        by   who begins it; None for the machine itself, which the permission table does not know

        Raises RefusedError by the table or a rule.
        """
        cls.ask_to_begin(row, by=by)
        with transaction.atomic():
            row.save()
            words = _in_whose_place(by, cls.begins.permission, row, reason)
            record(person=by, verb=cls.begins.verb, kind=cls.kind, key=cls.key_of(row), reason=words)
        return row

    @classmethod
    def ask_to_begin(cls, row: Row, *, by: Person | None) -> None:
        """Before the transaction that a record begins in: what was refused there would not stay in the log.

        Raises RefusedError.
        """
        if by is not None and cls.begins.permission:
            require(by, cls.begins.permission, row)

    @classmethod
    @contextmanager
    def move(
        cls, row: Row, verb: str, *, by: Person | None, read: str | AsItIs = "", reason: str = ""
    ) -> Iterator[LogLine]:
        """Hold the row as it is now, let the body change it, and keep it in its new state with one event.

        by      who makes it; None for the machine itself, which the permission table does not know
        read    the mark (`mark_of`) of what this person saw, where the flow has one; AS_IT_IS where nobody reads

        Raises RefusedError by the table or a rule, also for where the body puts it; NotNowError, ChangedError,
        NotYouError or NoReasonGivenError; what the body raises goes on. Nothing is kept then.
        """
        move = cls.move_by_verb(verb)
        cls._require(row, move, by)
        try:
            with cls._moved(row, move, by, read, reason) as line:
                yield line
        except _OutOfReachError:
            # Outside the transaction, which would take the refusal back.
            cls._require_there(row, move, by)
            raise

    @classmethod
    @contextmanager
    def _moved(cls, row: Row, move: Move, by: Person | None, read: str | AsItIs, reason: str) -> Iterator[LogLine]:
        """One move, in a transaction of its own; the table was asked."""
        with transaction.atomic():
            cls._hold(row)
            cls._refuse_now(row, move, by)
            if move.reads and read is not AS_IT_IS and cls.mark_of(row) != read:
                raise ChangedError(cls.changed_sentence(row, move))
            line = LogLine(reason.strip())
            if move.reason is None and not line.reason:
                raise NoReasonGivenError(move.why or asks_why(cls.noun, move.done))
            before, was = copy(row), cls.state_of(row)
            yield line
            if by and move.permission and not move.kind and goes_out_of_reach(by, move.permission, before, row):
                raise _OutOfReachError
            cls._keep(row, before, move, by)
            assert cls.state_of(row) in move.targets(was), f"{move.verb} left {cls.kind} {row.pk} {cls.state_of(row)}"
            words = _in_whose_place(by, move.permission, before, move.event_reason(line.reason, before, row))
            record(person=by, verb=move.verb, kind=move.kind or cls.kind, key=cls.key_of(row), reason=words)

    @classmethod
    def ask_first(cls, row: Row, verb: str, *, by: Person | None) -> None:
        """Before long work that ends in a move: refuse it now where the move would be refused, and hold nothing.

        Raises as `move` does; that asks again when the work is done.
        """
        move = cls.move_by_verb(verb)
        cls._require(row, move, by)
        row.refresh_from_db()
        cls._refuse_now(row, move, by)

    @classmethod
    def offers(cls, row: Row, person: Visitor) -> dict[str, Offer]:
        """Every move by its verb, as this person sees it: the buttons of a page, and why one is missing."""
        permissions = ((move, move.permission) for move in cls.moves)
        return {move.verb: cls._offer(row, move, permission, person) for move, permission in permissions if permission}

    @classmethod
    def changed_sentence(cls, row: Row, move: Move) -> str:
        """What somebody reads who had another version before them."""
        return has_changed(cls.noun, move.done)

    @classmethod
    def _offer(cls, row: Row, move: Move, permission: str, person: Visitor) -> Offer:
        subject = move.kind or cls._as_it_begins(row, move)
        is_allowed = may(person, permission, subject)
        pairs = [pair for pair in move.not_by if pair.had(person, row)]
        rules = tuple(pair.rule(cls.noun) for pair in pairs)
        not_you = rules if is_allowed else rules_against(person, permission, subject)
        own = tuple(pair.refusal(cls.noun) for pair in pairs)
        return Offer(
            move, is_allowed, cls._not_now(row, move), not_you, role_names((permission, kind_of(subject))), own
        )

    @classmethod
    def _require(cls, row: Row, move: Move, by: Person | None) -> None:
        """By the table, of the row in a state that the move begins in: another state is a matter of now, not of who."""
        if by is not None and move.permission:
            require(by, move.permission, move.kind or cls._as_it_begins(row, move))

    @classmethod
    def _require_there(cls, row: Row, move: Move, by: Person | None) -> None:
        """By the table, of the row as it would become."""
        if by is not None and move.permission:
            require(by, move.permission, row)

    @classmethod
    def _as_it_begins(cls, row: Row, move: Move) -> Row:
        if cls.state_of(row) in move.sources:
            return row
        earlier = copy(row)
        cls.state.put(earlier, move.sources[0])
        return earlier

    @classmethod
    def _hold(cls, row: Row) -> None:
        """For this transaction alone: a page may have stood open while others went on."""
        rows: Any = cls.model._default_manager  # of the model of this flow, whose rows these are
        try:
            row.refresh_from_db(from_queryset=rows.select_for_update())
        except ObjectDoesNotExist as error:
            raise GoneError(is_gone(cls.noun)) from error

    @classmethod
    def _not_now(cls, row: Model, move: Move) -> str:
        """The sentence that says what must happen first; empty where the move may begin."""
        state = cls.state_of(row)
        if state in move.sources:
            return next((sentence for each in move.first if (sentence := each.missing(row))), "")
        known = move.not_now.get(state) or cls.frozen.get(state)
        if known:
            return sentence_of(known, row)
        return is_in_another_state(cls.noun, cls.state_words(state), map(cls.state_words, move.sources))

    @classmethod
    def _refuse_now(cls, row: Model, move: Move, by: Person | None) -> None:
        """Under the lock, or as near to it: the state, and a hand that came in since the table was asked."""
        sentence = cls._not_now(row, move)
        if sentence:
            raise NotNowError(sentence)
        hands = [pair for pair in move.not_by if by is not None and pair.had(by, row)]
        if hands:
            raise NotYouError(hands[0].refusal(cls.noun))

    @classmethod
    def _keep(cls, row: Row, before: Row, move: Move, by: Person | None) -> None:
        if move.target is not None:
            cls.state.put(row, move.target)
        for name in move.stamps:
            setattr(row, name, by if field_of(row, name).related_model is Person else timezone.now())
        fields = changed_fields(before, row)
        if cls.state_of(before) in cls.frozen:
            said_otherwise = set(fields) & set(cls.read_fields)
            assert not said_otherwise, f"{cls.kind} {row.pk} is frozen and says something else: {said_otherwise}"
        save = getattr(row, "save_in_move", row.save)
        save(update_fields=fields)

    @classmethod
    def _rule(cls, pair: SecondPair, *, is_new: bool) -> Callable[[Visitor, Model], bool]:
        """For the permission table: about records of this flow alone, that are there or that are to come."""
        return lambda person, row: (
            not isinstance(row, cls.model) or (row.pk is None) is not is_new or not pair.had(person, row)
        )


def _in_whose_place(person: Person | None, verb: str | None, row: Model, words: str) -> str:
    """What the log says, with the role that somebody else holds where that is what gave the right to."""
    instead = acting_as(person, verb, row) if person is not None and verb else None
    return joined(words, f"in de plaats van {instead.role_words}") if instead else words


def flow_of(row: Model | type[Model]) -> type[Lifecycle[Any]] | None:
    """The flow that rows of this model go through; None where they have none."""
    model = type(row) if isinstance(row, Model) else row
    return next((flow for flow in FLOWS.values() if flow.model is model), None)
