"""The log only grows: the database refuses to change or delete an event."""

from typing import Any

from django.db import migrations

from wijkwerk.access.log.append_only import close_log, open_log


def close(apps: Any, editor: Any) -> None:
    close_log(editor.connection)


def reopen(apps: Any, editor: Any) -> None:
    open_log(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("access", "0004_sign_in")]
    operations = [migrations.RunPython(close, reopen)]
