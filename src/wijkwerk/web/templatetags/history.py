"""`{% load history %}`: what happened to a row, in Dutch; simple_history only says it in English."""

from typing import Any

from django import template

register = template.Library()

_WORDS = {"+": "gemaakt", "~": "gewijzigd", "-": "verwijderd"}


@register.filter
def history_words(record: Any) -> str:
    return _WORDS.get(record.history_type, "anders")
