"""The job of a retention run."""

from wijkwerk.access.jobs.process import RunningJob
from wijkwerk.access.jobs.running import handles
from wijkwerk.access.privacy.retention_actions import KIND, carry_out

from .models import RetentionRun


@handles(KIND)
def run_retention(job: RunningJob) -> None:
    """Take what an approved run planned. Begun again, it goes on where it was."""
    carry_out(RetentionRun.objects.get(pk=job.params["run"]), job.progress, by=job.person)
