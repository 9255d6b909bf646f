"""What the records of data go through; each flow registers its rules when Django starts."""

from . import release_flow as release_flow
