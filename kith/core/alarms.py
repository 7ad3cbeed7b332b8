"""How a room says that somebody may be in danger, without knowing who looks after it.

One bell hangs here, put up by the room that keeps watch (`kith.safety`). Whoever sounds it does so
inside the transaction of the cause: the answer and the concern are both kept, or neither is. A
bell that fails undoes the cause as well, so that nobody is told that help is coming when it is not.
"""

from typing import Literal, Protocol, runtime_checkable
from uuid import UUID

from kith.core.sources import Reason

Severity = Literal["high", "moderate", "low"]


@runtime_checkable
class Bell(Protocol):
    """Who listens. Both methods run in the caller's transaction, acting for `organization`."""

    def sound(
        self, *, organization: UUID, source: str, subject: UUID, person: UUID | None,
        severity: Severity, reason: Reason, by: object | None,
    ) -> UUID: ...  # fmt: skip

    def someone_is_on_duty(self, organization: UUID) -> bool: ...


_bell: Bell | None = None


def hang(bell: Bell | None) -> Bell | None:
    """Put up the bell, in the `ready()` of the room that listens; gives back the one before."""
    global _bell
    before, _bell = _bell, bell
    return before


def sound(
    *, organization: UUID, source: str, subject: UUID, person: UUID | None,
    severity: Severity, reason: Reason, by: object | None,
) -> UUID | None:  # fmt: skip
    """Raise a concern in the caller's transaction: its id, or None when nobody listens at all.

    source   which kind of thing is the cause: "assessment", "request", "note"
    subject  the row that is the cause; the same source and subject raise one concern, ever
    person   whom it is about, if known
    reason   a code with values, never words that somebody wrote
    by       the Member who saw it, or None for the person themselves or a rule
    """
    if _bell is None:
        return None
    return _bell.sound(
        organization=organization, source=source, subject=subject, person=person,
        severity=severity, reason=reason, by=by,
    )  # fmt: skip


def someone_is_on_duty(organization: UUID) -> bool:
    """Whether a responder stands on the rota now. Nobody does where nobody listens."""
    return _bell is not None and _bell.someone_is_on_duty(organization)
