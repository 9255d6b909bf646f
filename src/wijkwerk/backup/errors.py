"""What stands in the way of a backup, or of putting one back."""


class BackupError(Exception):
    """No backup was made; the message says why and what to do, in Dutch. Nothing stands under its name."""


class RowError(Exception):
    """A row that its table does not take. `key`: its primary key, where that can be read."""

    def __init__(self, key: int | None, *, has_nul: bool) -> None:
        super().__init__(key)
        self.key = key
        self.has_nul = has_nul


class RestoreError(Exception):
    """Nothing was put back; the message says why and what to do, in Dutch."""
