"""Publishing as a job, for the page that asks for it."""

from wijkwerk.access.jobs.process import RunningJob
from wijkwerk.access.jobs.running import handles

PUBLISH = "publish"


@handles(PUBLISH)
def publish(job: RunningJob) -> None:
    """Params: note; `releases` where not all signed ones are meant; `without_scores` where scores may lapse."""
    from wijkwerk.editions.publishing import publish_edition

    publish_edition(
        by=job.person,
        note=job.params.get("note", ""),
        releases=job.params.get("releases"),
        without_scores=bool(job.params.get("without_scores")),
        progress=job.progress,
    )
