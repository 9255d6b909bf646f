from importlib import import_module

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "wijkwerk.config"
    verbose_name = "Instellingen"

    def ready(self) -> None:
        import_module("wijkwerk.config.checks")  # which registers them
