"""What the records of governance go through; each flow registers its rules when Django starts."""

from wijkwerk.lib.subjects import import_subjects

from . import decision_flow as decision_flow
from . import document_flow as document_flow
from . import feedback_flow as feedback_flow
from . import goal_flow as goal_flow
from . import kader_flow as kader_flow
from . import note_flow as note_flow

import_subjects(__package__, "flow")
