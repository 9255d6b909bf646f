"""The daily job that takes away bytes without a row."""

from wijkwerk.access.jobs.process import RunningJob
from wijkwerk.access.jobs.running import every_day, handles

from .actions import sweep_files

SWEEP = "sweep_files"


@every_day
@handles(SWEEP)
def sweep(job: RunningJob) -> None:
    count = sweep_files()
    job.progress(1, 1, f"{count} losse bestanden weggehaald" if count else "niets weg te halen")
