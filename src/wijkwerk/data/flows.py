"""What the records of data go through; each flow registers its rules when Django starts.

By name, and not found by itself as in governance: looking into every folder would load the fetchers at each start.
"""

from .own_indicator.flow import OwnIndicatorFlow as OwnIndicatorFlow
from .release import flow as flow
