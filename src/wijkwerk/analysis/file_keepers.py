"""Which records of analysis keep files, and who may add one: whoever may do this deed."""

from wijkwerk.access.stored_files.hanging import keeps_files

from .developments.models import Development

keeps_files(Development, by="add")
