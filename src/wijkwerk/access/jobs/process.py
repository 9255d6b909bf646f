"""A job while its handler works on it: tells how far it is, and hears that it must stop."""

import datetime
import time
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from wijkwerk.access.jobs.queue import Job, JobState

# A page looks every second or two; writing more often only wears the disk.
_BETWEEN_WRITES = 0.5


class JobCancelledError(Exception):
    """Somebody asked this job to stop. A handler lets it pass; what it was building is thrown away."""


class JobLostError(Exception):
    """This job was taken over, because its worker was silent for too long."""


class JobLaterError(Exception):
    """What this job needs is not there now, such as a mail server: it goes back into the queue for a while.

    problem   what the page of the job says until then, in Dutch
    """

    def __init__(self, pause: datetime.timedelta, problem: str) -> None:
        super().__init__(problem)
        self.pause = pause
        self.problem = problem


class RunningJob:
    """What a handler gets: the `params` it was asked with, and `progress`."""

    def __init__(self, job: Job, now: Callable[[], float] = time.monotonic) -> None:
        self.id: int = job.pk
        self.params: dict[str, Any] = job.params
        self.person = job.person
        self.attempt = job.attempts
        self.postponed = job.postponed
        self._now = now
        self._written_at = float("-inf")
        self._text = ""

    def progress(self, done: int, total: int, text: str = "") -> None:
        """Tell how far it is. Raises JobCancelledError or JobLostError where the work must stop here.

        Cheap to call in a loop: at most one write per half second, and one for each new text.
        """
        moment = self._now()
        if moment - self._written_at < _BETWEEN_WRITES and text == self._text and done < total:
            return
        self._written_at, self._text = moment, text
        mine = Job.objects.filter(pk=self.id, state=JobState.RUNNING, attempts=self.attempt)
        if not mine.update(done=done, total=total, text=text[:300], heartbeat_at=timezone.now()):
            raise JobLostError(f"taak {self.id} is overgenomen")
        self.stop_if_asked()

    def beat(self) -> bool:
        """Tell that the worker lives; False where the job is no longer this worker's."""
        mine = Job.objects.filter(pk=self.id, state=JobState.RUNNING, attempts=self.attempt)
        return bool(mine.update(heartbeat_at=timezone.now()))

    def stop_if_asked(self) -> None:
        if Job.objects.filter(pk=self.id, cancel_asked=True).exists():
            raise JobCancelledError(f"taak {self.id} is afgebroken")
