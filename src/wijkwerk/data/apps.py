from django.apps import AppConfig


class DataConfig(AppConfig):
    name = "wijkwerk.data"
    label = "data"
    verbose_name = "Gegevens"

    def ready(self) -> None:
        from . import flows, jobs  # noqa: F401 - each registers itself with access
