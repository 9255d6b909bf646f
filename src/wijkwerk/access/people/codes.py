"""The code that a thing keeps for good, made of the name it begins with."""

from django.db.models import Model
from django.utils.text import slugify

from wijkwerk.lib.user_errors import UserError

_LONGEST = 60


class TakenNameError(UserError):
    """A name that says nothing, or that another thing of this kind has already."""


def free_code(model: type[Model], name: str) -> str:
    """Raises TakenNameError, with what to do."""
    code = slugify(name)[:_LONGEST]
    if not code:
        raise TakenNameError("Geef een naam.")
    if model._default_manager.filter(code=code).exists():
        raise TakenNameError(f"Er is al een {model._meta.verbose_name} met de naam ‘{name.strip()}’.")
    return code
