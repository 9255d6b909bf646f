from django.apps import AppConfig

from wijkwerk.lib.subjects import import_subjects


class AnalysisConfig(AppConfig):
    name = "wijkwerk.analysis"
    label = "analysis"
    verbose_name = "Analyse en keuze"

    def ready(self) -> None:
        """Each subject registers what it has: what its records go through, their files, what follows a new edition."""
        for registering in ("flow", "file_keepers", "after_publishing"):
            import_subjects(self.name, registering)
