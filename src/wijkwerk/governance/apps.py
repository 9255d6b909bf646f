from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "wijkwerk.governance"
    label = "governance"
    verbose_name = "Sturing"

    def ready(self) -> None:
        from . import rules  # noqa: F401 - registers who may not adopt what
