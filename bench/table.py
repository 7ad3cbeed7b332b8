"""One shape for every measured table: {case, value, unit, target, peer, peer_value}."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

OUT = Path(__file__).parent / "out"


@dataclass(frozen=True)
class Row:
    """One measured case. `target` is the most it may be; None where none was set."""

    case: str
    value: float
    unit: str
    target: float | None = None
    peer: str = ""
    peer_value: float | None = None


def publish(name: str, rows: list[Row]) -> None:
    """Print the table and write bench/out/NAME.json."""
    OUT.mkdir(exist_ok=True)
    (OUT / f"{name}.json").write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n")
    table = Table("case", "value", "unit", "target", "peer", "peer value", title=name)
    for row in rows:
        over = row.target is not None and row.value > row.target
        value = f"[red]{row.value:.2f}[/]" if over else f"{row.value:.2f}"
        target = "" if row.target is None else f"{row.target:g}"
        peer_value = "" if row.peer_value is None else f"{row.peer_value:.2f}"
        table.add_row(row.case, value, row.unit, target, row.peer, peer_value)
    Console().print(table)
