"""What kind of gremium one is, asked at its next change; and functions, which give no rights."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0009_comments'),
    ]

    operations = [
        migrations.CreateModel(
            name='Function',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=120, verbose_name='naam')),
                ('description', models.CharField(blank=True, max_length=300, verbose_name='uitleg')),
                ('is_active', models.BooleanField(default=True, verbose_name='wordt gebruikt')),
            ],
            options={
                'verbose_name': 'functie',
                'verbose_name_plural': 'functies',
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='body',
            name='kind',
            field=models.CharField(choices=[('college', 'college'), ('council', 'raad'), ('board', 'directie of managementteam'), ('department', 'afdeling'), ('team', 'team'), ('steering_group', 'stuurgroep'), ('core_group', 'kerngroep'), ('consultation', 'overleg'), ('other', 'iets anders'), ('unknown', 'soort nog niet gekozen')], default='unknown', max_length=20, verbose_name='soort'),
        ),
        migrations.AddField(
            model_name='historicalbody',
            name='kind',
            field=models.CharField(choices=[('college', 'college'), ('council', 'raad'), ('board', 'directie of managementteam'), ('department', 'afdeling'), ('team', 'team'), ('steering_group', 'stuurgroep'), ('core_group', 'kerngroep'), ('consultation', 'overleg'), ('other', 'iets anders'), ('unknown', 'soort nog niet gekozen')], default='unknown', max_length=20, verbose_name='soort'),
        ),
        migrations.CreateModel(
            name='HistoricalFunction',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=120, verbose_name='naam')),
                ('description', models.CharField(blank=True, max_length=300, verbose_name='uitleg')),
                ('is_active', models.BooleanField(default=True, verbose_name='wordt gebruikt')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'geschiedenis van een functie',
                'verbose_name_plural': 'historical functies',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalFunctionHolding',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='vanaf')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='tot en met')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('function', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.function', verbose_name='functie')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='persoon')),
                ('scope', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.scope', verbose_name='voor')),
            ],
            options={
                'verbose_name': 'geschiedenis van een functie-invulling',
                'verbose_name_plural': 'historical functie-invullingen',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='FunctionHolding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='vanaf')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='tot en met')),
                ('function', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='access.function', verbose_name='functie')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='function_holdings', to=settings.AUTH_USER_MODEL, verbose_name='persoon')),
                ('scope', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='function_holdings', to='access.scope', verbose_name='voor')),
            ],
            options={
                'verbose_name': 'functie-invulling',
                'verbose_name_plural': 'functie-invullingen',
                'ordering': ['function', 'valid_from', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('scope', None)), fields=('person', 'function', 'valid_from'), name='function_holding_once'), models.UniqueConstraint(fields=('person', 'function', 'scope', 'valid_from'), name='function_holding_once_per_scope'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='function_holding_ends_after_start')],
            },
        ),
    ]
