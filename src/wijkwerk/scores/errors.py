"""What makes it impossible to run a recipe on these figures: gathered, each with its place and its remedy, in Dutch."""

from wijkwerk.lib.problems import Problem, UnusableError


class ScoreError(UnusableError[Problem]):
    """No score at all."""

    beginning = "De score is niet te berekenen,"
