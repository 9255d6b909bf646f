import django.db.models.deletion
from django.core.management import call_command
from django.db import migrations, models

CACHE = "access_cache"  # CACHES in the settings: wrong tries and used codes, for all web processes together


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", CACHE, database=schema_editor.connection.alias, verbosity=0)


def drop_cache_table(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(CACHE)}")


class Migration(migrations.Migration):
    dependencies = [("access", "0003_privacy")]

    operations = [
        migrations.CreateModel(
            name="ProviderRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("issuer", models.CharField(max_length=200, verbose_name="inlogdienst")),
                (
                    "holding",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="from_provider",
                        to="access.roleholding",
                        verbose_name="rolinvulling",
                    ),
                ),
            ],
            options={
                "verbose_name": "rol van een inlogdienst",
                "verbose_name_plural": "rollen van een inlogdienst",
                "ordering": ["id"],
            },
        ),
        migrations.RunPython(make_cache_table, drop_cache_table),
    ]
