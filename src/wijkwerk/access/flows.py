"""What the records of access go through; each flow registers its rules when Django starts."""

from .privacy import retention_flow as retention_flow
