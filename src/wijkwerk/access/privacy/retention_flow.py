"""What a retention round goes through: planned by one, approved by another, carried out by a job, or taken back."""

from typing import ClassVar, cast

from django.db.models import Model, TextChoices

from wijkwerk.access.jobs.queue import JobState
from wijkwerk.access.lifecycles.lifecycle import Begin, Hands, InField, Lifecycle, Move
from wijkwerk.access.lifecycles.waiting import Wait, within
from wijkwerk.lib.dutch import Gender, Noun

from .models import RetentionRun, RunState


class RoundState(TextChoices):
    """Those of the row, and busy: approved, while a job is at work."""

    PLANNED = RunState.PLANNED.value, "voorbereid"
    APPROVED = RunState.APPROVED.value, "goedgekeurd"
    BUSY = "busy", "bezig"
    DONE = RunState.DONE.value, "uitgevoerd"
    DROPPED = RunState.DROPPED.value, "ingetrokken"


PLANNED, APPROVED, BUSY = RoundState.PLANNED, RoundState.APPROVED, RoundState.BUSY
DONE, DROPPED = RoundState.DONE, RoundState.DROPPED
_APPROVED_ALREADY = "Deze ronde is al goedgekeurd."
_NOT_BUSY = "Deze ronde is niet bezig."


def is_busy(run: RetentionRun) -> bool:
    return run.job is not None and run.job.state in {JobState.QUEUED, JobState.RUNNING}


class WithItsJob(InField):
    """The row holds it, but for being busy: that its job knows."""

    def of(self, row: Model) -> str:
        kept = super().of(row)
        return BUSY.value if kept == APPROVED and is_busy(cast(RetentionRun, row)) else kept

    def put(self, row: Model, state: str) -> None:
        super().put(row, APPROVED.value if state == BUSY else state)


def what_went(before: RetentionRun, after: RetentionRun) -> str:
    return ", ".join(f"{each.taken} × {each.kind} {each.afterwards}" for each in after.tallies.all())


class RetentionFlow(Lifecycle[RetentionRun]):
    model = RetentionRun
    noun = Noun("opruimronde", Gender.FEMININE)
    states = RoundState
    state = WithItsJob()
    frozen: ClassVar = {DONE: "Deze ronde is al uitgevoerd.", DROPPED: "Deze ronde is al ingetrokken."}
    begins = Begin("plan", (PLANNED,))
    waits_for: ClassVar = {
        PLANNED: Wait(
            "approve",
            asks="Loop na en keur goed",
            because="Twee paar ogen: een ander bereidde deze opruimronde voor.",
            ignored="Er wordt niets gewist; gegevens blijven langer dan is beloofd.",
            due=within(14, of="planned_at"),
        ),
        APPROVED: Wait(
            "run",
            asks="Voer uit",
            because="De ronde is goedgekeurd.",
            ignored="Er wordt niets gewist; gegevens blijven langer dan is beloofd.",
            due=within(14, of="approved_at"),
        ),
    }
    moves = (
        Move(
            "approve",
            PLANNED,
            APPROVED,
            done="goedgekeurd",
            not_by=(Hands("planned_by", "voorbereid", "goedkeuren"),),
            stamps=("approved_by", "approved_at"),
            reason="plan nagelopen en akkoord",
            not_now={APPROVED: _APPROVED_ALREADY, BUSY: _APPROVED_ALREADY},
        ),
        Move(
            "run",
            APPROVED,
            BUSY,
            done="begonnen",
            reason="na goedkeuring",
            later=True,
            not_now={PLANNED: "Deze ronde moet eerst worden goedgekeurd.", BUSY: "Deze ronde is al bezig."},
        ),
        Move(
            "stop",
            BUSY,
            APPROVED,
            done="gestopt",
            asks="run",
            reason="afgebroken op verzoek",
            later=True,
            not_now=dict.fromkeys((PLANNED, APPROVED, DONE, DROPPED), _NOT_BUSY),
        ),
        Move(
            "finish",
            (APPROVED, BUSY),
            DONE,
            done="afgerond",
            asks=None,
            stamps=("finished_at",),
            reason=what_went,
        ),
        Move(
            "drop",
            (PLANNED, APPROVED),
            DROPPED,
            done="ingetrokken",
            asks="plan",
            stamps=("finished_at",),
            why="Zeg waarom u deze ronde intrekt.",
            not_now={BUSY: "Deze ronde is bezig. Stop haar eerst."},
        ),
    )
