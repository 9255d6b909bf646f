"""Why somebody is not signed in: what the page says, and one word for the log that tells nothing about the person."""

from allauth.socialaccount.providers.oauth2.client import OAuth2Error


class ProviderError(OAuth2Error):
    """Signing in with a provider did not work. `told` is for the visitor, `why` for the log."""

    status = 403

    def __init__(self, told: str, why: str) -> None:
        super().__init__(why)
        self.told = told
        self.why = why


class ProviderUnreachableError(ProviderError):
    status = 503

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} antwoordt niet of te laat. Probeer het over een paar minuten opnieuw. Blijft het zo, meld het dan "
            "aan de beheerder van deze site.",
            "unreachable",
        )


class ProviderAnswerError(ProviderError):
    """What came back cannot be trusted."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"Het antwoord van {name} klopt niet, en daarom bent u niet aangemeld. Begin opnieuw. Gebeurt het weer, "
            "meld het dan aan de beheerder van deze site.",
            why,
        )
