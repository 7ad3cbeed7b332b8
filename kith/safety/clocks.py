"""How long the state a concern is in may last. Every open state has an answer."""

import datetime as dt
from uuid import UUID
from zoneinfo import ZoneInfo

from kith.safety.models import Clocks, Concern

STEPS = {
    "acknowledged": "engage", "engaged": "consult", "consulted": "receipt",
    "handing_over": "receipt", "emergency": "arrival", "held": "plan",
}  # fmt: skip
"""Whose clock runs in which state."""
CLOSING = dt.timedelta(days=1)
"""After the last follow-up, for a supervisor to close or to decide otherwise."""
NUDGE = dt.timedelta(hours=1)
"""Between two reminders of a follow-up that is late."""


def of(organization: UUID) -> Clocks:
    """The organisation's, or the defaults, unsaved."""
    rows = Clocks.objects.filter(organization_id=organization)
    found = rows.order_by("-since", "-id").first()
    return found or Clocks(organization_id=organization)


def step(concern: Concern, state: str, began: dt.datetime) -> dict[str, dt.datetime | None]:
    """The columns that start the clock of `state`, for one update with the state itself."""
    if state == "closed":
        return {"step_began_at": began, "step_due_at": None}
    return {"step_began_at": began, "step_due_at": _due(concern, state, began)}


def again(concern: Concern, began: dt.datetime) -> dict[str, dt.datetime | None]:
    """The same step once more, after somebody was told that it is late."""
    if concern.state == "following":
        return {"step_began_at": began, "step_due_at": began + NUDGE}
    if concern.state == "raised" and concern.severity == "low":
        # Its day is over. From now on the next are asked as quickly as for a worrying one.
        due = _answer_due(of(concern.organization_id), concern, "moderate", began)
        return {"step_began_at": began, "step_due_at": due}
    return step(concern, concern.state, began)


def _due(concern: Concern, state: str, began: dt.datetime) -> dt.datetime:
    clocks = of(concern.organization_id)
    if state == "raised":
        return _answer_due(clocks, concern, concern.severity, began)
    if state == "following":
        first = concern.follow_ups.open().order_by("due_at").first()  # type: ignore[attr-defined]
        return first.due_at if first else began + CLOSING
    return began + clocks.for_step(STEPS[state])


def _answer_due(clocks: Clocks, concern: Concern, severity: str, began: dt.datetime) -> dt.datetime:
    return clocks.answer_due(severity, began, ZoneInfo(concern.organization.time_zone))
