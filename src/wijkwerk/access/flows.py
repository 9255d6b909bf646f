"""What the records of access go through; each flow registers its rules when Django starts."""

from .people import body_flow as body_flow
from .people import holding_flow as holding_flow
from .privacy import correction_flow as correction_flow
from .privacy import person_flow as person_flow
from .privacy import retention_flow as retention_flow
