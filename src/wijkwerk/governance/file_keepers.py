"""Which records of governance keep files, and who may add one: whoever may do this deed."""

from wijkwerk.access.stored_files.hanging import keeps_files

from .models import Document

keeps_files(Document, by="add")
