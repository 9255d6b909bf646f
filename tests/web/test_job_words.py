"""Every job that the worker can do has a Dutch name on the page of jobs."""

from wijkwerk.access.jobs.running import _HANDLERS
from wijkwerk.web.job_words import JOB_KINDS, job_words


def test_every_kind_of_job_has_a_name():
    shipped = {kind for kind, handler in _HANDLERS.items() if handler.__module__.startswith("wijkwerk.")}
    assert {"import", "publish", "area_scopes"} <= shipped, "the walk finds them"
    assert shipped <= set(JOB_KINDS)


def test_a_kind_of_another_version_is_shown_as_it_stands():
    assert job_words("tellen") == "tellen"
