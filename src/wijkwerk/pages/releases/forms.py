"""What is asked about a release and about a remark of its checks."""

from typing import Any

from wijkwerk.data.models import Release
from wijkwerk.web.forms import Reason, StaffForm

LONGEST_REASON = 2000


class ExplainForm(StaffForm):
    explanation = Reason("Waarom houdt dit de levering niet tegen?", LONGEST_REASON, lines=4)


class _OfRelease(StaffForm):
    """About a release, which has a reason of its own: why it replaces another."""

    @classmethod
    def values_of(cls, row: Release) -> dict[str, Any]:
        return {}


class SignForm(_OfRelease):
    reason = Reason("Toelichting", LONGEST_REASON, lines=3, required=False)


class RejectForm(_OfRelease):
    reason = Reason("Waarom keurt u deze levering af?", LONGEST_REASON, lines=4)
