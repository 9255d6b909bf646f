"""Where the log ends is kept apart from it; of a log that is there already, that is its last event."""

from typing import Any

from django.db import migrations, models


def note_end(apps: Any, editor: Any) -> None:
    using = editor.connection.alias
    last = apps.get_model("access", "AuditEvent").objects.using(using).order_by("-id").first()
    if last is not None:
        apps.get_model("access", "LogEnd").objects.using(using).create(number=last.pk, digest=last.digest)


class Migration(migrations.Migration):
    dependencies = [("access", "0006_answer_to_a_correction")]
    operations = [
        migrations.CreateModel(
            name="LogEnd",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveBigIntegerField(verbose_name="nummer")),
                ("digest", models.CharField(max_length=64, verbose_name="kenmerk")),
            ],
            options={
                "verbose_name": "einde van het logboek",
                "verbose_name_plural": "einde van het logboek",
                "constraints": [models.CheckConstraint(condition=models.Q(pk=1), name="the_log_has_one_end")],
            },
        ),
        migrations.RunPython(note_end, migrations.RunPython.noop),
    ]
