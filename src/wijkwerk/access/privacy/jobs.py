"""The job of a retention run."""

from ..jobs import handles
from ..running_job import RunningJob
from .actions import KIND, carry_out
from .models import RetentionRun


@handles(KIND)
def run_retention(job: RunningJob) -> None:
    """Take what an approved run planned. Begun again, it goes on where it was."""
    carry_out(RetentionRun.objects.get(pk=job.params["run"]), job.progress, by=job.person)
