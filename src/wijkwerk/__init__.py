"""wijkwerk: wijk- en buurtmonitor en wijkgericht werken voor Nederlandse gemeenten."""

__version__ = "0.1.0"
