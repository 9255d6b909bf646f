"""What an ontwikkeling goes through: known until it is finished or dropped; both can be taken back, with a reason."""

from wijkwerk.access.lifecycles.lifecycle import Begin, Lifecycle, Move
from wijkwerk.lib.dutch import Gender, Noun

from .models import Development, DevelopmentState


def what_changed(before: Development, after: Development) -> str:
    """Titles and texts never go into the log."""
    changes = {
        "een ander gebied": before.scope_id != after.scope_id,
        "een andere vertrouwelijkheid": before.confidentiality != after.confidentiality,
        "een andere periode": (before.starts, before.ends) != (after.starts, after.ends),
        "een ander bedrag": before.amount != after.amount,
        "een andere zekerheid": before.certainty != after.certainty,
    }
    return ", ".join(words for words, is_so in changes.items() if is_so) or "anders gezegd"


class DevelopmentFlow(Lifecycle[Development]):
    model = Development
    noun = Noun("ontwikkeling", Gender.FEMININE)
    states = DevelopmentState
    read_fields = (
        "title", "explanation", "party", "organisation", "party_words", "starts", "ends", "amount", "certainty",
        "source", "confidentiality", "scope",
    )  # fmt: skip
    begins = Begin("add", (DevelopmentState.KNOWN,))
    moves = (
        Move("edit", DevelopmentState.KNOWN, DevelopmentState.KNOWN, done="gewijzigd", reason=what_changed),
        Move(
            "finish",
            DevelopmentState.KNOWN,
            DevelopmentState.FINISHED,
            done="afgerond",
            stamps=("closed_by", "closed_at"),
            why="Zeg in één zin wat er kwam.",
        ),
        Move(
            "drop",
            DevelopmentState.KNOWN,
            DevelopmentState.DROPPED,
            done="vervallen",
            stamps=("closed_by", "closed_at"),
            why="Zeg waarom de ontwikkeling niet doorgaat.",
        ),
        Move(
            "reopen",
            (DevelopmentState.FINISHED, DevelopmentState.DROPPED),
            DevelopmentState.KNOWN,
            done="weer geopend",
            why="Zeg waarom de ontwikkeling weer open gaat.",
        ),
    )
