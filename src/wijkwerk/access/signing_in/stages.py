"""The second step of signing in."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from wijkwerk.access.people.models import Person

from .second_factor import passed_second_factor


class SecondFactorStage(AuthenticateStage):
    """Ask for a code or a key from whoever set one up, unless the provider already asked."""

    def _should_handle(self, request: HttpRequest) -> bool:
        person = self.login.user
        if isinstance(person, Person) and passed_second_factor(request, person):
            return False
        return bool(super()._should_handle(request))
