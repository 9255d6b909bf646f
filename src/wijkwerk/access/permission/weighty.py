"""Deeds that weigh: whoever publishes, administers, or lays something down for good.

A role that may do one needs a second factor (`roles.csv`, held against this by a test), and the door of the page asks
once more who it is before one is done. Both follow from the verb, so that a new row of the table cannot forget them.
"""

from wijkwerk.access.permission.table import Deed

WEIGHTY_VERBS = frozenset(
    {"adopt", "approve", "correct", "erase", "manage", "publish", "reject", "run", "sign"},
)
# What is read, tried or made ready, and can be mended or is decided on by somebody else afterwards.
# fmt: off
LIGHT_VERBS = frozenset({
    "add", "answer", "cancel", "check", "close", "compare", "deliver", "drop", "edit", "end", "explain", "export",
    "finish", "give_up", "inspect", "plan", "postpone", "prove", "read", "remove", "reopen", "report", "return", "send",
    "stop", "submit", "tell", "verify",
})
# fmt: on
# Adopting a note is everyday work between two colleagues, with the scope of the note and not its rank behind it.
_EVERYDAY = frozenset({("adopt", "note")})
# Taking figures along is open to everybody; all about one person is not.
_ALSO = frozenset({("export", "persondata")})


def is_weighty(deed: Deed) -> bool:
    return deed in _ALSO or (deed[0] in WEIGHTY_VERBS and deed not in _EVERYDAY)
