"""A table written by hand: one cell, a few doors, so that a test says the minutes itself."""

import json
from collections.abc import Mapping
from pathlib import Path

import h3.api.basic_int as h3
import numpy as np

from kith.region import places
from kith.region.tables import held
from kith.region.tables.held import Door

Told = tuple[int, int, int]
LINES = [[3, "343"], [2, "S1"]]


def coded(line: int, rides: int = 1) -> int:
    return line * held.RIDES + rides + 1


def write(place: tuple[float, float], doors: Mapping[Door, Told], slots=("day",)) -> Path:
    """doors: minutes on foot, minutes by public transport, coded line. Holds from now on."""
    folder = places.root() / "drawn" / "tables" / "drawn"
    folder.mkdir(parents=True, exist_ok=True)
    known = sorted(doors, key=lambda door: door.location)
    told = np.array([doors[door] for door in known]).reshape(-1, 3)
    ids = [door.location.int for door in known]
    arrays = {
        "cells": np.array([h3.latlng_to_cell(*place, 9)], np.uint64),
        "high": np.array([one >> 64 for one in ids], np.uint64),
        "low": np.array([one & (1 << 64) - 1 for one in ids], np.uint64),
        "column": np.arange(len(ids), dtype=np.int32),
        "points": np.array([(door.latitude, door.longitude) for door in known]),
        "foot": told[None, :, 0].astype(np.uint8),
        "stop_at": np.arange(len(ids) + 1) * len(STOPS),
    }
    for slot in slots:
        arrays[f"transit-{slot}"] = told[None, :, 1].astype(np.uint8)
        arrays[f"line-{slot}"] = told[None, :, 2].astype(np.uint16)
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)
    (folder / "stops.json").write_text(STOPS * len(ids), encoding="utf-8")
    about = {"resolution": 9, "slots": list(slots), "lines": LINES}
    (folder / "about.json").write_text(json.dumps(about), encoding="utf-8")
    (places.root() / held.POINTER).write_text(json.dumps(["drawn/tables/drawn"]), encoding="utf-8")
    held._opened.cache_clear()
    return folder


STOPS = json.dumps([["Mill Lane", 3, LINES]])
