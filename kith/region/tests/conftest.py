"""The made-up town's ground, written once for all tests here."""

import datetime as dt

import pytest

from kith.config.demo.region import writing
from kith.region.rules.streets import graph, reading

TODAY = dt.date(2026, 11, 18)  # a Wednesday


@pytest.fixture(scope="session")
def ground(tmp_path_factory) -> writing.Files:
    """The files `kith region build` takes."""
    return writing.write(tmp_path_factory.mktemp("ground"), TODAY)


@pytest.fixture(scope="session")
def town_streets(ground) -> graph.Streets:
    return graph.lay_out(reading.read(ground.extract))[0]
