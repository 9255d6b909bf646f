"""A published site of which the ages are known, for the tests that ask for it."""

from pathlib import Path
from typing import Any

import pytest

from tests.pages.projection import aged_site, forecast_site
from tests.pages.projection.aged_site import publish_aged_site
from tests.pages.projection.forecast_site import publish_forecast_site
from tests.published_once import published_once
from tests.web.small_site import HENGELO


@pytest.fixture(scope="session")
def aged_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("aged-site") / "data"
    return published_once("aged-site", publish_aged_site, target, Path(aged_site.__file__))


@pytest.fixture
def aged(aged_data: Path, settings: Any) -> Path:
    settings.WIJKWERK_DATA = aged_data
    settings.WIJKWERK_GEMEENTE = HENGELO
    return aged_data


@pytest.fixture(scope="session")
def forecast_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("forecast-site") / "data"
    builders = (Path(aged_site.__file__), Path(forecast_site.__file__))
    return published_once("forecast-site", publish_forecast_site, target, *builders)


@pytest.fixture
def forecasted(forecast_data: Path, settings: Any) -> Path:
    settings.WIJKWERK_DATA = forecast_data
    settings.WIJKWERK_GEMEENTE = HENGELO
    return forecast_data
