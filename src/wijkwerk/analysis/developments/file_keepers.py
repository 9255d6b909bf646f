"""An ontwikkeling keeps files; who may add one is whoever may do this deed."""

from wijkwerk.access.stored_files.hanging import keeps_files

from .models import Development

keeps_files(Development, by="add")
