"""Made-up neighbours, offers and answers; everything goes through the actions."""

import datetime as dt
import uuid
from typing import Any

from kith.accounts.models import Member
from kith.circles.access import Neighbour
from kith.circles.actions import answers, postings
from kith.circles.actions.postings import Saying
from kith.circles.models import Answer, Circle, Posting
from kith.circles.tests.factories import sit
from kith.core import clock
from kith.peers.tests import factories


def neighbour(circle: Circle, by: Member, **changes: Any) -> Neighbour:
    """Somebody with a seat."""
    person = factories.person(by.organization, by, **changes)
    sit(circle, by, person)
    return Neighbour(by.organization_id, person=person)


def posted(who: Neighbour, circle: Circle | None, words: str = "Soup for two on Sunday.",
           **changes: Any) -> Posting:  # fmt: skip
    """They offer something; nobody has looked yet."""
    saying = Saying(words, "D.", frozenset(changes.pop("not_about", ())))
    known: dict[str, Any] = {
        "kind": "offer", "what": "food", "expires_on": clock.today() + dt.timedelta(days=14),
        "replay_key": uuid.uuid4(),
    }  # fmt: skip
    return postings.post(who=who, saying=saying, circle=circle, **{**known, **changes})


def shown(who: Neighbour, circle: Circle | None, by: Member, **changes: Any) -> Posting:
    """A moderator let it be seen."""
    return postings.moderate(posting=posted(who, circle, **changes), move="let_through", by=by)


def answered(posting: Posting, who: Neighbour, reach: str = "555 0177") -> Answer:
    """Somebody would like it."""
    return answers.answer(
        posting=posting, who=who, saying=Saying("I would love to."), reach=reach,
        replay_key=uuid.uuid4(),
    )  # fmt: skip
