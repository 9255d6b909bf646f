"""What a flow says of its kind of record: states, moves, what is frozen, and what a reader sees of a row."""

from collections.abc import Mapping
from typing import Any, ClassVar, Generic, TypeVar, cast

from django.db.models import Model, QuerySet, TextChoices

from wijkwerk.access.lifecycles.field_values import field_of
from wijkwerk.access.lifecycles.moves import Begin, Move, Sentence
from wijkwerk.access.lifecycles.states import InField, State
from wijkwerk.access.lifecycles.waiting import Wait
from wijkwerk.lib.digests import digest_of
from wijkwerk.lib.dutch import Noun

Row = TypeVar("Row", bound=Model)


class FlowDescription(Generic[Row]):
    """
    kind         as the log spells it; that of the permission table where left out
    states       the states with their words
    state        how the state is read off a row
    key_field    what the log calls a row by
    read_fields  what a reader sees and others can change: the mark of what was read is made of these
    frozen       the states in which nothing is said otherwise any more, each with the sentence that says so
    begins       how a record comes to be
    waits_for    the states in which others wait for a move, each with what they wait for
    """

    model: ClassVar[type[Model]]
    noun: ClassVar[Noun]
    kind: ClassVar[str]
    states: ClassVar[type[TextChoices]]
    state: ClassVar[State] = InField()
    key_field: ClassVar[str] = "pk"
    read_fields: ClassVar[tuple[str, ...]] = ()
    frozen: ClassVar[Mapping[str, Sentence]] = {}
    begins: ClassVar[Begin]
    moves: ClassVar[tuple[Move, ...]]
    waits_for: ClassVar[Mapping[str, Wait]] = {}

    @classmethod
    def move_by_verb(cls, verb: str) -> Move:
        return next(move for move in cls.moves if move.verb == verb)

    @classmethod
    def is_time_for(cls, row: Model, verb: str) -> bool:
        """Whether the state that the row is in lets this move begin, whoever makes it and whatever must come first."""
        return cls.state_of(row) in cls.move_by_verb(verb).sources

    @classmethod
    def rows_in(cls, state: str) -> QuerySet[Row]:
        """The records that are in a state; where nothing in the database tells, more than those."""
        rows: Any = cls.model._default_manager.all()
        return cls.state.rows(cast("QuerySet[Row]", rows), state)

    @classmethod
    def state_of(cls, row: Model) -> str:
        return cls.state.of(row)

    @classmethod
    def state_words(cls, state: str) -> str:
        return str(cls.states(state).label)

    @classmethod
    def key_of(cls, row: Model) -> str:
        """What the log calls it."""
        return str(getattr(row, cls.key_field))

    @classmethod
    def mark_of(cls, row: Row) -> str:
        """What somebody reads of it, as one mark: the same again has the same mark. Empty where nothing is compared."""
        read = cls.what_is_read(row)
        return digest_of([cls.kind, row.pk, *read]) if read else ""

    @classmethod
    def mark_asked(cls, row: Row, permission: str) -> str:
        """The mark that a form for a deed of the permission table sends along; empty where that asks for none."""
        needs_mark = any(move.reads and move.permission == permission for move in cls.moves)
        return cls.mark_of(row) if needs_mark else ""

    @classmethod
    def what_is_read(cls, row: Row) -> list[Any]:
        """The values that the mark is made of."""
        return [field_of(row, name).value_from_object(row) for name in cls.read_fields]

    @classmethod
    def version_read(cls, row: Row, mark: str) -> Row | None:
        """The row as it was when this was its mark; None where it keeps no history, or never was so."""
        kept: Any = getattr(row, "history", None)
        past = (each.instance for each in kept.all()) if kept is not None else ()
        return next((each for each in past if cls.mark_of(each) == mark), None)
