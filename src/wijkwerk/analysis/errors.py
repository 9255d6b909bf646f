"""What analysis refuses."""

from wijkwerk.lib.user_errors import UserError


class AnalysisError(UserError):
    """This cannot be done now; the message says why and what can be done, in Dutch."""
