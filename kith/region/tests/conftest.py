"""The made-up town's ground, written once for all tests here."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from kith.config.demo.region import writing
from kith.core import clock
from kith.region import actions, travel
from kith.region.building import inputs
from kith.region.rules.streets import graph, reading

TODAY = dt.date(2026, 11, 18)  # a Wednesday


@pytest.fixture(scope="session")
def ground(tmp_path_factory) -> writing.Files:
    """The files `kith region build` takes."""
    return writing.write(tmp_path_factory.mktemp("ground"), TODAY)


@pytest.fixture(scope="session")
def town_streets(ground) -> graph.Streets:
    return graph.lay_out(reading.read(ground.extract))[0]


@pytest.fixture
def home(tmp_path, settings):
    """A home folder for one test."""
    settings.HOME = tmp_path
    travel._opened.cache_clear()
    yield tmp_path
    travel._opened.cache_clear()


@pytest.fixture
def on_that_day():
    with clock.stopped_at(dt.datetime(2026, 11, 18, 12, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def given(ground) -> inputs.Inputs:
    """The whole town."""
    return inputs.sorted_out(ground.extract, [*ground.feeds, ground.population], name="Larkhaven")


@pytest.fixture(scope="session")
def built_once(tmp_path_factory) -> Path:
    """Where the first test that needs the town leaves it for the others."""
    return tmp_path_factory.mktemp("built") / "regions"


@pytest.fixture
def town(db, home, on_that_day, given, built_once) -> travel.Region:
    """Built, map and all; each test has a copy of its own."""
    if built_once.exists():
        shutil.copytree(built_once, home / "regions")
    version = actions.build(given=given)
    if not built_once.exists():
        shutil.copytree(home / "regions", built_once)
    return travel.of(version)
