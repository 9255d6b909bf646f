from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "wijkwerk.governance"
    label = "governance"
    verbose_name = "Sturing"

    def ready(self) -> None:
        from . import feedback_mail, file_keepers, flows  # noqa: F401 - what letters, files and flows register
