"""Votes at the same moment, each with a connection of its own: one each, and none lost."""

import datetime as dt
import uuid
from unittest.mock import patch

import pytest

from kith.accounts import tenancy
from kith.core import clock
from kith.peers.actions import voice, voice_answering
from kith.peers.actions.voice import Raising
from kith.peers.models import Ballot, Matter, MatterChoice
from kith.peers.models.voice import MatterQuerySet
from kith.peers.refusals import AlreadyVoted, VoteOver
from kith.peers.tests import factories
from tests.faults.together import Town, together, town  # noqa: F401 - a fixture

pytestmark = pytest.mark.fault


def raised(town: Town, voters: int) -> tuple[Matter, list, uuid.UUID]:  # noqa: F811
    members = [town.member(f"Peer{number}", "peer") for number in range(voters)]
    with tenancy.acting_for(town.organization.id):
        for member in members:
            factories.peer(member)
        matter = voice.raise_matter(
            raising=Raising(
                "When?", "vote", clock.now() + dt.timedelta(days=7), choices=("Now", "Later")
            ),
            by=members[0], replay_key=uuid.uuid4(),
        )  # fmt: skip
        return matter, members, matter.choices.get(words="Now").pk


def voting(matter: Matter, member, choice: uuid.UUID):  # type: ignore[no-untyped-def] # a call
    def press() -> str:
        with tenancy.acting_for(matter.organization_id):
            voice.vote(matter=matter, choice=choice, by=member)
            return "voted"

    return press


def counted(matter: Matter) -> tuple[int, int]:
    with tenancy.acting_for(matter.organization_id):
        tallies = MatterChoice.objects.filter(matter=matter).values_list("tally", flat=True)
        return Ballot.objects.filter(matter=matter).count(), sum(tallies)


def test_one_peer_who_presses_five_times_at_once(town) -> None:  # noqa: F811
    matter, members, choice = raised(town, 1)
    done = together(*[voting(matter, members[0], choice)] * 5)
    assert done.count("voted") == 1
    assert sum(isinstance(each, AlreadyVoted) for each in done) == 4
    assert counted(matter) == (1, 1)


def test_five_peers_at_once_and_none_is_lost(town) -> None:  # noqa: F811
    matter, members, choice = raised(town, 5)
    assert together(*[voting(matter, member, choice) for member in members]) == ["voted"] * 5
    assert counted(matter) == (5, 5)


def test_without_the_lock_the_constraint_still_holds(town) -> None:  # noqa: F811
    matter, members, choice = raised(town, 1)
    with patch.object(MatterQuerySet, "select_for_update", lambda rows: rows):
        done = together(*[voting(matter, members[0], choice)] * 5)
    assert done.count("voted") == 1
    assert counted(matter) == (1, 1)


def test_a_vote_in_the_moment_of_closing_is_counted_or_refused(town) -> None:  # noqa: F811
    matter, members, choice = raised(town, 2)

    def close() -> int:
        over = matter.closes_at + dt.timedelta(seconds=1)
        with clock.stopped_at(over), tenancy.acting_for(matter.organization_id):
            return voice_answering.close_what_is_over(organization=matter.organization_id)

    done = together(close, voting(matter, members[0], choice), voting(matter, members[1], choice))
    voted = done.count("voted")
    assert voted + sum(isinstance(each, VoteOver) for each in done) == 2
    assert counted(matter) == (voted, voted)
