from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class AccessConfig(AppConfig):
    name = "wijkwerk.access"
    label = "access"
    verbose_name = "Toegang"

    def ready(self) -> None:
        """Let the packages above register: `jobs` what a worker can do, `policies` what a permission also requires,
        `personal_data` what they keep about people and do not say beside its fields.

        A file of WIJKWERK_SIGN_IN that cannot be used is refused here, before anything starts; and so is a table of a
        room that says what is no answer.
        """
        post_migrate.connect(import_module("wijkwerk.access.log.append_only").close_again, sender=self)
        import_module("wijkwerk.access.mail.mail")
        autodiscover_modules("jobs", "policies", "personal_data")
        import_module("wijkwerk.access.privacy.personal").register_personal()
        import_module("wijkwerk.access.flows")
        import_module("wijkwerk.access.people.rules")
        import_module("wijkwerk.access.signing_in.authenticators")
        import_module("wijkwerk.access.signing_in.ways").ways_to_sign_in()
        import_module("wijkwerk.access.permission.table").permission_table()
