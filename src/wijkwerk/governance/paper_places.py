"""For whom a paper is and what it is about, as the log says it."""

from typing import Any


def level_and_place(paper: Any) -> str:
    """ "intern, over Noord"."""
    return f"{paper.confidentiality}, over {paper.scope or 'de hele gemeente'}"
