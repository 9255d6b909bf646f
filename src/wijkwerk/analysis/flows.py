"""What the records of analysis go through; each flow registers its rules when Django starts."""

from wijkwerk.lib.subjects import import_subjects

import_subjects(__package__, "flow")
