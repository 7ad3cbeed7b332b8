"""Proposed, chosen, accepted or declined by either without a reason, met, reviewed, ended."""

import datetime as dt

import pytest

from kith.audit.models import Entry
from kith.core import clock
from kith.core.lifecycle import NotForYou, WrongState
from kith.core.refusals import AlreadyChanged, NotYours, ReasonMissing
from kith.peers import access, actions
from kith.peers.models import Match, Seeking
from kith.peers.refusals import MayNotBeLifted, NoPlace, NotAllowedTogether, NotReady
from kith.peers.rules.matching.instance import Rule
from kith.peers.tests import factories
from kith.people.models import CareTeam

LANGUAGE = frozenset({Rule.LANGUAGE})


def test_the_whole_way(cast, riverbend, amina):
    match = factories.chosen(riverbend, amina, cast.ben)
    assert not CareTeam.objects.present().filter(member=cast.amina).exists()
    match = actions.move_match(match=match, move="accept", by=cast.amina)
    assert CareTeam.objects.present().filter(member=cast.amina, person=match.person).exists()
    assert not Seeking.objects.open().exists()
    factories.contact(match)
    match.refresh_from_db()
    assert (match.state, match.review_due_on) == (
        "first_contact", clock.today() + dt.timedelta(days=14),
    )  # fmt: skip
    for move in ("review", "pause", "resume", "end_well"):
        match = actions.move_match(match=match, move=move, by=cast.amina)
    assert (match.state, match.ended_at is not None) == ("ended_well", True)


def test_a_peer_declines_without_a_reason_and_the_person_waits_on(cast, riverbend, amina):
    match = factories.chosen(riverbend, amina, cast.ben)
    match = actions.move_match(match=match, move="decline", by=cast.amina)
    assert match.state == "declined"
    assert Seeking.objects.open().count() == 1


def test_the_person_declines_by_their_code(cast, riverbend, amina):
    match = factories.chosen(riverbend, amina, cast.ben)
    assert actions.move_match(match=match, move="decline").state == "declined"


def test_staff_cannot_accept_for_the_peer(cast, riverbend, amina):
    match = factories.chosen(riverbend, amina, cast.ben)
    with pytest.raises(NotForYou):
        actions.move_match(match=match, move="accept", by=cast.ben)


def test_a_stranger_moves_nothing(cast, riverbend, amina):
    match = factories.chosen(riverbend, amina, cast.ben)
    with pytest.raises(NotYours):
        actions.move_match(match=match, move="decline", by=cast.chidi)


def test_accepting_twice_is_refused(cast, riverbend, amina):
    match = factories.walking(riverbend, amina, cast.ben)
    with pytest.raises(WrongState):
        actions.move_match(match=match, move="accept", by=cast.amina)


def test_an_old_page_loses(cast, riverbend, amina):
    match = factories.chosen(riverbend, amina, cast.ben)
    stale = Match.objects.get(pk=match.pk)
    actions.move_match(match=match, move="accept", by=cast.amina)
    with pytest.raises(AlreadyChanged):
        actions.move_match(match=stale, move="decline", by=cast.ben)


def test_the_load_limit_is_a_limit(cast, riverbend, amina):
    amina.load_limit = 1
    amina.save()
    factories.walking(riverbend, amina, cast.ben)
    with pytest.raises(NoPlace):
        factories.chosen(riverbend, amina, cast.ben)


def test_nobody_is_proposed_who_is_away(cast, riverbend, amina):
    actions.go_away(peer=amina, away_from=clock.today(), away_until=None, by=cast.amina)
    with pytest.raises(NotReady):
        factories.chosen(riverbend, amina, cast.ben)


def test_a_hard_rule_holds_when_the_page_is_old(cast, riverbend, amina):
    row = factories.seeking(riverbend, cast.ben, vetoes=(amina.pk,))
    with pytest.raises(NotAllowedTogether):
        actions.propose_peer(seeking=row, peer=amina, by=cast.ben)


def test_lifting_a_rule_takes_a_reason_and_is_recorded(cast, riverbend, amina):
    row = factories.seeking(riverbend, cast.ben, languages=("so",))
    assert actions.proposals_for(seeking=row, by=cast.ben).proposals == ()
    with pytest.raises(ReasonMissing):
        actions.propose_peer(seeking=row, peer=amina, by=cast.ben, lifted=LANGUAGE)
    match = actions.propose_peer(
        seeking=row, peer=amina, by=cast.ben, lifted=LANGUAGE, reason="Her sister interprets."
    )
    assert match.lifted == ["language"]
    assert match.unseal("lifted_reason_sealed") == "Her sister interprets."
    assert Entry.objects.get(verb="lifted rule").subject_id == match.pk


@pytest.mark.parametrize("rule", [Rule.VETO, Rule.EXCLUSION, Rule.CLEARANCE])
def test_what_protects_somebody_is_not_lifted(cast, riverbend, amina, rule):
    row = factories.seeking(riverbend, cast.ben)
    with pytest.raises(MayNotBeLifted):
        actions.proposals_for(seeking=row, by=cast.ben, lifted=frozenset({rule}))


def test_choosing_one_lets_the_others_go(cast, riverbend, amina):
    other = factories.peer(cast.sofia)
    row = factories.seeking(riverbend, cast.ben)
    first = actions.propose_peer(seeking=row, peer=amina, by=cast.ben)
    second = actions.propose_peer(seeking=row, peer=other, by=cast.ben)
    actions.move_match(match=first, move="choose", by=cast.ben)
    second.refresh_from_db()
    assert second.state == "declined"


def test_wishes_for_next_time_are_sealed(cast, riverbend, amina):
    match = factories.walking(riverbend, amina, cast.ben)
    match = actions.move_match(match=match, move="end_early", next_time="Mornings.", by=cast.amina)
    assert match.unseal("next_time_sealed") == "Mornings."


def test_a_peer_sees_their_own_matches_and_no_proposal_to_others(cast, riverbend, amina):
    row = factories.seeking(riverbend, cast.ben)
    match = actions.propose_peer(seeking=row, peer=amina, by=cast.ben)
    assert list(access.matches_for(cast.amina)) == []
    assert list(access.matches_for(cast.ben)) == [match]
