"""One move of a flow: from which states to which, who may not make it, what it stamps and what the log says of it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, Protocol

from django.db.models import Model

from wijkwerk.access.log.audit import first_day_of
from wijkwerk.access.people.models import Visitor, roles_of
from wijkwerk.access.people.roles import Role, role_facts
from wijkwerk.access.people.substitution import pair_of_eyes
from wijkwerk.lib.dutch import Noun
from wijkwerk.lib.user_errors import UserError

# What agreeing means in the log where somebody adds nothing to it.
READ_AND_AGREED = "nagelezen en akkoord"
# From the row as it was and the row as it is now: what the event says that it became.
Becoming = Callable[[Any, Any], str]
# A sentence for users, or what tells it from the row.
Sentence = str | Callable[[Any], str]


class AsItIs(Enum):
    """In place of the mark of what somebody read: nobody reads, the machine moves what is its own."""

    UNREAD = auto()


AS_IT_IS = AsItIs.UNREAD


class MoveError(UserError):
    """A move that cannot be made now, or not by this person; the message says which, in Dutch, and what to do."""


class NotNowError(MoveError):
    """The record is in another state than the one that the move begins in."""


class GoneError(NotNowError):
    """The record is not there any more."""


class NotYouError(MoveError):
    """Somebody else has to do it: this person had a hand in what is to be agreed to."""


class ChangedError(MoveError):
    """What somebody read has become something else in the meantime."""


class NoReasonGivenError(MoveError):
    """The move asks why, and nobody said so."""


class SecondPair(Protocol):
    """Why somebody else has to do it."""

    def had(self, person: Visitor, row: Model) -> bool:
        """Whether this person is the one who may not."""

    def rule(self, noun: Noun) -> str:
        """What it asks, for the page that says who may do what."""

    def refusal(self, noun: Noun) -> str:
        """What this person reads, as whole sentences."""


@dataclass(frozen=True, slots=True)
class Hands:
    """Who had a hand in a record, so that somebody else has to agree to it.

    of          the name of a field that holds one person, or what gives the numbers of several
    participle  what they did: "geschreven"
    must        what another has to do with it: "nalezen"
    """

    of: str | Callable[[Any], Collection[int]]
    participle: str
    must: str

    def had(self, person: Visitor, row: Model) -> bool:
        if person.pk is None:
            return False
        numbers = {getattr(row, f"{self.of}_id")} if isinstance(self.of, str) else set(self.of(row))
        return person.pk in numbers or not numbers.isdisjoint(pair_of_eyes(person.pk, lambda: first_day_of(row)))

    def rule(self, noun: Noun) -> str:
        others = "een ander heeft" if isinstance(self.of, str) else "anderen hebben"
        return f"{others} {noun.the} {self.participle}"

    def refusal(self, noun: Noun) -> str:
        return f"U hebt {noun.this} zelf {self.participle}. Een ander moet {noun.object} {self.must}."


@dataclass(frozen=True, slots=True)
class Own:
    """Whom a record is about, or belongs to: nobody decides on what is their own.

    of        the name of a field that holds the person, or "pk" where the record is the person
    asks      the rule, in words: "niemand sluit het eigen account"
    sentence  what that person reads
    """

    of: str
    asks: str
    sentence: str

    def had(self, person: Visitor, row: Model) -> bool:
        name = self.of if self.of == "pk" else f"{self.of}_id"
        return person.pk is not None and bool(getattr(row, name) == person.pk)

    def rule(self, noun: Noun) -> str:
        return self.asks

    def refusal(self, noun: Noun) -> str:
        return self.sentence


@dataclass(frozen=True, slots=True)
class OnlyFor:
    """Who answers for a record: the person that one of its fields names, and these roles; nobody else makes the move.

    The permission table still asks whether they may: this takes away, and gives nothing.

    of      the name of the field
    doing   what that person does: "doet"
    roles   that may in any case, because they answer for more than one record
    """

    of: str
    doing: str
    roles: frozenset[Role]

    def had(self, person: Visitor, row: Model) -> bool:
        answers = person.pk is not None and getattr(row, f"{self.of}_id") == person.pk
        return not answers and self.roles.isdisjoint(roles_of(person))

    def rule(self, noun: Noun) -> str:
        return f"u {self.doing} {noun.the} zelf, of u bent {self._roles_in_words()}"

    def refusal(self, noun: Noun) -> str:
        return (
            f"Dit zegt alleen wie {noun.the} {self.doing}, of {self._roles_in_words()}. Zet uw vraag als opmerking "
            f"bij {noun.the}."
        )

    def _roles_in_words(self) -> str:
        return " of ".join(role_facts(role).name.lower() for role in Role if role in self.roles)


@dataclass(frozen=True, slots=True)
class First:
    """What must have happened before a move, where the state alone does not tell.

    asks     the rule, in words: "zij is ten minste één keer verteld"
    missing  the sentence that says of a row what is still to be done; empty where it was done
    """

    asks: str
    missing: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Begin:
    """How a record comes to be.

    verb    as the log spells it
    states  in which it may begin
    asks    the verb of the permission table, where that is another; None where nobody is asked
    who     where nobody is asked: who or what begins it, in words
    not_by  who may not begin it
    """

    verb: str
    states: tuple[str, ...]
    asks: str | None = ""
    who: str = ""
    not_by: tuple[SecondPair, ...] = ()

    @property
    def permission(self) -> str | None:
        return None if self.asks is None else self.asks or self.verb


@dataclass(frozen=True, slots=True)
class Move:
    """One deed from a state to a state.

    verb    as the log spells it
    source  the state that it begins in, or several
    target  the state that it leads to; None where the record stays in the one that it is in
    done    what it comes to, as a participle: "vastgesteld"
    asks    the verb of the permission table, where that is another than the log's; None where nobody is asked, because
            it follows by itself from a move that somebody made
    kind    the kind that the table and the log name, where that is another than the flow's
    not_by  two pairs of eyes: nobody who had a hand in it
    first   what must have happened before, besides the state
    stamps  the fields that keep who did it and when
    reason  what the log says where nobody adds anything: words, or what tells them from the row before and after.
            None where whoever does it has to say why
    why     the sentence that asks for the reason
    reads   whether it is about what somebody read, so that it has to be the same still
    later   whether the target comes by itself afterwards: after the last day that was set, or as work begins or ends
    not_now what stands in the way in a state, where the flow's own sentence does not fit this move
    """

    verb: str
    source: str | tuple[str, ...]
    target: str | None
    done: str
    asks: str | None = ""
    kind: str = ""
    not_by: tuple[SecondPair, ...] = ()
    first: tuple[First, ...] = ()
    stamps: tuple[str, ...] = ()
    reason: str | Becoming | None = None
    why: str = ""
    reads: bool = True
    later: bool = False
    not_now: Mapping[str, Sentence] = field(default_factory=dict)

    @property
    def sources(self) -> tuple[str, ...]:
        return self.source if isinstance(self.source, tuple) else (self.source,)

    @property
    def permission(self) -> str | None:
        return None if self.asks is None else self.asks or self.verb

    @property
    def rules_the_table(self) -> bool:
        """Whether its rule is one of the table's deed. A verb that others share has more deeds than this one."""
        return bool(self.not_by) and self.permission == self.verb and not self.kind

    def targets(self, state: str) -> tuple[str, ...]:
        """The states that it may leave a record in that was in this one."""
        there = state if self.target is None else self.target
        return (there, state) if self.later else (there,)

    def event_reason(self, given: str, before: Model, after: Model) -> str:
        if given:
            return given
        return self.reason(before, after) if callable(self.reason) else self.reason or ""


@dataclass(slots=True)
class LogLine:
    """What the log will say of a move. Its body may tell there what came of it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A move as one person sees it. It can be made where nothing stands in the way.

    is_allowed  by the permission table
    not_now     the sentence that says what must happen first
    not_you     the rules that do not hold for this person
    who         the roles that may, in words
    own         what this person reads where they had a hand in it or it is their own, as whole sentences
    """

    move: Move
    is_allowed: bool
    not_now: str = ""
    not_you: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    @property
    def has_hand(self) -> bool:
        """Whether this person had a hand in it, or it is their own, whatever else stands in the way."""
        return bool(self.own)

    @property
    def is_open(self) -> bool:
        return self.is_allowed and not self.not_now and not self.not_you

    @property
    def refusal(self) -> str:
        """Which it is, "niet u" or "nu niet", and what to do; empty where the move is open."""
        if self.not_you:
            return f"Niet u: dit kan alleen als dit geldt: {'; '.join(self.not_you)}."
        if not self.is_allowed:
            return f"Niet u, maar: {', '.join(self.who)}."
        return f"Nu niet: {self.not_now}" if self.not_now else ""


def sentence_of(sentence: Sentence, row: Model) -> str:
    return sentence(row) if callable(sentence) else sentence
