class SettingError(Exception):
    """A setting that cannot be used: which one, what was found, what is expected."""
