"""Travel times on foot and by car from a routing server of one's own: OSRM or Valhalla.

For regions larger than one process should hold. It is asked only about public places: where
somebody lives is never sent anywhere, not even to a server in the same cellar, whose log would keep
it. When it does not answer, or answers nonsense, `travel` falls back to its own streets, or to the
labelled estimate.

OSRM: GET {url}/table/v1/{profile}/{lon},{lat};...?sources=0;1&destinations=2;3 answers
{"code": "Ok", "durations": [[seconds or null]], "sources": [{"distance": metres to the street}],
"destinations": [...]}; a server holds one profile, and a table of 100 x 100 at most unless told
otherwise (https://project-osrm.org/docs/v5.24.0/api/#table-service).
Valhalla: POST {url}/sources_to_targets {"sources": [{"lat", "lon"}], "targets": [...], "costing":
"pedestrian" or "auto"} answers {"sources_to_targets": [[{"time": seconds or null}]]}; 2,500 pairs
on foot unless told otherwise (https://valhalla.github.io/valhalla/api/matrix/api-reference/).
"""

import json
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from kith.region.rules.streets.network import Means
from kith.region.rules.streets.snapping import FARTHEST

CHUNK = 50
"""Places on each side of one question: within what both servers allow out of the box."""
AT_ONCE = 4
PATIENCE = 20.0
"""Seconds for one question."""
MOST = 5_000_000
"""Bytes of one answer."""
Floats = NDArray[np.float64]


class Unanswered(Exception):
    """The server did not answer, or not in the way its documentation says."""


class Server(Protocol):
    """One that answers small matrices. name: told with results; address: part of what is kept."""

    @property
    def name(self) -> str: ...

    @property
    def address(self) -> str: ...

    def asked(self, here: Floats, there: Floats) -> Floats:
        """Seconds, infinite where there is no way."""


def server_for(means: Means) -> Server | None:
    """The server that is set for these means; OSRM before Valhalla."""
    profile = {Means.FOOT: settings.OSRM_FOOT_URL, Means.CAR: settings.OSRM_URL}.get(means)
    if profile:
        return Osrm(profile, means)
    if settings.VALHALLA_URL and means is not Means.TRANSIT:
        return Valhalla(settings.VALHALLA_URL, means)
    return None


def times(server: Server, here: Floats, there: Floats, limit: float) -> NDArray[np.float32]:
    """(origins x targets) seconds, infinite beyond the limit. Unanswered as soon as one part is."""
    out = np.full((len(here), len(there)), np.inf, np.float32)
    parts = [
        (slice(i, i + CHUNK), slice(j, j + CHUNK))
        for i in range(0, len(here), CHUNK)
        for j in range(0, len(there), CHUNK)
    ]

    def fill(part: tuple[slice, slice]) -> None:
        rows, columns = part
        out[rows, columns] = server.asked(here[rows], there[columns])

    with ThreadPoolExecutor(AT_ONCE) as pool:
        waiting = [pool.submit(fill, part) for part in parts]
        try:
            for one in waiting:
                one.result()
        except Unanswered:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    out[out > limit] = np.inf
    return out


@dataclass(frozen=True, slots=True)
class Osrm:
    """One profile, whatever its path says."""

    address: str
    means: Means
    name: str = "osrm"

    def asked(self, here: Floats, there: Floats) -> Floats:
        spots = ";".join(f"{lon:.6f},{lat:.6f}" for lat, lon in (*here, *there))
        sources = ";".join(map(str, range(len(here))))
        targets = ";".join(map(str, range(len(here), len(here) + len(there))))
        profile = "foot" if self.means is Means.FOOT else "driving"
        path = f"/table/v1/{profile}/{spots}?sources={sources}&destinations={targets}"
        told = _told(self.address.rstrip("/") + path)
        if not isinstance(told, dict) or told.get("code") != "Ok":
            raise Unanswered("OSRM did not answer Ok")
        found = _matrix(told.get("durations"), here, there)
        found[_off(told.get("sources"), len(here))] = np.inf
        found[:, _off(told.get("destinations"), len(there))] = np.inf
        return found


@dataclass(frozen=True, slots=True)
class Valhalla:
    """Both means at one address."""

    address: str
    means: Means
    name: str = "valhalla"

    def asked(self, here: Floats, there: Floats) -> Floats:
        asked = {
            "sources": [{"lat": lat, "lon": lon} for lat, lon in here.tolist()],
            "targets": [{"lat": lat, "lon": lon} for lat, lon in there.tolist()],
            "costing": "pedestrian" if self.means is Means.FOOT else "auto",
        }
        told = _told(self.address.rstrip("/") + "/sources_to_targets", json.dumps(asked).encode())
        rows = told.get("sources_to_targets") if isinstance(told, dict) else None
        if not isinstance(rows, list):
            raise Unanswered("Valhalla sent no matrix")
        try:
            plain = [[cell["time"] for cell in row] for row in rows]
        except (TypeError, KeyError) as error:
            raise Unanswered("Valhalla sent cells without a time") from error
        return _matrix(plain, here, there)


def _told(address: str, body: bytes | None = None) -> Any:
    if not address.startswith(("http://", "https://")):
        raise Unanswered("the address of a routing server begins with http:// or https://")
    headers = {"Content-Type": "application/json"} if body else {}
    request = urllib.request.Request(address, body, headers)  # noqa: S310 - just looked at
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            return json.loads(answer.read(MOST))
    except urllib.error.HTTPError as error:
        error.close()
        raise Unanswered(str(error)) from error
    except (OSError, ValueError) as error:
        raise Unanswered(str(error)) from error


def _matrix(rows: Any, here: Floats, there: Floats) -> Floats:
    """As many rows and columns as were asked for, each a time or nothing."""
    try:
        found = np.array([[np.inf if s is None else s for s in row] for row in rows], float)
    except (TypeError, ValueError) as error:
        raise Unanswered("the answer holds something that is no time") from error
    if found.shape != (len(here), len(there)) or np.isnan(found).any() or (found < 0).any():
        raise Unanswered("the answer has another shape than the question, or is no time")
    return found


def _off(waypoints: Any, many: int) -> NDArray[np.bool_]:
    """Which places the server moved so far to find a street that its answer is about elsewhere."""
    if not isinstance(waypoints, list) or len(waypoints) != many:
        return np.zeros(many, bool)
    metres = [one.get("distance") if isinstance(one, dict) else None for one in waypoints]
    return np.array([isinstance(far, int | float) and far > FARTHEST for far in metres])
