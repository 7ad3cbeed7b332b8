"""The whole list at once: worked out by a job, looked over, and nothing stale is proposed."""

import datetime as dt

import pytest

from kith.core import clock
from kith.core.lifecycle import NotForYou, WrongState
from kith.core.refusals import NotYours
from kith.peers import actions, queries
from kith.peers.actions import rounds
from kith.peers.models import Match, Peer, Round, RoundLine, Seeking
from kith.peers.refusals import NothingTicked, Stale
from kith.peers.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(cast, riverbend, amina):
    """Three wait, the first for longest; Amina has two places and Sofia one."""
    Peer.objects.filter(pk=amina.pk).update(load_limit=2, experiences=["grief"])
    factories.peer(cast.sofia, load_limit=1)
    rows = []
    for days in (30, 20, 10):
        with clock.stopped_at(clock.now() - dt.timedelta(days=days)):
            rows.append(factories.seeking(riverbend, cast.ben, wishes=(("experience", "grief"),)))
    return rows


def worked_out(cast):
    row, _is_new = actions.begin_round(by=cast.ben)
    rounds.work_out(round_id=row.pk, organization=row.organization_id)
    row.refresh_from_db()
    return row


def ticked(row):
    return {line.pk: line.peer_id for line in row.lines.all() if line.peer_id}


def test_it_is_worked_out_and_proved(cast, waiting):
    row = worked_out(cast)
    assert (row.state, row.done, row.total) == ("ready", 3, 3)
    assert row.objective == pytest.approx(row.bound)
    page = queries.round_page(cast.ben, row.pk)
    assert (len(page.matched), len(page.waiting), page.is_best) == (3, 0, True)
    assert [line.days for line in page.matched] == [30, 20, 10]


def test_the_longest_waiting_are_served_and_the_others_told_why(cast, waiting):
    Peer.objects.filter(member=cast.sofia).update(load_limit=0)
    row = worked_out(cast)
    page = queries.round_page(cast.ben, row.pk)
    assert [line.days for line in page.matched] == [30, 20]
    assert [line.reasons[0]["code"] for line in page.waiting] == ["places_taken"]


def test_ticked_lines_become_proposals_and_the_person_chooses(cast, waiting):
    row = worked_out(cast)
    lines = ticked(row)
    lines.pop(next(iter(lines)))
    assert actions.apply_round(round=row, chosen=lines, by=cast.sofia) == 2
    row.refresh_from_db()
    assert (row.state, row.ended_by, row.proposed_count) == ("applied", cast.sofia, 2)
    assert set(Match.objects.values_list("state", flat=True)) == {"proposed"}


def test_a_swap_is_proposed_as_it_was_chosen(cast, waiting):
    row = worked_out(cast)
    line = row.lines.get(place=1)
    other = line.others[0]["peer"]
    actions.apply_round(round=row, chosen={line.pk: Peer.objects.get(pk=other).pk}, by=cast.sofia)
    assert str(Match.objects.get().peer_id) == other


def test_a_place_gone_meanwhile_stops_everything_and_is_told(cast, waiting, amina):
    row = worked_out(cast)
    Peer.objects.filter(pk=amina.pk).update(load_limit=1)
    with pytest.raises(Stale):
        actions.apply_round(round=row, chosen=ticked(row), by=cast.sofia)
    assert Match.objects.count() == 0
    row.refresh_from_db()
    assert row.state == "ready"
    marked = RoundLine.objects.exclude(left_out="")
    assert [line.left_out for line in marked] == ["no_place"]
    shown = queries.round_page(cast.ben, row.pk).matched
    assert [line.is_ticked for line in shown].count(False) == 1


def test_two_lines_for_one_place_are_one_too_many(cast, waiting):
    row = worked_out(cast)
    sofia = Peer.objects.get(member=cast.sofia)
    lines = list(row.lines.all())[:2]
    with pytest.raises(Stale):
        actions.apply_round(round=row, chosen={line.pk: sofia.pk for line in lines}, by=cast.sofia)
    assert [line.left_out for line in row.lines.all()] == ["", "no_place", ""]


def test_somebody_who_waits_no_more_and_somebody_kept_apart_are_told(cast, waiting, amina):
    row = worked_out(cast)
    lines = ticked(row)
    by_place = {line.place: line for line in row.lines.all()}
    actions.stop_seeking(seeking=waiting[0], by=cast.ben)
    Seeking.objects.filter(pk=waiting[1].pk).update(vetoes=[lines[by_place[2].pk]])
    with pytest.raises(Stale):
        actions.apply_round(round=row, chosen=lines, by=cast.sofia)
    assert [line.left_out for line in row.lines.all()] == ["waits_no_more", "apart", ""]


def test_a_peer_away_meanwhile_is_told(cast, waiting, amina):
    row = worked_out(cast)
    actions.go_away(peer=amina, away_from=clock.today(), away_until=None, by=cast.amina)
    with pytest.raises(Stale):
        actions.apply_round(round=row, chosen=ticked(row), by=cast.sofia)
    assert "not_ready" in set(row.lines.values_list("left_out", flat=True))


def test_nothing_ticked_is_said(cast, waiting):
    with pytest.raises(NothingTicked):
        actions.apply_round(round=worked_out(cast), chosen={}, by=cast.sofia)


def test_applied_twice_is_refused(cast, waiting):
    row = worked_out(cast)
    actions.apply_round(round=row, chosen=ticked(row), by=cast.sofia)
    with pytest.raises(WrongState):
        actions.apply_round(round=row, chosen=ticked(row), by=cast.sofia)


def test_of_two_who_begin_the_second_finds_the_first_ones(cast, waiting):
    first, is_new = actions.begin_round(by=cast.ben)
    second, is_newer = actions.begin_round(by=cast.sofia)
    assert (first, is_new, is_newer) == (second, True, False)


def test_a_job_that_was_killed_begins_again(cast, waiting):
    row, _is_new = actions.begin_round(by=cast.ben)
    Round.objects.filter(pk=row.pk).update(state="working", done=2)
    rounds.work_out(round_id=row.pk, organization=row.organization_id)
    rounds.work_out(round_id=row.pk, organization=row.organization_id)
    row.refresh_from_db()
    assert (row.state, row.lines.count()) == ("ready", 3)


def test_a_round_left_while_it_is_worked_out_stays_left(cast, waiting, monkeypatch):
    row, _is_new = actions.begin_round(by=cast.ben)
    real = rounds.batch.match

    def meanwhile(*args, **kwargs):
        actions.drop_round(round=Round.objects.get(pk=row.pk), by=cast.sofia)
        return real(*args, **kwargs)

    monkeypatch.setattr(rounds.batch, "match", meanwhile)
    rounds.work_out(round_id=row.pk, organization=row.organization_id)
    row.refresh_from_db()
    assert (row.state, row.lines.count()) == ("dropped", 0)


def test_who_may_not(cast, waiting):
    with pytest.raises(NotYours):
        actions.begin_round(by=cast.amina)
    row = worked_out(cast)
    for stranger in (cast.amina, cast.chidi):
        with pytest.raises(NotYours):
            actions.apply_round(round=row, chosen=ticked(row), by=stranger)
        with pytest.raises(NotYours):
            actions.drop_round(round=row, by=stranger)
        with pytest.raises((NotYours, NotForYou)):
            queries.round_page(stranger, row.pk)


def test_who_stood_beside_whom_is_forgotten_after_a_month(cast, waiting):
    row = worked_out(cast)
    with clock.stopped_at(clock.now() + rounds.KEPT + dt.timedelta(hours=1)):
        rounds.forget_rounds(organization=row.organization_id)
    assert (Round.objects.count(), RoundLine.objects.count()) == (1, 0)


def test_the_page_of_a_round(cast, waiting, signed_in, django_assert_max_num_queries):
    row = worked_out(cast)
    client = signed_in(cast.ben)
    with django_assert_max_num_queries(13):
        page = client.get(f"/desk/matching/rounds/{row.pk}/").text
    assert "Who with whom" in page and "has lived through it" in page
    client.post(f"/desk/matching/rounds/{row.pk}/apply/", {"line": ["x"]})
    line = row.lines.get(place=1)
    answer = client.post(
        f"/desk/matching/rounds/{row.pk}/apply/",
        {"line": [str(line.pk)], f"peer-{line.pk}": str(line.peer_id)}, follow=True,
    )  # fmt: skip
    assert "1 proposed. The person chooses." in answer.text
