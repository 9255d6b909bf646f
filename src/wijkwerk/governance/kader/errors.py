"""What is wrong with a kader: everything gathered first, then told at once; nothing is stored."""

from wijkwerk.lib.problems import Problem, UnusableError
from wijkwerk.lib.user_errors import UserError


class KaderError(UnusableError[Problem], UserError):
    """A version of the kader cannot be used. Its problems stand in the order of the norms."""

    beginning = "Dit kader heeft"
