"""What the worker does with figures and areas: imports that were asked for on the site, and once a day the division."""

from pathlib import Path

from wijkwerk.access.jobs.process import RunningJob
from wijkwerk.access.jobs.running import every_day, handles
from wijkwerk.access.permission.refusals import require_still

IMPORT = "import"
SCOPES = "area_scopes"


@handles(IMPORT)
def import_release(job: RunningJob) -> None:
    """Params: source, table (or none), paths (list of files or one raw folder), new_version and reason (or none)."""
    # Here, because every process that sets up Django reads this module, and few import anything.
    from wijkwerk.data.own_indicator.catalogue import site_catalogue
    from wijkwerk.data.release.imports import import_files

    require_still(job.person, "deliver", "release")
    import_files(
        site_catalogue(),
        job.params["source"],
        job.params.get("table"),
        [Path(path) for path in job.params["paths"]],
        job.person,
        job.progress,
        new_version=bool(job.params.get("new_version")),
        reason=job.params.get("reason") or "",
    )


@every_day
@handles(SCOPES)
def follow_the_division(job: RunningJob) -> None:
    """A stadsdeel may begin, end or get other wijken on a day that was chosen before."""
    from wijkwerk.data.area.own_scopes import register_own_scopes

    register_own_scopes()
    job.progress(1, 1, "Gebieden als bereik van rollen bijgewerkt")
