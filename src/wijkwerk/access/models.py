"""Tables of access, each in the module of its subject."""

from .audit import AuditEvent
from .comments import Comment
from .digest import Digest
from .functions import Function, FunctionHolding
from .job_queue import Job
from .log_end import LogEnd
from .people import Body, Organisation, Person, RoleHolding
from .privacy.models import CorrectionRequest, RetentionItem, RetentionRun, RetentionTally, Tombstone
from .scopes import Scope
from .sign_in import SignInLink
from .signing_in.group_roles import ProviderRole
from .stored_files.models import StoredFile
from .substitution import Substitution

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
