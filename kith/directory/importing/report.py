"""What an import did, in numbers that add up: read = added + changed + unchanged + lost."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID


@dataclass(slots=True)
class TableCounts:
    """One table of the directory. `removed` rows were here before and are not in this run;
    `repeated` are further mentions of the same row inside nested data, and are not `read`."""

    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    lost: int = 0
    removed: int = 0
    repeated: int = 0

    @property
    def adds_up(self) -> bool:
        return self.read == self.added + self.changed + self.unchanged + self.lost


@dataclass(slots=True)
class Report:
    """The outcome of one run. `rows` counts what stands in each file; `reasons` what was lost
    or altered, by reason; the rows themselves are `ImportLoss`."""

    run: UUID | None = None
    source: str = ""
    layout: str = ""
    state: str = ""
    dry_run: bool = False
    seconds: float = 0.0
    rows: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    tables: dict[str, TableCounts] = field(default_factory=dict)
    lost: Counter[str] = field(default_factory=Counter)
    altered: Counter[str] = field(default_factory=Counter)
    missing: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Tables that lose so much that the file may have been cut short: (how many, of how many)."""

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON and for the run's own row."""
        return asdict(self) | {
            "run": str(self.run) if self.run else None,
            "lost": dict(self.lost.most_common()),
            "altered": dict(self.altered.most_common()),
        }

    @property
    def changes(self) -> int:
        """Rows of the directory that are not as before."""
        return sum(t.added + t.changed + t.removed for t in self.tables.values())
