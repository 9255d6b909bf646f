"""What feedback goes through: it comes in, and is answered, or closed with a reason."""

from typing import ClassVar

from wijkwerk.access.lifecycles.lifecycle import Begin, Lifecycle, Move
from wijkwerk.access.lifecycles.waiting import Wait, within
from wijkwerk.governance.feedback.models import Feedback, FeedbackAddress, FeedbackState
from wijkwerk.lib.dutch import Gender, Noun


def where_it_goes(before: Feedback, after: Feedback) -> str:
    """Whether an answer leaves the site. What it says never goes into the log, nor to whom."""
    has_address = FeedbackAddress.objects.filter(feedback=after).exists()
    return "per e-mail" if has_address else "bewaard, want er is geen e-mailadres"


class FeedbackFlow(Lifecycle[Feedback]):
    model = Feedback
    noun = Noun("reactie", Gender.FEMININE)
    states = FeedbackState
    read_fields = ("kind", "text", "about")
    frozen: ClassVar = {
        FeedbackState.ANSWERED: "Deze reactie is beantwoord. Een tweede antwoord kan niet.",
        FeedbackState.CLOSED: "Deze reactie is afgesloten zonder antwoord, en verandert niet meer.",
    }
    waits_for: ClassVar = {
        FeedbackState.NEW: Wait(
            "answer",
            asks="Beantwoord",
            because="Een bezoeker liet iets weten, en u mag antwoorden.",
            ignored="De bezoeker hoort niets, en een fout blijft staan.",
            due=within(14, of="received_at"),
        )
    }
    begins = Begin("add", (FeedbackState.NEW,))
    moves = (
        Move(
            "answer",
            FeedbackState.NEW,
            FeedbackState.ANSWERED,
            done="beantwoord",
            stamps=("handled_by", "handled_at"),
            reason=where_it_goes,
        ),
        Move("close", FeedbackState.NEW, FeedbackState.CLOSED, done="afgesloten", stamps=("handled_by", "handled_at")),
    )
