"""The long work of this room. Each job carries ids, runs twice safely, and calls an action."""

from uuid import UUID

from procrastinate.contrib.django import app

from kith.core.queues import LONG
from kith.region import working


@app.task(name="region.answer", queue=LONG)
def answer(question: str, organization: str, number: int) -> None:
    """Opens its own transactions, for its progress to be seen."""
    working.work_out(question_id=UUID(question), organization=UUID(organization), number=number)
