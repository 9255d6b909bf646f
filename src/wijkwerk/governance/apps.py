from django.apps import AppConfig

from wijkwerk.lib.subjects import import_subjects


class GovernanceConfig(AppConfig):
    name = "wijkwerk.governance"
    label = "governance"
    verbose_name = "Sturing"

    def ready(self) -> None:
        from wijkwerk.governance import file_keepers, flows  # noqa: F401 - what letters, files and flows register

        import_subjects(self.name, "letters")
