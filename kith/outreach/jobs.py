"""The long work of this room. Each job carries ids, runs twice safely, and calls an action."""

from uuid import UUID

from procrastinate.contrib.django import app

from kith.core.queues import LONG
from kith.outreach.actions import choices_working


@app.task(name="outreach.choose", queue=LONG)
def choose(choice: str, organization: str) -> None:
    """Opens its own transactions, for its progress to be seen."""
    choices_working.work_out(choice_id=UUID(choice), organization=UUID(organization))
