"""argparse in Dutch.

argparse asks gettext for its few sentences, and no Python brings them in Dutch. A sentence that a newer
Python words otherwise falls back to its English; the tests read the help of every command for that.
"""

import argparse

_SENTENCES = {
    "usage: ": "gebruik: ",
    "%(heading)s:": "%(heading)s:",
    "positional arguments": "wat erbij hoort",
    "options": "opties",
    "show this help message and exit": "toon deze uitleg",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "dit ontbreekt: %s",
    "unrecognized arguments: %s": "onbekend: %s",
    "expected one argument": "verwacht één waarde erachter",
    "expected at least one argument": "verwacht ten minste één waarde erachter",
    "expected at most one argument": "verwacht hoogstens één waarde erachter",
    "invalid %(type)s value: %(value)r": "%(value)r is hier geen geldige waarde",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r bestaat niet; kies uit %(choices)s",
    "not allowed with argument %s": "kan niet samen met %s",
    "one of the arguments %s is required": "geef een van deze: %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s is onvolledig: %(matches)s",
    "ignored explicit argument %r": "hier past geen waarde: %r",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
}


def speak_dutch() -> None:
    """Make argparse answer in Dutch, in this process."""
    setattr(argparse, "_", lambda sentence: _SENTENCES.get(sentence, sentence))  # noqa: B010 - not in its type
    setattr(argparse, "ngettext", _plural)  # noqa: B010


def _plural(one: str, many: str, count: int) -> str:
    if many == "expected %s arguments":
        return "verwacht %s waarden erachter"
    return one if count == 1 else many
