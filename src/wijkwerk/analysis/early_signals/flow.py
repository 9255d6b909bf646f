"""What a signal goes through: it waits for the field, is answered, or lapses as a newer edition takes its place."""

import datetime
from typing import ClassVar

from wijkwerk.access.lifecycles.lifecycle import Begin, Lifecycle, Move
from wijkwerk.access.lifecycles.waiting import Wait
from wijkwerk.lib.dutch import Gender, Noun
from wijkwerk.lib.values import FuzzyDay

from .models import EarlySignal, SignalState


def last_verdict(before: EarlySignal, after: EarlySignal) -> str:
    """The verdict alone: what somebody wrote with it stays with the signal."""
    verdict = after.verdicts.last()
    return "veldoordeel" if verdict is None else verdict.get_verdict_display()


def until(signal: EarlySignal) -> FuzzyDay:
    day: datetime.date = signal.answer_by
    return FuzzyDay.on(day)


class EarlySignalFlow(Lifecycle[EarlySignal]):
    model = EarlySignal
    noun = Noun("signaal", Gender.NEUTER)
    states = SignalState
    read_fields = ("observed",)
    frozen: ClassVar = {
        SignalState.LAPSED: "Een nieuwere editie kwam in de plaats: dit signaal kreeg geen veldoordeel.",
    }
    begins = Begin("raise", (SignalState.WAITING,), asks=None, who="de rookmelder, bij een nieuwe editie")
    moves = (
        Move(
            "answer",
            (SignalState.WAITING, SignalState.ANSWERED),
            SignalState.ANSWERED,
            done="beantwoord",
            reason=last_verdict,
        ),
        Move(
            "lapse",
            SignalState.WAITING,
            SignalState.LAPSED,
            done="vervallen",
            asks=None,
            reason="er is een nieuwere editie",
            reads=False,
        ),
    )
    waits_for: ClassVar = {
        SignalState.WAITING: Wait(
            "answer",
            asks="Geef een veldoordeel over",
            because="U kent deze buurt.",
            ignored="Het signaal blijft zonder antwoord, en vervalt bij een nieuwe editie.",
            due=until,
        )
    }
