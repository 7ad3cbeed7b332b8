"""Whom to alert next, and round again, until a human has it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Rung(StrEnum):
    """Why it is this member's turn."""

    DUTY = "duty"
    NEXT = "next"
    LEAD = "lead"
    ANYBODY = "anybody"
    OWNER = "owner"
    NAMED = "named"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Step:
    """One member, and the rung they stand on."""

    member: UUID
    rung: Rung


def ladder(
    *, on_duty: Iterable[UUID] = (), next_up: Iterable[UUID] = (), leads: Iterable[UUID] = (),
    anybody: Iterable[UUID] = (),
) -> tuple[Step, ...]:  # fmt: skip
    """Those on duty, then those whose duty comes next, then leads; each member once, where they
    first stand. `anybody` who works with people is woken only where there is none of these."""
    rungs = ((Rung.DUTY, on_duty), (Rung.NEXT, next_up), (Rung.LEAD, leads))
    steps: dict[UUID, Step] = {}
    for rung, members in rungs:
        for member in members:
            steps.setdefault(member, Step(member, rung))
    if not steps:
        steps = {member: Step(member, Rung.ANYBODY) for member in anybody}
    return tuple(steps.values())


def choose(steps: Iterable[Step], attempts: Mapping[UUID, int]) -> Step | None:
    """Whoever was tried least often, the highest rung first; None where there is nobody.

    Counting attempts instead of remembering a place in the list: the rota may change between two
    steps, and still nobody is left out and nobody is asked twice before all were asked once.
    """
    return min(steps, key=lambda step: attempts.get(step.member, 0), default=None)
