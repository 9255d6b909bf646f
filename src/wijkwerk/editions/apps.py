from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "wijkwerk.editions"
    label = "editions"
    verbose_name = "Edities"

    def ready(self) -> None:
        from . import jobs  # noqa: F401 - registers what the worker does for "publish"
