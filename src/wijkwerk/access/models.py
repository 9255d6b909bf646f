"""Tables of access, each in the module of its subject."""

from .audit import AuditEvent
from .job_queue import Job
from .people import Body, Organisation, Person, RoleHolding
from .scopes import Scope
from .sign_in import SignInLink

__all__ = ["AuditEvent", "Body", "Job", "Organisation", "Person", "RoleHolding", "Scope", "SignInLink"]
