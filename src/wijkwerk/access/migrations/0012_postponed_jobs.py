"""A job that cannot be done now goes back into the queue for a while."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0011_stored_files")]
    operations = [
        migrations.AddField(
            model_name="job",
            name="not_before",
            field=models.DateTimeField(null=True, verbose_name="niet voor"),
        ),
        migrations.AddField(
            model_name="job",
            name="postponed",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="keer uitgesteld"),
        ),
    ]
