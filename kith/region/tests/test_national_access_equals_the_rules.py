"""One expression, several engines, the numbers of the rules."""

import numpy as np
import pytest

from kith.region import national
from kith.region.rules.catchment import decays, pairs, scoring

# Ibis calls what newer engines of its own range call by other names.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
BANDS = decays.Bands((10.0, 20.0, 30.0), (1.0, 0.68, 0.22))
PLACES, SERVICES = 300, 40


@pytest.fixture(scope="module")
def region():
    """Whole-number populations and capacities, costs on edges, places that reach nothing."""
    chance = np.random.default_rng(4)
    key = np.unique(chance.integers(0, 280 * SERVICES, 4000))
    cost = chance.random(len(key)) * 45
    cost[::9] = chance.choice([0.0, 10.0, 20.0, 30.0], len(cost[::9]))
    people = chance.integers(0, 3000, PLACES)
    supply = chance.integers(0, 9, SERVICES)
    return key // SERVICES, key % SERVICES, cost, people, supply


@pytest.fixture(scope="module")
def expected(region):
    place, service, cost, people, supply = region
    rows = pairs.gather(place, service, cost, PLACES, SERVICES)
    return scoring.score(rows, people, supply, BANDS.weights(rows.cost)).score


def columns(region):
    place, service, cost, people, supply = region
    return {
        "pairs": {"place": place, "service": service, "cost": cost},
        "places": {"place": np.arange(PLACES), "population": people,
                   "cell": np.arange(PLACES) // 100},
        "services": {"service": np.arange(SERVICES), "capacity": supply,
                     "cell": np.arange(SERVICES) // 14},
    }  # fmt: skip


@pytest.fixture
def duckdb(region):
    """A database in memory with the three tables, and those."""
    ibis = pytest.importorskip("ibis", reason="the extra `national` is not installed")
    engine = pytest.importorskip("duckdb", reason="the extra `national` is not installed")
    arrow = pytest.importorskip("pyarrow")
    connection = engine.connect()
    for name, given in columns(region).items():
        connection.register(name, arrow.table(given))
    backend = ibis.duckdb.from_connection(connection)
    return backend, [backend.table(name) for name in ("pairs", "places", "services")]


def in_order(found):
    """(places) scores of a pyarrow table."""
    return found.sort_by("place")["score"].to_numpy()


def test_duckdb(duckdb, expected):
    backend, given = duckdb
    found = in_order(backend.to_pyarrow(national.scores(*given, BANDS)))
    assert len(found) == PLACES
    assert np.abs(found - expected).max() <= 1e-12
    assert (expected > 0).sum() > 200 > (expected == 0).sum() > 0


def test_a_catchment_inside_a_band(duckdb, region):
    backend, given = duckdb
    cut = decays.Bands(BANDS.edges, BANDS.heights, 17.5)
    place, service, cost, people, supply = region
    rows = pairs.gather(place, service, cost, PLACES, SERVICES)
    expected = scoring.score(rows, people, supply, cut.weights(rows.cost)).score
    found = in_order(backend.to_pyarrow(national.scores(*given, cut)))
    assert np.abs(found - expected).max() <= 1e-12


def test_cell_after_cell(duckdb, expected):
    """Pairs lie anywhere here, so every cell has every other around it."""
    backend, given = duckdb
    halo = {cell: [0, 1, 2] for cell in range(3)}
    parts = list(national.by_cells(backend, *given, BANDS, halo))
    assert [part.num_rows for part in parts] == [100, 100, 100]
    found = np.concatenate([in_order(part) for part in parts])
    assert np.abs(found - expected).max() <= 1e-12


@pytest.mark.filterwarnings("ignore")
def test_spark(region, expected):
    """Some seconds: a Spark of its own begins. Skipped where the extra `spark` is absent."""
    ibis = pytest.importorskip("ibis", reason="the extra `spark` is not installed")
    sql = pytest.importorskip("pyspark.sql", reason="the extra `spark` is not installed")
    session = sql.SparkSession.builder.master("local[1]").appName("kith").getOrCreate()
    try:
        backend = ibis.pyspark.connect(session)
        for name, given in columns(region).items():
            rows = zip(*(column.tolist() for column in given.values()), strict=True)
            session.createDataFrame(list(rows), list(given)).createOrReplaceTempView(name)
        given = [backend.table(name) for name in ("pairs", "places", "services")]
        found = in_order(backend.to_pyarrow(national.scores(*given, BANDS)))
    finally:
        session.stop()
    assert np.abs(found - expected).max() <= 1e-12


def test_cells_around_a_cell():
    h3 = pytest.importorskip("h3")
    middle = h3.latlng_to_cell(-30.03, -51.2, 6)
    around = h3.grid_disk(middle, 2)
    halo = national.h3_halo(around, 1)
    assert len(halo) == 19
    assert sorted(halo[middle]) == sorted(h3.grid_disk(middle, 1))
