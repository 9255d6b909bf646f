"""What every value says when its text cannot be read."""


class UnreadableValueError(ValueError):
    """The message says what was expected, in Dutch, as the end of a sentence: "een bedrag, als € 1.250"."""
