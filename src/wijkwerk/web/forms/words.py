"""The words that every field of the kit has without its form saying so."""

from typing import Any

_REQUIRED = "Dit moet ingevuld zijn."


def with_words(more: dict[str, Any]) -> dict[str, Any]:
    """`hint` is what Django calls a help text; what must be filled in says so in Dutch."""
    hint = more.pop("hint", "")
    return {"help_text": hint, "error_messages": {"required": _REQUIRED}} | more
