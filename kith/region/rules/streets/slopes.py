"""How much longer a walk takes where it is steep.

Tobler's hiking function, W = 6 exp(-3.5 |S + 0.05|) km/h at a slope S (rise over run): W. Tobler,
"Three presentations on geographical analysis and modeling", NCGIA Technical Report 93-1 (1993).
Taken relative to level ground, so that who walks 4.5 km/h there is slowed as Tobler's walker is.
A link takes the mean of its way up and its way down: who goes there also comes back, and every
search may then run from either end.
"""

import re

import numpy as np
from numpy.typing import ArrayLike, NDArray

EASIEST = 0.05
"""Slope downwards at which people walk fastest."""
FADING = 3.5
STEEPEST = 0.6
"""Beyond it the data is at fault, or there are steps."""
UNKNOWN = float("nan")


def longer(slope: ArrayLike) -> NDArray[np.float64]:
    """Times the walk on level ground, there and back; 1 where the slope is not known."""
    known = np.nan_to_num(np.asarray(slope, float), nan=0.0)
    known = np.where(np.abs(known) > STEEPEST, 0.0, known)
    up, down = (np.exp(FADING * (np.abs(one + EASIEST) - EASIEST)) for one in (known, -known))
    both: NDArray[np.float64] = (up + down) / 2
    return both


def incline(said: str) -> float:
    """The slope of OpenStreetMap's `incline`: "8 %", "-4.5%", "5°"; NaN for "up", "down" and what
    cannot be read."""
    found = re.fullmatch(r"\s*([+-]?\d{1,3}(?:\.\d+)?)\s*(%|°)?\s*", said)
    if not found:
        return UNKNOWN
    number = float(found[1])
    return float(np.tan(np.radians(number))) if found[2] == "°" else number / 100


def elevation(said: str) -> float:
    """Metres of OpenStreetMap's `ele`, with or without its unit; NaN for what cannot be read."""
    found = re.fullmatch(r"\s*(-?\d{1,4}(?:\.\d+)?)\s*(m)?\s*", said)
    return float(found[1]) if found else UNKNOWN
