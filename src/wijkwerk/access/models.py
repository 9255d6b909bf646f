"""Tables of access, each in the module of its subject."""

from wijkwerk.access.jobs.queue import Job
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.log.end import LogEnd
from wijkwerk.access.mail.digest import Digest
from wijkwerk.access.people.functions import Function, FunctionHolding
from wijkwerk.access.people.models import Body, Organisation, Person, RoleHolding
from wijkwerk.access.people.scopes import Scope
from wijkwerk.access.people.substitution import Substitution
from wijkwerk.access.signing_in.links import SignInLink

from .comments import Comment
from .privacy.models import CorrectionRequest, RetentionItem, RetentionRun, RetentionTally, Tombstone
from .signing_in.group_roles import ProviderRole
from .stored_files.models import StoredFile

__all__ = [
    "AuditEvent",
    "Body",
    "Comment",
    "CorrectionRequest",
    "Digest",
    "Function",
    "FunctionHolding",
    "Job",
    "LogEnd",
    "Organisation",
    "Person",
    "ProviderRole",
    "RetentionItem",
    "RetentionRun",
    "RetentionTally",
    "RoleHolding",
    "Scope",
    "SignInLink",
    "StoredFile",
    "Substitution",
    "Tombstone",
]
