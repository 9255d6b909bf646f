"""Publishing as a job, for the page that asks for it."""

from wijkwerk.access.jobs.process import RunningJob
from wijkwerk.access.jobs.running import handles

PUBLISH = "publish"


@handles(PUBLISH)
def publish(job: RunningJob) -> None:
    """Params: note; `releases` where not all signed ones are meant; `without_scores` where scores may lapse;
    `clock_is_right` where somebody looked at the clock.
    """
    from wijkwerk.editions.publishing import publish_edition

    publish_edition(
        by=job.person,
        note=job.params.get("note", ""),
        releases=job.params.get("releases"),
        without_scores=bool(job.params.get("without_scores")),
        clock_is_right=bool(job.params.get("clock_is_right")),
        progress=job.progress,
    )
