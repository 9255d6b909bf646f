from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "wijkwerk.access"
    label = "access"
    verbose_name = "Toegang"
