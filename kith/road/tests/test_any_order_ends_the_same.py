"""Three tablets, records sent shuffled, doubled and in pieces: all orders end the same.

The short form; `bench/sync` does a thousand.
"""

import random

import pytest

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.road.tests.story import fingerprint, sent_in_some_order, told
from kith.road.tests.tablet import Tablet
from tests.cast import member_of

ORDERS = 3


@pytest.fixture
def three(cast, tablet):
    names = (("Omar", "Tent tablet"), ("Pia", "Bus tablet"))
    members = [(member_of(cast.riverbend, name, Role.OUTREACH), what) for name, what in names]
    return [tablet, *(Tablet.registered(member, what) for member, what in members)]


def test_every_order_ends_the_same(cast, three) -> None:
    """Each order gets people of its own and is compared by what was said, not by ids."""
    found = []
    for seed in range(ORDERS):
        story = told(three, random.Random(seed))
        sent_in_some_order(three, story, random.Random(100 + seed))
        with tenancy.acting_for(cast.riverbend.id):
            found.append(fingerprint(story))
    assert found[0]["conflicts"] == 1 and found[0]["contacts"] == 4
    assert found == [found[0]] * ORDERS
