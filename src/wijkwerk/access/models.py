"""Tables of access, each in the module of its subject."""

from .audit import AuditEvent
from .job_queue import Job
from .people import Person, RoleHolding
from .sign_in import SignInLink

__all__ = ["AuditEvent", "Job", "Person", "RoleHolding", "SignInLink"]
