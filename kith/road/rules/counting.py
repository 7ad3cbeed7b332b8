"""What went out with a van, or came back, where more than one tablet counted it. The same for any
order in which the counts arrive.

What one tablet counts is added up: more was loaded. What two tablets count is the same load seen
twice: the same number is one number, different ones stand side by side until somebody decides,
over just these records. Another count that arrives later opens the question again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

Decided = Mapping[frozenset[UUID], int]
"""Records that were decided upon -> the number that holds."""


@dataclass(frozen=True, slots=True)
class Count:
    """One record's number of one thing, on one way."""

    record: UUID
    device: UUID
    amount: int


@dataclass(frozen=True, slots=True)
class Counted:
    """said: each tablet's number, the tablets in order of id. amount: the one that holds, None
    until it is decided. records: of all of them."""

    said: Sequence[tuple[UUID, int]]
    records: frozenset[UUID]
    amount: int | None

    @property
    def is_open(self) -> bool:
        return self.amount is None

    @property
    def together(self) -> int:
        """Where each tablet counted a part."""
        return sum(amount for _device, amount in self.said)


def counted(counts: Iterable[Count], decided: Decided) -> Counted:
    """At least one count."""
    by_device: dict[UUID, int] = defaultdict(int)
    records = set()
    for each in counts:
        by_device[each.device] += each.amount
        records.add(each.record)
    said, numbers = sorted(by_device.items()), set(by_device.values())
    amount = numbers.pop() if len(numbers) == 1 else decided.get(frozenset(records))
    return Counted(said, frozenset(records), amount)
