"""The step that makes one schedule of all feeds."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kith.region.building import store
from kith.region.building.refusals import CannotBuild
from kith.region.building.steps import Told
from kith.region.rules.streets.graph import Streets
from kith.region.rules.streets.network import Means
from kith.region.rules.streets.searching import Ways
from kith.region.rules.transit import calendar, feed, schedule, walking
from kith.region.rules.transit.calendar import Week
from kith.region.rules.transit.feed import Feed
from kith.region.rules.transit.traps import Finding, Found, Trap


def build(folder: Path, feeds: Sequence[Path], streets: Path, today: dt.date) -> Told:
    """Counts, the feeds with their valid days, and every trap that was met."""
    parts = []
    for path in feeds:
        found = Found(path.stem)
        try:
            known = feed.read(path, found)
        except feed.NotAFeed as error:
            raise CannotBuild(str(error)) from error
        parts.append((known, calendar.week_of(known, today, found), found))
    made = schedule.merge(parts)
    store.save(folder, made)
    findings = [finding for _feed, _week, found in parts for finding in found.findings()]
    ways = Ways(store.load(streets, Streets), Means.FOOT)
    on = ways.snap(made.latitude, made.longitude, walking.FARTHEST_STOP).is_on
    findings += _off_the_map([known for known, _week, _found in parts], on, made.stop_name)
    return {
        "stops": made.stops, "trips": made.trips, "patterns": made.patterns,
        "feeds": [_told(known, week) for known, week, _found in parts],
        "findings": [asdict(finding) for finding in findings],
    }  # fmt: skip


def _off_the_map(feeds: Sequence[Feed], on: Any, names: Sequence[str]) -> list[Finding]:
    """For each feed how many of its stops no street of the extract reaches."""
    found, base = [], 0
    for one in feeds:
        rows = range(base, base + len(one.stops.ids))
        off = [row for row in rows if not on[row]]
        if off:
            found.append(Finding(one.name, Trap.OFF_THE_MAP, len(off), len(rows), names[off[0]]))
        base += len(rows)
    return found


def _told(known: Feed, week: Week) -> dict[str, Any]:
    return {
        "name": known.name, "agencies": [name for name in known.agencies if name],
        "valid_from": str(week.begins or ""), "valid_to": str(week.ends or ""),
        "week": str(week.monday), "stops": len(known.stops.ids), "trips": len(known.trips.ids),
    }  # fmt: skip
