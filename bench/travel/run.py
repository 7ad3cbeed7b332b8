"""Travel times of a region: `python -m bench.travel.run [--without-peers]`.

On the streets and feeds of Porto Alegre where `../shared/data` is at hand, else on the made-up
town. Beside scipy's Dijkstra over the same streets (both must agree) and beside ferrobus, the other
engine, over the same trips.
"""

import csv
import datetime as dt
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from bench.table import Row, publish
from kith.config.demo.region import writing
from kith.region.rules.streets import estimate, graph, reading, searching
from kith.region.rules.streets.network import Means
from kith.region.rules.streets.searching import Ways
from kith.region.rules.transit import calendar, feed, ferro, own, schedule, seam
from kith.region.rules.transit.seam import Question, Terms
from kith.region.rules.transit.traps import Found

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("KITH_SHARED", ROOT.parent / "shared")) / "data/region-porto-alegre"
TODAY = dt.date(2026, 11, 18)
TUESDAY = 1
HOUR = 14
"""The sample feed of Porto Alegre was cut to the hours after noon."""
TARGET = 60.0
PLACES = 1124


@dataclass
class Region:
    """What is measured."""

    name: str
    extract: Path
    feeds: list[Path]
    places: Any


def main() -> None:
    """`--without-peers` leaves scipy and ferrobus out."""
    with tempfile.TemporaryDirectory() as folder:
        region = find(Path(folder))
        with_peers = "--without-peers" not in sys.argv
        (streets, _left), reading_took = timed(lambda: graph.lay_out(reading.read(region.extract)))
        warm_up(streets, region)
        size = f"{region.name}, {streets.nodes:,} crossings, {streets.links:,} links"
        rows = [Row(f"{size}: extract to graph", reading_took, "s")]
        rows += over_streets(streets, region, with_peers=with_peers)
        rows += by_transit(streets, region, with_peers=with_peers)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        publish("travel", [*rows, Row("most memory, peers included", memory, "MB")])


def find(folder: Path) -> Region:
    """Porto Alegre, or the town."""
    if SHARED.exists():
        with (SHARED / "poa_hexgrid.csv").open() as file:
            rows = list(csv.DictReader(file))
        rows.sort(key=lambda row: -int(row["population"]))
        places = np.array([[float(row["lat"]), float(row["lon"])] for row in rows[:PLACES]])
        return Region("Porto Alegre", SHARED / "poa_osm.pbf", sorted(SHARED.glob("*.zip")), places)
    files = writing.write(folder, TODAY)
    with files.population.open() as file:
        places = np.array([[float(r["lat"]), float(r["lon"])] for r in csv.DictReader(file)])
    return Region("Larkhaven", files.extract, list(files.feeds), places)


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """The answer, and seconds on the clock: all processors are meant to be used."""
    began = time.perf_counter()
    return work(), time.perf_counter() - began


def warm_up(streets: graph.Streets, region: Region) -> None:
    """Compile, or load what was compiled before."""
    began = time.perf_counter()
    ways = Ways(streets, Means.FOOT)
    few = region.places[:2]
    engine = own.Own(ways, schedule_of(region)[0])
    engine.travel_times(Question(few, few, TUESDAY, (HOUR * 3600,)))
    print(f"compiling (or loading what was compiled): {time.perf_counter() - began:.1f} s")


def over_streets(streets: graph.Streets, region: Region, *, with_peers: bool) -> list[Row]:
    """All places to all places, within 15 minutes and without a real limit."""
    rows = []
    for means in (Means.FOOT, Means.CAR):
        ways = Ways(streets, means)
        snapped, snapping_took = timed(lambda: ways.snap(*region.places.T))  # noqa: B023
        many = f"{len(region.places):,} x {len(region.places):,} by {means.value}"
        rows.append(Row(f"{many}: places onto streets, tree included", snapping_took, "s"))
        for limit in (900.0, 3600.0, searching.LONGEST):
            found, took = timed(lambda: searching.times(ways, snapped, snapped, limit))  # noqa: B023
            case = f"{many}, within {limit / 60:.0f} minutes"
            if not with_peers or limit < searching.LONGEST:
                rows.append(Row(case, took, "s"))
                continue
            peer, peer_took = timed(lambda: by_scipy(ways, snapped))  # noqa: B023
            agree(found, peer, snapped)
            rows.append(Row(case, took, "s", None, "scipy dijkstra", peer_took))
        rows.append(
            Row(f"{many}: way over straight line, median", detour(found, region, means), "")
        )
    return rows


def by_scipy(ways: Ways, snapped: Any) -> Any:
    """The same streets with one node more for each place that is left or reached."""
    over, places = ways.there, len(snapped.link)
    leaving = searching.ends(ways.streets, over, snapped, is_leaving=True)
    arriving = searching.ends(ways.streets, over, snapped, is_leaving=False)
    tails: list[Any] = [np.repeat(np.arange(over.nodes), np.diff(over.first))]
    heads: list[Any] = [over.head]
    costs: list[Any] = [over.ticks]
    for end in range(2):
        goes, comes = leaving[0][:, end] >= 0, arriving[0][:, end] >= 0
        tails += [over.nodes + np.nonzero(goes)[0], arriving[0][comes, end]]
        heads += [leaving[0][goes, end], over.nodes + places + np.nonzero(comes)[0]]
        costs += [leaving[1][goes, end], arriving[1][comes, end]]
    tail, head, cost = (np.concatenate(parts) for parts in (tails, heads, costs))
    order = np.lexsort((cost, head, tail))
    tail, head, cost = tail[order], head[order], cost[order] + 1e-6
    first = np.concatenate([[True], (np.diff(tail) != 0) | (np.diff(head) != 0)])
    matrix = coo_array((cost[first], (tail[first], head[first])), (over.nodes + 2 * places,) * 2)
    found = dijkstra(matrix.tocsr(), indices=over.nodes + np.arange(places))
    return found[:, over.nodes + places :] * graph.TICK


def agree(found: Any, peer: Any, snapped: Any) -> None:
    """But for two places on one link, where scipy goes round by its ends."""
    apart = (snapped.link[:, None] != snapped.link[None, :]) & (snapped.link >= 0)[:, None]
    same = np.isclose(found, peer, atol=0.1, rtol=1e-5) | (np.isinf(found) & np.isinf(peer))
    if not same[apart].all():
        raise AssertionError(f"scipy disagrees on {(~same[apart]).sum()} pairs")


def detour(found: Any, region: Region, means: Means) -> float:
    """How much longer the way is than the straight line; for cars, at the estimate's speed."""
    straight = estimate.times(means, region.places, region.places, searching.LONGEST)
    far = np.isfinite(found) & np.isfinite(straight) & (straight > 300)
    return float(np.median(found[far] / straight[far]) * estimate.DETOUR[means])


def schedule_of(region: Region) -> tuple[schedule.Schedule, list[Found]]:
    parts = []
    for path in region.feeds:
        found = Found(path.stem)
        known = feed.read(path, found)
        parts.append((known, calendar.week_of(known, TODAY, found), found))
    return schedule.merge(parts), [found for _feed, _week, found in parts]


def by_transit(streets: graph.Streets, region: Region, *, with_peers: bool) -> list[Row]:
    """One departure and sixty."""
    (made, _found), reading_took = timed(lambda: schedule_of(region))
    engine = own.Own(Ways(streets, Means.FOOT), made)
    _stops, walking_took = timed(lambda: engine.stopping)
    rows = [Row(f"feeds to {made.trips:,} trips, {made.stops:,} stops", reading_took, "s"),
            Row(f"stop to stop on foot ({engine.stopping.off_the_map:,} off the map)",
                walking_took, "s")]  # fmt: skip
    many = f"{len(region.places):,} x {len(region.places):,} by public transport"
    for departures in ((HOUR * 3600,), seam.every(1, HOUR)):
        question = Question(region.places, region.places, TUESDAY, departures)
        cpu = time.process_time()
        answer, took = timed(lambda: engine.travel_times(question))  # noqa: B023
        cpu = time.process_time() - cpu
        reached = 100 * np.isfinite(answer.median).mean()
        case = f"{many}, {len(departures)} departures, {reached:.0f} % reached"
        print(f"{case}: {took:.1f} s, {cpu:.1f} s of processors", flush=True)
        peer = others(region, made, question) if with_peers else None
        rows.append(Row(case, took, "s", TARGET, "ferrobus" if with_peers else "", peer))
    return rows


def others(region: Region, made: schedule.Schedule, question: Question) -> float:
    """ferrobus over the same trips; building its model is not timed, as for ours."""
    engine = ferro.Ferrobus(region.extract, made, Terms())
    engine.travel_times(Question(question.origins[:1], question.targets[:1], TUESDAY, (0,)))
    both = Question(question.origins, question.targets[:0], TUESDAY, question.departures)
    return timed(lambda: engine.travel_times(both))[1]


if __name__ == "__main__":
    main()
