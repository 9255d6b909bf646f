"""What a colleague writes beside a record."""

from typing import Any

from wijkwerk.access.comments import MOST_TEXT, Comment
from wijkwerk.web.forms import FreeText, StaffForm


class CommentForm(StaffForm):
    text = FreeText("Uw opmerking", MOST_TEXT, lines=3)

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        return {"text": row.text} if isinstance(row, Comment) else {}
