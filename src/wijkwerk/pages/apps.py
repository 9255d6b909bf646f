from django.apps import AppConfig


class PagesConfig(AppConfig):
    """What people look at, a folder per subject; see `docs/` for the map."""

    name = "wijkwerk.pages"
    label = "pages"
    verbose_name = "Bladzijden"

    def ready(self) -> None:
        from .inbox import letter  # noqa: F401 - registers the message about what waits
        from .notes import panels  # noqa: F401 - what a profile shows of notes
        from .own_file import personal_data  # noqa: F401 - registers what lies in files about a person
