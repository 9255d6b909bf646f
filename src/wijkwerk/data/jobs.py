"""Imports that are asked for on the site and done by the worker."""

from pathlib import Path

from django.conf import settings

from wijkwerk.access.jobs import handles
from wijkwerk.access.running_job import RunningJob

IMPORT = "import"


@handles(IMPORT)
def import_release(job: RunningJob) -> None:
    """Params: source, table (or none), paths (list of files or one raw folder), new_version and reason (or none)."""
    # Here, because every process that sets up Django reads this module, and few import anything.
    from wijkwerk.definitions.catalogue import load_catalogue

    from .imports import import_files

    import_files(
        load_catalogue(Path(settings.WIJKWERK_CATALOGUE)),
        job.params["source"],
        job.params.get("table"),
        [Path(path) for path in job.params["paths"]],
        job.person,
        job.progress,
        new_version=bool(job.params.get("new_version")),
        reason=job.params.get("reason") or "",
    )
