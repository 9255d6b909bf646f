"""Pages of figures are looked at on the published site of `tests/web`."""

from tests.web.conftest import data_folder, own_copy, published

__all__ = ["data_folder", "own_copy", "published"]
