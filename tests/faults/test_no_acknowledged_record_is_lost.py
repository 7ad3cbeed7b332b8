"""The web process is killed while a tablet sends: what it called kept is there, once.

The short form; `bench/sync` does it for longer. The mutant that answers before it writes loses
some.
"""

import os
import random

import pytest

from kith.accounts.models import Role
from kith.road.tests.tablet import Tablet
from tests.cast import member_of
from tests.faults import road

pytestmark = pytest.mark.fault
SENDINGS = int(os.environ.get("KITH_FAULT_SENDINGS", "3"))


@pytest.fixture
def tablet(town) -> Tablet:
    return Tablet.registered(member_of(town.sender, "June", Role.OUTREACH))


def through_kills(tablet: Tablet, application: str) -> road.Log:
    site = road.Site(application)
    try:
        return road.through_kills(site, tablet, SENDINGS, random.Random(7))
    finally:
        site.kill()


def test_what_was_called_kept_is_there_once(tablet) -> None:
    log = through_kills(tablet, "kith.config.wsgi")
    kept, rows = road.found(tablet)
    assert log.kills >= SENDINGS // 2
    assert log.entered == log.acknowledged == kept
    assert rows == len(log.entered)


def test_the_mutant_that_answers_first_loses_some(tablet) -> None:
    log = through_kills(tablet, "tests.faults.hasty_sync")
    kept, _rows = road.found(tablet)
    assert log.acknowledged - kept
