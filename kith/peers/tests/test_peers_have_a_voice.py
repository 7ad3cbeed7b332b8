"""A secret vote, one each; objections answered before anything is decided; the answer kept."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from kith.connections.models import Notice
from kith.core import clock
from kith.core.lifecycle import WrongState
from kith.core.refusals import AlreadyChanged, NotYours, ReasonMissing
from kith.peers.actions import voice, voice_answering
from kith.peers.actions.voice import Raising
from kith.peers.models import Ballot, Matter, MatterChoice, Objection, Peer
from kith.peers.queries.voice import board, matter_page
from kith.peers.refusals import (
    AlreadyAnswered,
    AlreadyVoted,
    ChoicesMissing,
    NotAVoter,
    ObjectionStands,
    PeriodTooShort,
    VoteOver,
)
from kith.peers.tests import factories
from tests.cast import member_of

WEEK = dt.timedelta(days=7)


@pytest.fixture
def peers(cast, amina, second):
    """Four peers at work."""
    more = [factories.peer(member_of(cast.riverbend, name, "peer")) for name in ("Rosa", "June")]
    return [amina, second, *more]


def raised(by, kind="vote", **changes):
    known = {"question": "When do we meet?", "kind": kind, "closes_at": clock.now() + WEEK,
             "choices": ("Mondays", "Fridays")}  # fmt: skip
    return voice.raise_matter(
        raising=Raising(**{**known, **changes}), by=by, replay_key=uuid.uuid4()
    )


@pytest.fixture
def matter(cast, peers):
    return raised(cast.amina)


def choice(matter, words="Mondays"):
    return matter.choices.get(words=words).pk


def cast_votes(matter, peers, *words):
    for peer, said in zip(peers, words, strict=False):
        voice.vote(matter=matter, choice=choice(matter, said), by=peer.member)


def close(matter):
    """A week later."""
    with clock.stopped_at(clock.now() + WEEK + dt.timedelta(minutes=1)):
        voice_answering.close_what_is_over(organization=matter.organization_id)
    matter.refresh_from_db()
    return matter


def tallies(member, matter):
    return [row.tally for row in matter_page(member, matter.pk).choices]


def test_every_peer_is_told_and_none_of_another_organisation(cast, matter, peers):
    told = set(Notice.objects.filter(kind="voice").values_list("member", flat=True))
    assert told == {peer.member_id for peer in peers[1:]}


def test_nobody_sees_a_count_before_the_end(cast, matter, peers):
    cast_votes(matter, peers, "Mondays", "Mondays", "Fridays")
    for member in (cast.amina, cast.sofia):
        assert tallies(member, matter) == [None, None]
        assert matter_page(member, matter.pk).voted_count is None


def test_it_is_counted_and_decided_when_the_time_is_over(cast, matter, peers):
    cast_votes(matter, peers, "Mondays", "Mondays", "Fridays")
    assert close(matter).state == "decided"
    page = matter_page(cast.amina, matter.pk)
    assert ([row.tally for row in page.choices], page.voted_count) == ([2, 1], 3)
    assert matter.voters_count == 4


def test_too_few_votes_stay_secret(cast, matter, peers):
    cast_votes(matter, peers, "Mondays", "Fridays")
    close(matter)
    assert tallies(cast.sofia, matter) == [None, None]
    assert matter_page(cast.sofia, matter.pk).result == "too_few"


def test_one_vote_each(cast, matter, peers):
    cast_votes(matter, peers, "Mondays")
    with pytest.raises(AlreadyVoted):
        voice.vote(matter=matter, choice=choice(matter, "Fridays"), by=cast.amina)
    assert sum(MatterChoice.objects.values_list("tally", flat=True)) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.create(organization=cast.riverbend, matter=matter, peer=peers[0])


def test_how_somebody_voted_is_written_nowhere(cast, matter, peers):
    cast_votes(matter, peers, "Mondays")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND table_name LIKE 'peers_%%' AND column_name LIKE '%%choice%%'"
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = 'peers_ballot' ORDER BY 1"
        )
        assert [name for (name,) in cursor.fetchall()] == [
            "id", "matter_id", "organization_id", "peer_id",
        ]  # fmt: skip
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tablename = 'peers_matterchoiceevent'")
        assert cursor.fetchone() == (0,)
    assert Ballot.objects.get().pk.version == 4


def test_only_peers_at_work_vote(cast, matter, peers):
    for member in (cast.sofia, cast.ben):
        with pytest.raises(NotAVoter):
            voice.vote(matter=matter, choice=choice(matter), by=member)
    Peer.objects.filter(pk=peers[0].pk).update(state="leave")
    with pytest.raises(NotAVoter):
        voice.vote(matter=matter, choice=choice(matter), by=cast.amina)
    with pytest.raises(NotYours):
        voice.vote(matter=matter, choice=choice(matter), by=cast.chidi)


def test_a_choice_of_another_matter_counts_nowhere(cast, matter, peers):
    other = raised(cast.amina, question="Where?", choices=("Here", "There"))
    with pytest.raises(NotYours):
        voice.vote(matter=matter, choice=choice(other, "Here"), by=cast.amina)
    assert Ballot.objects.count() == 0


def test_after_the_end_nobody_votes_or_objects(cast, matter, peers):
    with clock.stopped_at(clock.now() + WEEK):
        with pytest.raises(VoteOver):
            voice.vote(matter=matter, choice=choice(matter), by=cast.amina)
        with pytest.raises(VoteOver):
            voice.object_to(matter=matter, words="Too late.", by=cast.amina)


def test_an_objection_is_answered_before_it_is_decided(cast, matter, peers):
    row = voice.object_to(matter=matter, words="Mondays I sleep.", by=cast.amina)
    assert close(matter).state == "closed"
    with pytest.raises(ObjectionStands):
        voice_answering.decide(matter=matter, by=cast.sofia)
    with pytest.raises(IntegrityError), transaction.atomic():
        Matter.objects.filter(pk=matter.pk).update(state="decided")
    voice_answering.answer_objection(objection=row, words="We meet at noon.", by=cast.sofia)
    assert voice_answering.decide(matter=matter, by=cast.sofia).state == "decided"
    read = matter_page(cast.amina, matter.pk).objections[0]
    assert (read.words, read.answer) == ("Mondays I sleep.", "We meet at noon.")


def test_an_objection_taken_back_stands_in_nobodys_way(cast, matter, peers):
    row = voice.object_to(matter=matter, words="No.", by=cast.amina)
    with pytest.raises(NotYours):
        voice.withdraw_objection(objection=row, by=cast.sofia)
    voice.withdraw_objection(objection=row, by=cast.amina)
    assert close(matter).state == "decided"


def test_objecting_needs_a_reason_and_happens_once(cast, matter, peers):
    with pytest.raises(ReasonMissing):
        voice.object_to(matter=matter, words=" ", by=cast.amina)
    voice.object_to(matter=matter, words="No.", by=cast.amina)
    with pytest.raises(AlreadyChanged):
        voice.object_to(matter=matter, words="No!", by=cast.amina)
    assert b"No." not in bytes(Objection.objects.get().words_sealed)


def test_nobody_answers_their_own_objection_or_twice(cast, matter, peers):
    lead = member_of(cast.riverbend, "Lea", "peer", "director")
    factories.peer(lead)
    row = voice.object_to(matter=matter, words="No.", by=lead)
    with pytest.raises(NotYours):
        voice_answering.answer_objection(objection=row, words="Yes.", by=lead)
    voice_answering.answer_objection(objection=row, words="Because.", by=cast.sofia)
    with pytest.raises(AlreadyAnswered):
        voice_answering.answer_objection(objection=row, words="Again.", by=cast.sofia)


def test_consent_holds_without_objection(cast, peers):
    matter = raised(cast.amina, kind="consent", choices=())
    assert (matter.choices.count(), close(matter).state) == (0, "decided")


def test_the_organisation_answers_and_says_what_became_of_it(cast, matter, peers):
    close(matter)
    do_by = clock.today() + dt.timedelta(days=30)
    voice_answering.answer(matter=matter, words="From March on.", do_by=do_by, by=cast.sofia)
    with pytest.raises(ReasonMissing):
        voice_answering.follow_up(matter=matter, is_done=False, words="", by=cast.sofia)
    done = voice_answering.follow_up(matter=matter, is_done=True, words="So it is.", by=cast.sofia)
    assert (done.state, done.looked_by) == ("kept", cast.sofia)


def test_overdue_is_seen_and_told_once(cast, matter, peers):
    close(matter)
    with clock.stopped_at(clock.now() + dt.timedelta(days=40)):
        assert board(cast.amina).owed[0].is_overdue
        Notice.objects.all().delete()
        for _ in range(2):
            voice_answering.tell_what_is_overdue(organization=cast.riverbend.id)
        assert Notice.objects.filter(member=cast.sofia).count() == 1


def test_peers_do_not_answer_for_the_organisation(cast, matter, peers):
    close(matter)
    for member in (cast.amina, cast.ben, cast.chidi):
        with pytest.raises(NotYours):
            voice_answering.answer(matter=matter, words="Yes.", do_by=clock.today(), by=member)


def test_not_from_every_state(cast, matter, peers):
    with pytest.raises(WrongState):
        voice_answering.answer(matter=matter, words="Yes.", do_by=clock.today(), by=cast.sofia)
    with pytest.raises(NotYours):
        voice.stop(matter=matter, by=cast.sofia)
    assert voice.stop(matter=matter, by=cast.amina).state == "stopped"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"choices": ("One",)}, ChoicesMissing),
        ({"choices": ("Same", "Same")}, ChoicesMissing),
        ({"question": " "}, ReasonMissing),
        ({"closes_at": clock.now() + dt.timedelta(hours=5)}, PeriodTooShort),
    ],
)
def test_a_matter_is_a_real_question(cast, peers, changes, refusal):
    with pytest.raises(refusal):
        raised(cast.amina, **changes)
    assert Matter.objects.count() == 0


def test_the_pages(cast, matter, peers, signed_in, django_assert_max_num_queries):
    client = signed_in(cast.amina)
    client.get("/desk/")
    with django_assert_max_num_queries(12):
        assert "When do we meet?" in client.get(reverse("matters")).content.decode()
    address = reverse("matter", args=[matter.pk])
    with django_assert_max_num_queries(16):
        assert "Mondays" in client.get(address).content.decode()
    vote = reverse("move_matter", args=[matter.pk, "vote"])
    client.post(vote, {"choice": choice(matter)})
    assert "You have voted" in client.get(address).content.decode()
    client.post(reverse("move_matter", args=[matter.pk, "object"]), {"words": "No."})
    assert Objection.objects.count() == 1
    for member in (cast.ben, cast.chidi):
        assert signed_in(member).get(address).status_code == 404
        assert signed_in(member).post(vote, {"choice": choice(matter)}).status_code == 404


def test_raised_on_the_page(cast, peers, signed_in):
    data = {"question": "Tea or coffee?", "kind": "vote", "days": "14", "choice_1": "Tea",
            "choice_2": "Coffee", "replay_key": uuid.uuid4()}  # fmt: skip
    client = signed_in(cast.amina)
    for _ in range(2):
        assert client.post(reverse("new_matter"), data).status_code == 302
    assert Matter.objects.count() == 1
    faulty = client.post(reverse("new_matter"), data | {"choice_2": "", "replay_key": uuid.uuid4()})
    assert faulty.status_code == 422
