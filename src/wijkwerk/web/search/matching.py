"""Names as a visitor types them: without capitals, accents or stray spaces."""

import unicodedata
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, TextField
from django.db.models.sql.compiler import SQLCompiler

_COMBINING = "[\u0300-\u036f]"


def plain(text: str) -> str:
    """ "  Hasseler ÉS " and "hasseler es" are one."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


class Plain(Func):
    """The same of a text in the database, on both kinds: `rows.annotate(words=Plain("title"))`.

    SQLite is lent `plain` itself; PostgreSQL knows all of it but that ß is ss.
    """

    output_field = TextField()
    function = "wijkwerk_plain"
    arity = 1

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any) -> Any:
        connection.ensure_connection()
        connection.connection.create_function(self.function, 1, plain, deterministic=True)
        return self.as_sql(compiler, connection, **more)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any) -> Any:
        letters = f"regexp_replace(normalize(%(expressions)s, NFKD), '{_COMBINING}', '', 'g')"
        spaces = rf"btrim(regexp_replace(replace(lower({letters}), 'ß', 'ss'), '\s+', ' ', 'g'))"
        return self.as_sql(compiler, connection, template=spaces, **more)
