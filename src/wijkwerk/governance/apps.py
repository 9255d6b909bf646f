from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "wijkwerk.governance"
    label = "governance"
    verbose_name = "Sturing"

    def ready(self) -> None:
        from . import feedback_mail, flows  # noqa: F401 - a letter; what its records go through, and who may not
