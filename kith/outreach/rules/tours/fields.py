"""Times of the day out of a JSON file; the other kinds of field are the region's."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.region.rules import fields
from kith.region.rules.fields import Unclear


def moment(value: Any, field: str) -> float:
    """Minutes since midnight, from a number or from "HH:MM"."""
    if isinstance(value, str):
        hours, _colon, minutes = value.partition(":")
        if not (hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2):
            raise Unclear(field, "a time such as “09:30”, or minutes since midnight")
        if int(hours) > 48 or int(minutes) > 59:
            raise Unclear(field, "no clock shows this time")
        return int(hours) * 60.0 + int(minutes)
    return fields.amount(value, field)


def span(value: Any, field: str) -> tuple[float, float]:
    """Two moments, the first not after the second."""
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise Unclear(field, "two times are needed, from and to")
    low, high = moment(value[0], f"{field}[0]"), moment(value[1], f"{field}[1]")
    if high < low:
        raise Unclear(field, "it ends before it begins")
    return low, high


def between(value: Any, field: str, size: int) -> NDArray[np.float64]:
    """A number from every place to every place."""
    found = fields.matrix(value, field, size, size)
    if not np.isfinite(found).all():
        raise Unclear(field, "a number for every pair; a large one where there is no way")
    return found


def limited(value: Any, field: str, least: int, most: int) -> int:
    """A whole number from `least` to `most`."""
    found = fields.whole(value, field, least)
    if found > most:
        raise Unclear(field, f"not more than {most}")
    return found
