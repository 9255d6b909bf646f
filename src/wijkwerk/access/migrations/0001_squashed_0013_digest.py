"""Every table of people, roles and the log at once, in a database that has none of them yet.

One of before takes the steps that this replaces: they give the same tables, column for column (tests/test_squashed.py).
"""

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.core.management import call_command
from django.conf import settings
from django.db import migrations, models

from wijkwerk.access.log.append_only import close_log, open_log
from wijkwerk.lib.models_together import CreateModelsTogether

CACHE = "access_cache"  # CACHES in the settings: wrong tries and used codes, for all web processes together


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", CACHE, database=schema_editor.connection.alias, verbosity=0)


def drop_cache_table(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(CACHE)}")


def close_the_log(apps, schema_editor):
    close_log(schema_editor.connection)


def open_the_log(apps, schema_editor):
    open_log(schema_editor.connection)


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ('access', '0001_initial'),
        ('access', '0002_scopes_and_roles'),
        ('access', '0003_privacy'),
        ('access', '0004_sign_in'),
        ('access', '0005_append_only_log'),
        ('access', '0006_answer_to_a_correction'),
        ('access', '0007_end_of_the_log'),
        ('access', '0008_substitution'),
        ('access', '0009_comments'),
        ('access', '0010_bodies_and_functions'),
        ('access', '0011_stored_files'),
        ('access', '0012_postponed_jobs'),
        ('access', '0013_digest'),
    ]
    dependencies = []
    operations = [
        CreateModelsTogether([
            migrations.CreateModel(
                name='HistoricalScope',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('area', 'gebied'), ('body', 'gremium'), ('assignment', 'opdracht')], max_length=12, verbose_name='soort')),
                    ('key', models.CharField(max_length=60, verbose_name='kenmerk')),
                    ('name', models.CharField(max_length=200, verbose_name='naam')),
                    ('valid_from', models.DateField(verbose_name='vanaf')),
                    ('valid_to', models.DateField(blank=True, null=True, verbose_name='tot en met')),
                    ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.scope', verbose_name='ligt in')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'geschiedenis van een bereik',
                    'verbose_name_plural': 'historical bereiken',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Scope',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('area', 'gebied'), ('body', 'gremium'), ('assignment', 'opdracht')], max_length=12, verbose_name='soort')),
                    ('key', models.CharField(max_length=60, verbose_name='kenmerk')),
                    ('name', models.CharField(max_length=200, verbose_name='naam')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='access.scope', verbose_name='ligt in')),
                    ('valid_from', models.DateField(verbose_name='vanaf')),
                    ('valid_to', models.DateField(blank=True, null=True, verbose_name='tot en met')),
                ],
                options={
                    'verbose_name': 'bereik',
                    'verbose_name_plural': 'bereiken',
                    'ordering': ['kind', 'key', 'valid_from'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('kind', 'key'), name='scope_open_once'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='scope_ends_after_start')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalOrganisation',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('code', models.SlugField(max_length=60, verbose_name='code')),
                    ('name', models.CharField(max_length=120, verbose_name='naam')),
                    ('is_active', models.BooleanField(default=True, verbose_name='doet mee')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'geschiedenis van een organisatie',
                    'verbose_name_plural': 'historical organisaties',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Organisation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=60, unique=True, verbose_name='code')),
                    ('name', models.CharField(max_length=120, verbose_name='naam')),
                    ('is_active', models.BooleanField(default=True, verbose_name='doet mee')),
                ],
                options={
                    'verbose_name': 'organisatie',
                    'verbose_name_plural': 'organisaties',
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='HistoricalBody',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('code', models.SlugField(max_length=60, verbose_name='code')),
                    ('name', models.CharField(max_length=120, verbose_name='naam')),
                    ('kind', models.CharField(choices=[('college', 'college'), ('council', 'raad'), ('board', 'directie of managementteam'), ('department', 'afdeling'), ('team', 'team'), ('steering_group', 'stuurgroep'), ('core_group', 'kerngroep'), ('consultation', 'overleg'), ('other', 'iets anders'), ('unknown', 'soort nog niet gekozen')], default='unknown', max_length=20, verbose_name='soort')),
                    ('scope', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.scope', verbose_name='bereik')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'geschiedenis van een gremium',
                    'verbose_name_plural': 'historical gremia',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Body',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=60, unique=True, verbose_name='code')),
                    ('name', models.CharField(max_length=120, verbose_name='naam')),
                    ('kind', models.CharField(choices=[('college', 'college'), ('council', 'raad'), ('board', 'directie of managementteam'), ('department', 'afdeling'), ('team', 'team'), ('steering_group', 'stuurgroep'), ('core_group', 'kerngroep'), ('consultation', 'overleg'), ('other', 'iets anders'), ('unknown', 'soort nog niet gekozen')], default='unknown', max_length=20, verbose_name='soort')),
                    ('scope', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.scope', verbose_name='bereik')),
                ],
                options={
                    'verbose_name': 'gremium',
                    'verbose_name_plural': 'gremia',
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='Person',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('account', models.SlugField(max_length=60, unique=True, verbose_name='account')),
                    ('name', models.CharField(max_length=120, verbose_name='naam')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mailadres')),
                    ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='access.organisation', verbose_name='organisatie')),
                    ('is_active', models.BooleanField(default=True, verbose_name='mag aanmelden')),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='gemaakt op')),
                ],
                options={
                    'verbose_name': 'persoon',
                    'verbose_name_plural': 'personen',
                    'ordering': ['name', 'account'],
                },
            ),
            migrations.CreateModel(
                name='HistoricalRoleHolding',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('role', models.CharField(choices=[('raad', 'raad'), ('college', 'college'), ('opdrachtgever', 'opdrachtgever'), ('programmamanager', 'programmamanager'), ('procesregisseur', 'procesregisseur'), ('stadsdeelregisseur', 'stadsdeelregisseur'), ('beleidsadviseur', 'beleidsadviseur'), ('projectleider', 'projectleider'), ('afdelingsmanager', 'afdelingsmanager'), ('controller', 'controller'), ('onderzoeker', 'onderzoeker'), ('communicatieadviseur', 'communicatieadviseur'), ('secretariaat', 'secretariaat'), ('partner', 'partner'), ('bewoner-in-team', 'bewoner-in-team'), ('bewonersorganisatie', 'bewonersorganisatie'), ('privacy-officer', 'privacy-officer'), ('beheerder', 'beheerder')], max_length=40, verbose_name='rol')),
                    ('valid_from', models.DateField(verbose_name='vanaf')),
                    ('valid_to', models.DateField(blank=True, null=True, verbose_name='tot en met')),
                    ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='persoon')),
                    ('scope', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.scope', verbose_name='voor')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'geschiedenis van een rolinvulling',
                    'verbose_name_plural': 'historical rolinvullingen',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='RoleHolding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='role_holdings', to=settings.AUTH_USER_MODEL, verbose_name='persoon')),
                    ('role', models.CharField(choices=[('raad', 'raad'), ('college', 'college'), ('opdrachtgever', 'opdrachtgever'), ('programmamanager', 'programmamanager'), ('procesregisseur', 'procesregisseur'), ('stadsdeelregisseur', 'stadsdeelregisseur'), ('beleidsadviseur', 'beleidsadviseur'), ('projectleider', 'projectleider'), ('afdelingsmanager', 'afdelingsmanager'), ('controller', 'controller'), ('onderzoeker', 'onderzoeker'), ('communicatieadviseur', 'communicatieadviseur'), ('secretariaat', 'secretariaat'), ('partner', 'partner'), ('bewoner-in-team', 'bewoner-in-team'), ('bewonersorganisatie', 'bewonersorganisatie'), ('privacy-officer', 'privacy-officer'), ('beheerder', 'beheerder')], max_length=40, verbose_name='rol')),
                    ('scope', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='role_holdings', to='access.scope', verbose_name='voor')),
                    ('valid_from', models.DateField(verbose_name='vanaf')),
                    ('valid_to', models.DateField(blank=True, null=True, verbose_name='tot en met')),
                ],
                options={
                    'verbose_name': 'rolinvulling',
                    'verbose_name_plural': 'rolinvullingen',
                    'ordering': ['person', 'role', 'valid_from'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('scope', None)), fields=('person', 'role', 'valid_from'), name='role_holding_once'), models.UniqueConstraint(fields=('person', 'role', 'scope', 'valid_from'), name='role_holding_once_per_scope'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='role_holding_ends_after_start')],
                },
            ),
            migrations.CreateModel(
                name='Job',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=60, verbose_name='soort')),
                    ('params', models.JSONField(default=dict, verbose_name='opdracht')),
                    ('state', models.CharField(choices=[('queued', 'in de wachtrij'), ('running', 'bezig'), ('done', 'klaar'), ('failed', 'mislukt'), ('cancelled', 'afgebroken')], default='queued', max_length=10, verbose_name='toestand')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='jobs', to=settings.AUTH_USER_MODEL, verbose_name='persoon')),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='gevraagd')),
                    ('started_at', models.DateTimeField(null=True, verbose_name='begonnen')),
                    ('finished_at', models.DateTimeField(null=True, verbose_name='klaar')),
                    ('heartbeat_at', models.DateTimeField(null=True, verbose_name='laatste teken')),
                    ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='pogingen')),
                    ('done', models.PositiveBigIntegerField(default=0, verbose_name='gedaan')),
                    ('total', models.PositiveBigIntegerField(default=0, verbose_name='van')),
                    ('text', models.CharField(blank=True, max_length=300, verbose_name='stap')),
                    ('problem', models.TextField(blank=True, verbose_name='wat er misging')),
                    ('not_before', models.DateTimeField(null=True, verbose_name='niet voor')),
                    ('postponed', models.PositiveSmallIntegerField(default=0, verbose_name='keer uitgesteld')),
                    ('cancel_asked', models.BooleanField(default=False, verbose_name='moet stoppen')),
                ],
                options={
                    'verbose_name': 'taak',
                    'verbose_name_plural': 'taken',
                    'ordering': ['id'],
                    'indexes': [models.Index(fields=['state', 'id'], name='job_queue')],
                },
            ),
            migrations.CreateModel(
                name='LogEnd',
                fields=[
                    ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveBigIntegerField(verbose_name='nummer')),
                    ('digest', models.CharField(max_length=64, verbose_name='kenmerk')),
                ],
                options={
                    'verbose_name': 'einde van het logboek',
                    'verbose_name_plural': 'einde van het logboek',
                    'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='the_log_has_one_end')],
                },
            ),
            migrations.CreateModel(
                name='AuditEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('moment', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='moment')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='persoon')),
                    ('verb', models.CharField(max_length=40, verbose_name='handeling')),
                    ('kind', models.CharField(max_length=40, verbose_name='soort')),
                    ('key', models.CharField(max_length=200, verbose_name='kenmerk')),
                    ('reason', models.TextField(blank=True, verbose_name='reden')),
                    ('previous_digest', models.CharField(editable=False, max_length=64)),
                    ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ],
                options={
                    'verbose_name': 'gebeurtenis',
                    'verbose_name_plural': 'gebeurtenissen',
                    'ordering': ['id'],
                    'indexes': [models.Index(fields=['kind', 'key'], name='audit_event_object')],
                },
            ),
            migrations.CreateModel(
                name='Digest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='digest', to=settings.AUTH_USER_MODEL, verbose_name='persoon')),
                    ('rhythm', models.CharField(choices=[('nooit', 'Geen bericht'), ('week', 'Iedere maandag'), ('werkdag', 'Iedere werkdag, alleen als er iets nieuw of te laat is')], default='nooit', max_length=8, verbose_name='wanneer')),
                    ('listed', models.JSONField(default=list, verbose_name='wat het laatste bericht noemde')),
                    ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='laatst verstuurd op')),
                ],
                options={
                    'verbose_name': 'bericht over wat wacht',
                    'verbose_name_plural': 'berichten over wat wacht',
                },
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
            migrations.CreateModel(
                name='HistoricalFunctionHolding',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('valid_from', models.DateField(verbose_name='vanaf')),
                    ('valid_to', models.DateField(blank=True, null=True, verbose_name='tot en met')),
                    ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='persoon')),
                    ('function', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.function', verbose_name='functie')),
                    ('scope', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.scope', verbose_name='voor')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
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
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='function_holdings', to=settings.AUTH_USER_MODEL, verbose_name='persoon')),
                    ('function', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='access.function', verbose_name='functie')),
                    ('scope', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='function_holdings', to='access.scope', verbose_name='voor')),
                    ('valid_from', models.DateField(verbose_name='vanaf')),
                    ('valid_to', models.DateField(blank=True, null=True, verbose_name='tot en met')),
                ],
                options={
                    'verbose_name': 'functie-invulling',
                    'verbose_name_plural': 'functie-invullingen',
                    'ordering': ['function', 'valid_from', 'pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('scope', None)), fields=('person', 'function', 'valid_from'), name='function_holding_once'), models.UniqueConstraint(fields=('person', 'function', 'scope', 'valid_from'), name='function_holding_once_per_scope'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='function_holding_ends_after_start')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalSubstitution',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('valid_from', models.DateField(verbose_name='vanaf')),
                    ('valid_to', models.DateField(verbose_name='tot en met')),
                    ('agreed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='vastgelegd op')),
                    ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='beëindigd op')),
                    ('holding', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.roleholding', verbose_name='rolinvulling')),
                    ('substitute', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vervanger')),
                    ('agreed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vastgelegd door')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'geschiedenis van een vervanging',
                    'verbose_name_plural': 'historical vervangingen',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Substitution',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('holding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='substitutions', to='access.roleholding', verbose_name='rolinvulling')),
                    ('substitute', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='substitutions', to=settings.AUTH_USER_MODEL, verbose_name='vervanger')),
                    ('valid_from', models.DateField(verbose_name='vanaf')),
                    ('valid_to', models.DateField(verbose_name='tot en met')),
                    ('agreed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vastgelegd door')),
                    ('agreed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='vastgelegd op')),
                    ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='beëindigd op')),
                ],
                options={
                    'verbose_name': 'vervanging',
                    'verbose_name_plural': 'vervangingen',
                    'ordering': ['valid_from', 'id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from'))), name='substitution_ends_after_start')],
                },
            ),
            migrations.CreateModel(
                name='SignInLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='persoon')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='gemaakt')),
                    ('expires_at', models.DateTimeField(verbose_name='geldig tot')),
                    ('used_at', models.DateTimeField(null=True, verbose_name='gebruikt')),
                ],
                options={
                    'verbose_name': 'aanmeldlink',
                    'verbose_name_plural': 'aanmeldlinks',
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='Comment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=40, verbose_name='soort')),
                    ('key', models.CharField(max_length=60, verbose_name='kenmerk')),
                    ('text', models.TextField(max_length=1000, verbose_name='opmerking')),
                    ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='geschreven door')),
                    ('written_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='geschreven op')),
                    ('changed_at', models.DateTimeField(blank=True, null=True, verbose_name='gewijzigd op')),
                ],
                options={
                    'verbose_name': 'opmerking van een collega',
                    'verbose_name_plural': 'opmerkingen van collega’s',
                    'ordering': ['written_at', 'id'],
                    'indexes': [models.Index(fields=['kind', 'key'], name='comment_record')],
                },
            ),
            migrations.CreateModel(
                name='RetentionRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('planned', 'wacht op goedkeuring'), ('approved', 'goedgekeurd'), ('done', 'uitgevoerd'), ('dropped', 'ingetrokken')], default='planned', max_length=10, verbose_name='toestand')),
                    ('day', models.DateField(verbose_name='berekend op')),
                    ('planned_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='gepland op')),
                    ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gepland door')),
                    ('approved_at', models.DateTimeField(null=True, verbose_name='goedgekeurd op')),
                    ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='goedgekeurd door')),
                    ('finished_at', models.DateTimeField(null=True, verbose_name='klaar op')),
                    ('job', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='access.job', verbose_name='taak')),
                ],
                options={
                    'verbose_name': 'ronde van de bewaartermijnen',
                    'verbose_name_plural': 'rondes van de bewaartermijnen',
                    'ordering': ['-id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('planned_by')), _negated=True), _connector='OR'), name='retention_two_pairs_of_eyes')],
                },
            ),
            migrations.CreateModel(
                name='RetentionTally',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tallies', to='access.retentionrun', verbose_name='ronde')),
                    ('processing', models.CharField(max_length=60, verbose_name='verwerking')),
                    ('kind', models.CharField(max_length=60, verbose_name='soort')),
                    ('afterwards', models.CharField(choices=[('wissen', 'wissen'), ('anonimiseren', 'anonimiseren')], max_length=12, verbose_name='wat ermee gebeurt')),
                    ('planned', models.PositiveIntegerField(default=0, verbose_name='gepland')),
                    ('taken', models.PositiveIntegerField(default=0, verbose_name='gedaan')),
                    ('left', models.PositiveIntegerField(default=0, verbose_name='niet meer aan de beurt')),
                ],
                options={
                    'verbose_name': 'telling van een ronde',
                    'verbose_name_plural': 'tellingen van rondes',
                    'ordering': ['processing', 'kind'],
                    'constraints': [models.UniqueConstraint(fields=('run', 'kind'), name='retention_tally_once')],
                },
            ),
            migrations.CreateModel(
                name='RetentionItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('tally', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='access.retentiontally', verbose_name='telling')),
                    ('key', models.CharField(max_length=200, verbose_name='kenmerk')),
                ],
                options={
                    'verbose_name': 'regel van een ronde',
                    'verbose_name_plural': 'regels van rondes',
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(fields=('tally', 'key'), name='retention_item_once')],
                },
            ),
            migrations.CreateModel(
                name='Tombstone',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=60, verbose_name='soort')),
                    ('key', models.CharField(max_length=200, verbose_name='kenmerk')),
                    ('processing', models.CharField(max_length=60, verbose_name='verwerking')),
                    ('afterwards', models.CharField(choices=[('wissen', 'wissen'), ('anonimiseren', 'anonimiseren')], max_length=12, verbose_name='wat ermee gebeurde')),
                    ('run', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tombstones', to='access.retentionrun', verbose_name='ronde')),
                    ('day', models.DateField(verbose_name='dag')),
                ],
                options={
                    'verbose_name': 'grafsteen',
                    'verbose_name_plural': 'grafstenen',
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='tombstone_once')],
                },
            ),
            migrations.CreateModel(
                name='CorrectionRequest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='persoon')),
                    ('name', models.CharField(blank=True, max_length=120, verbose_name='gewenste naam')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='gewenst e-mailadres')),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='gevraagd op')),
                    ('handled_at', models.DateTimeField(null=True, verbose_name='afgehandeld op')),
                    ('handled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='afgehandeld door')),
                    ('granted', models.BooleanField(default=False, verbose_name='ingewilligd')),
                    ('answer', models.CharField(blank=True, max_length=500, verbose_name='uitleg')),
                ],
                options={
                    'verbose_name': 'verzoek om correctie',
                    'verbose_name_plural': 'verzoeken om correctie',
                    'ordering': ['-id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('handled_at', None)), fields=('person',), name='one_open_correction_per_person'), models.CheckConstraint(condition=models.Q(('handled_at', None), models.Q(('email', ''), ('name', '')), _connector='OR'), name='handled_correction_holds_no_values')],
                },
            ),
            migrations.CreateModel(
                name='ProviderRole',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('holding', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='from_provider', to='access.roleholding', verbose_name='rolinvulling')),
                    ('issuer', models.CharField(max_length=200, verbose_name='inlogdienst')),
                ],
                options={
                    'verbose_name': 'rol van een inlogdienst',
                    'verbose_name_plural': 'rollen van een inlogdienst',
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='StoredFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=40, verbose_name='soort stuk')),
                    ('key', models.CharField(max_length=200, verbose_name='kenmerk van het stuk')),
                    ('name', models.CharField(max_length=200, verbose_name='naam')),
                    ('format', models.CharField(choices=[('pdf', 'pdf'), ('docx', 'docx'), ('xlsx', 'xlsx'), ('odt', 'odt'), ('ods', 'ods'), ('jpg', 'jpg'), ('png', 'png')], max_length=8, verbose_name='soort')),
                    ('seen', models.CharField(max_length=100, verbose_name='aan de inhoud gezien')),
                    ('size', models.PositiveBigIntegerField(verbose_name='grootte in bytes')),
                    ('sha256', models.CharField(db_index=True, max_length=64, verbose_name='hash (SHA-256)')),
                    ('confidentiality', models.CharField(choices=[('openbaar', 'openbaar'), ('intern', 'intern'), ('vertrouwelijk', 'vertrouwelijk'), ('strikt', 'strikt vertrouwelijk')], default='intern', max_length=14, verbose_name='vertrouwelijkheid')),
                    ('is_fixed', models.BooleanField(default=False, verbose_name='is het stuk zelf')),
                    ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='toegevoegd door')),
                    ('added_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='toegevoegd op')),
                ],
                options={
                    'verbose_name': 'bestand',
                    'verbose_name_plural': 'bestanden',
                    'ordering': ['-is_fixed', 'id'],
                    'indexes': [models.Index(fields=['kind', 'key'], name='stored_file_record')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('is_fixed', True)), fields=('kind', 'key'), name='one_fixed_file_per_record')],
                },
            ),
        ]),
        migrations.RunPython(make_cache_table, drop_cache_table),
        migrations.RunPython(close_the_log, open_the_log),
    ]
