"""What a password must be like, in Dutch where Django's own words are not."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError

LEAST = 12


class LongEnough:
    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        if len(password) < LEAST:
            raise ValidationError(f"Dit wachtwoord is te kort: het heeft ten minste {LEAST} tekens nodig.")

    def get_help_text(self) -> str:
        return f"Uw wachtwoord heeft ten minste {LEAST} tekens. Een paar losse woorden achter elkaar is goed."
