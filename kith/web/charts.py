"""Bar charts as plain numbers, for `web/components/bars.html` to draw as SVG.

Units are those of the drawing: 640 wide, a line every 36, bars from 160 to 480.
"""

from typing import Any

STEP, START, LONGEST = 36, 160, 320


def bars(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with where to draw them added. A value of None was held back and gets no bar."""
    known = [float(row.get("high") or row["value"]) for row in rows if row["value"] is not None]
    full = max(known, default=0) or 1
    return [_bar(number, row, full) for number, row in enumerate(rows)]


def _bar(number: int, row: dict[str, Any], full: float) -> dict[str, Any]:
    def x(value: float) -> float:
        return round(START + LONGEST * float(value) / full, 1)

    drawn = {**row, "top": number * STEP, "middle": number * STEP + 20}
    if row["value"] is not None:
        drawn |= {"end": x(row["value"]), "width": round(x(row["value"]) - START, 1)}
    if row.get("low") is not None:
        drawn |= {"from": x(row["low"]), "to": x(row["high"])}
    return drawn
