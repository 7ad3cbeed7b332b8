"""What pages show of assessments: no answers, no scores."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One line of a list."""

    id: UUID
    person_id: UUID
    reference: str
    short: str
    about: str
    language: str
    mode: str
    state: str
    answered: int
    items: int
    created_at: dt.datetime
    finished_at: dt.datetime | None
    offered_by: str

    @property
    def is_complete(self) -> bool:
        return self.answered == self.items


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of many."""

    rows: tuple[AssessmentRow, ...]
    total: int
    number: int
    size: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))
