"""What stands in the way of a backup, or of putting one back."""


class BackupError(Exception):
    """No backup was made; the message says why and what to do, in Dutch. Nothing stands under its name."""


class RestoreError(Exception):
    """Nothing was put back; the message says why and what to do, in Dutch."""
