"""What each delivery says of areas is kept with it, and counts when it is signed.

Nobody kept which delivery gave an area in the register its name or border: what stands there belongs to no delivery,
and goes on counting below what deliveries say from now on.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('data', '0002_history'),
    ]

    operations = [
        migrations.CreateModel(
            name='AreaVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, verbose_name='code')),
                ('year', models.PositiveSmallIntegerField(verbose_name='jaar van de indeling')),
                ('level', models.CharField(choices=[('land', 'land'), ('gemeente', 'gemeente'), ('stadsdeel', 'stadsdeel'), ('wijk', 'wijk'), ('buurt', 'buurt'), ('subbuurt', 'subbuurt'), ('cluster', 'cluster')], max_length=12, verbose_name='niveau')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='naam')),
                ('official_name', models.CharField(blank=True, max_length=200, verbose_name='naam bij de bron')),
                ('parent_code', models.CharField(blank=True, max_length=12, null=True, verbose_name='ligt in')),
                ('gemeente_code', models.CharField(blank=True, max_length=12, null=True, verbose_name='gemeente')),
                ('change_code', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='wijziging')),
                ('geometry', models.BinaryField(blank=True, null=True, verbose_name='grens')),
                ('geometry_source', models.CharField(blank=True, max_length=120, verbose_name='herkomst van de grens')),
                ('of_borders', models.BooleanField(default=False, verbose_name='met grenzen geleverd')),
                ('release', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='areas', to='data.release', verbose_name='levering')),
            ],
            options={
                'verbose_name': 'gebied volgens een levering',
                'verbose_name_plural': 'gebieden volgens leveringen',
                'ordering': ['year', 'code', 'pk'],
                'indexes': [models.Index(fields=['year', 'code'], name='area_version_of_year')],
                'constraints': [models.UniqueConstraint(fields=('release', 'code', 'year'), name='area_of_release')],
            },
        ),
        # Stadsdelen are the municipality's own and come from no delivery.
        migrations.RunSQL(
            """
            INSERT INTO data_areaversion (code, year, level, name, official_name, parent_code, gemeente_code,
                                          change_code, geometry, geometry_source, of_borders)
            SELECT code, year, level, name, official_name, parent_code, gemeente_code, change_code, geometry,
                   geometry_source, FALSE
            FROM data_area WHERE level <> 'stadsdeel' ORDER BY id
            """,
            migrations.RunSQL.noop,
        ),
    ]
