from django.apps import AppConfig


class DataConfig(AppConfig):
    name = "wijkwerk.data"
    label = "data"
    verbose_name = "Gegevens"

    def ready(self) -> None:
        from . import rules  # noqa: F401 - registers who may not sign
