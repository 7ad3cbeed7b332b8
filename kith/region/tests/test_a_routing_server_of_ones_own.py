"""OSRM or Valhalla by address: asked in their own language, believed only when they make sense.

A small server here speaks their documented formats: nobody else's can be had in a test, and only
real requests show that addresses, chunks and faults are right. It answers within the process.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import numpy as np
import pytest

from kith.region import outside, travel
from kith.region.rules.streets.network import Means

HOMES = np.column_stack([np.linspace(42.40, 42.41, 60), np.linspace(-100.92, -100.90, 60)])
PLACES = np.array([[42.4025, -100.8925], [42.412, -100.860], [42.40, -100.92]])


def seconds(one, other) -> float:
    """What the fake server holds for true: a straight line at a metre a second, more or less."""
    return round(100_000 * float(np.abs(np.subtract(one, other)).sum()), 1)


class Fake(BaseHTTPRequestHandler):
    """spoil: what it does wrong."""

    spoil = ""
    asked: list[tuple[str, int, int]] = []

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        _, service, version, profile, spots = unquote(url.path).split("/")
        assert (service, version) == ("table", "v1")
        rows = [tuple(map(float, one.split(",")))[::-1] for one in spots.split(";")]
        asked = {name: value[0].split(";") for name, value in parse_qs(url.query).items()}
        here = [rows[int(at)] for at in asked["sources"]]
        there = [rows[int(at)] for at in asked["destinations"]]
        self.asked.append((profile, len(here), len(there)))
        told = {"code": "Ok", "durations": self.matrix(here, there),
                "sources": [{"distance": 1200.0 if self.spoil == "far" else 3.5} for _ in here],
                "destinations": [{"distance": 3.5} for _ in there]}  # fmt: skip
        self.answer(told)

    def do_POST(self) -> None:
        assert self.path == "/sources_to_targets"
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        here, there = (
            [(one["lat"], one["lon"]) for one in asked[side]] for side in ("sources", "targets")
        )
        self.asked.append((asked["costing"], len(here), len(there)))
        rows = self.matrix(here, there)
        self.answer({"sources_to_targets": [[{"time": s, "distance": 1} for s in r] for r in rows]})

    def matrix(self, here, there) -> list:
        found = [[seconds(one, other) for other in there] for one in here]
        if self.spoil == "no way":
            found[0][0] = None
        if self.spoil == "words":
            found[0][0] = "soon"
        if self.spoil == "negative":
            found[0][0] = -1
        return found[1:] if self.spoil == "shape" else found

    def answer(self, told) -> None:
        body = b"<html>" if self.spoil == "html" else json.dumps(told).encode()
        if self.spoil == "code":
            body = b'{"code": "TooBig"}'
        self.send_response(500 if self.spoil == "500" else 200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args) -> None:
        """Quiet."""


@pytest.fixture
def address():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Fake)
    server.daemon_threads = True
    beside = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    beside.start()
    Fake.spoil, Fake.asked = "", []
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    beside.join(5)


@pytest.fixture(params=["osrm", "valhalla"])
def server(request, address, settings):
    if request.param == "osrm":
        settings.OSRM_URL = settings.OSRM_FOOT_URL = address
    else:
        settings.VALHALLA_URL = address
    return request.param


def asked(means=Means.CAR, region=None, keep=True, **fields):
    return travel.times(region, HOMES, PLACES, means, keep=keep, **fields)


@pytest.mark.parametrize("means", [Means.FOOT, Means.CAR])
def test_it_answers_in_chunks_and_is_no_estimate(server, means) -> None:
    found = asked(means, limit=4000)
    wanted = np.array([[seconds(one, other) for other in PLACES] for one in HOMES])
    np.testing.assert_allclose(found.median, np.where(wanted > 4000, np.inf, wanted), atol=0.2)
    assert np.isinf(found.median).any() and np.isfinite(found.median).any()
    assert found.engine == server and not found.is_estimate
    profile = {"osrm": ("foot", "driving"), "valhalla": ("pedestrian", "auto")}[server]
    name = profile[means is Means.CAR]
    assert sorted(Fake.asked) == [(name, 10, 3), (name, 50, 3)]


def test_no_way_is_no_way(server) -> None:
    Fake.spoil = "no way"
    assert np.isinf(asked().median[0, 0])


@pytest.mark.parametrize("spoil", ["html", "500", "words", "negative", "shape", "code"])
def test_nonsense_is_not_believed(server, spoil, caplog) -> None:
    Fake.spoil = spoil
    found = asked()
    assert found.is_estimate and found.engine == "crow-fly"
    assert f"{server} does not answer" in caplog.text


def test_a_place_that_osrm_moved_far_away_is_not_reached(address, settings) -> None:
    settings.OSRM_URL = address
    Fake.spoil = "far"
    assert np.isinf(asked().median[:, :2]).all()  # the third is where one is


def test_where_somebody_lives_is_never_sent(server, town) -> None:
    assert asked(keep=False).engine == "crow-fly"
    assert asked(region=town, keep=False).engine == "streets"
    assert Fake.asked == []


def test_our_own_streets_answer_while_it_does_not_and_that_is_not_kept(server, town) -> None:
    Fake.spoil = "500"
    assert asked(region=town).engine == "streets"
    assert not (town.folder / "matrices").exists()
    Fake.spoil = ""
    assert asked(region=town).engine == server
    Fake.spoil = "500"
    assert asked(region=town).engine == server  # kept


def test_public_transport_is_not_asked_of_it(server, town) -> None:
    assert asked(Means.TRANSIT, town, hour=14).engine == "kith"
    assert Fake.asked == []


def test_another_kind_of_address_is_not_followed() -> None:
    with pytest.raises(outside.Unanswered, match="http"):
        outside.Osrm("file:///etc", Means.CAR).asked(HOMES[:1], PLACES)


def test_nobody_there_is_no_answer() -> None:
    with pytest.raises(outside.Unanswered):
        outside.Valhalla("http://127.0.0.1:9", Means.CAR).asked(HOMES[:1], PLACES)
