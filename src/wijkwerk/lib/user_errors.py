"""What somebody asked and cannot have: the one kind of error that a form shows beside what was typed.

A list of errors per view forgot one now and then, and whoever asked got a fault of the site.
"""


class UserError(Exception):
    """This cannot be done, or not now. The message, in Dutch, says why and what to do; nothing was kept."""
