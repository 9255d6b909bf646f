from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    name = "wijkwerk.analysis"
    label = "analysis"
    verbose_name = "Analyse en keuze"

    def ready(self) -> None:
        from wijkwerk.analysis import file_keepers, flows  # noqa: F401 - what files and flows register
        from wijkwerk.analysis.early_signals import after_publishing  # noqa: F401 - looks at every new edition
