"""Which records of governance keep files, and who may add one: whoever may do this deed."""

from wijkwerk.access.stored_files.hanging import keeps_files

from .models import Action, Document, Note, Pledge

for kind in (Document, Note, Action, Pledge):
    keeps_files(kind, by="add")
