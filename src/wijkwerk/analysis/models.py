"""Tables of analysis, each in the module of its subject."""

from wijkwerk.lib.subjects import import_subjects

import_subjects(__package__, "models")
