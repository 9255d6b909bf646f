"""What the records of data go through; each flow registers its rules when Django starts."""
