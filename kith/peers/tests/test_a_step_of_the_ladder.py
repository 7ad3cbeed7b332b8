"""A step has a day, somebody who decided, and a reason; a kind of work has limits of its own."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kith.audit.models import Entry
from kith.core import clock
from kith.core.refusals import NotYours, ReasonMissing
from kith.peers import actions, pool
from kith.peers.actions.stepping import Step, scopes_on
from kith.peers.models import Peer, Promotion, Work
from kith.peers.refusals import NotInThePast, NotYet, SameStep, TooManyForThisWork
from kith.peers.rules import scopes
from kith.peers.rules.capacity import most_people
from kith.peers.tests import factories

WHY = "She holds circles as if she had never done anything else."


def promote(peer, by, **changes):
    values = {"step": "senior", "on": clock.today(), "why": WHY, "pay_band": "B2", **changes}
    return actions.promote(peer=peer, to=Step(**values), replay_key=uuid.uuid4(), by=by)


def test_a_step_is_kept_with_who_and_why(cast, amina):
    row = promote(amina, cast.sofia)
    assert (row.before, row.step, row.decided_by) == ("supporter", "senior", cast.sofia)
    assert (amina.step, amina.pay_band) == ("senior", "B2")
    assert b"circles" not in bytes(row.why_sealed)


def test_the_reason_is_read_by_the_peer_and_supervisors_and_that_is_recorded(cast, amina):
    row = promote(amina, cast.sofia)
    for reader in (cast.amina, cast.sofia):
        assert actions.open_promotion(promotion=row, by=reader) == WHY
    assert Entry.objects.filter(verb="opened", subject_id=row.pk).count() == 2
    with pytest.raises(NotYours):
        actions.open_promotion(promotion=row, by=cast.ben)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"why": " "}, ReasonMissing), ({"step": "supporter", "pay_band": ""}, SameStep),
     ({"on": dt.date(2999, 1, 1)}, NotYet)],
)  # fmt: skip
def test_what_is_refused_changes_nothing(cast, amina, changes, refusal):
    with pytest.raises(refusal):
        promote(amina, cast.sofia, **changes)
    assert not Promotion.objects.exists()
    assert Peer.objects.get().step == "supporter"


def test_nobody_promotes_themselves(cast, riverbend):
    with pytest.raises(NotYours):
        promote(factories.peer(cast.sofia), cast.sofia)


@pytest.mark.parametrize("who", ["amina", "ben", "chidi"])
def test_only_a_supervisor_promotes(cast, amina, who):
    with pytest.raises(NotYours):
        promote(amina, getattr(cast, who))


def test_a_kind_of_work_has_a_limit_from_a_day_on(cast, riverbend, amina):
    tomorrow = clock.today() + dt.timedelta(days=1)
    actions.set_scope(work="one_to_one", starts_on=tomorrow, most=4, by=cast.sofia)
    terms = actions.Terms(load_limit=5, works=("one_to_one",))
    actions.agree(peer=amina, terms=terms, by=cast.sofia)
    with clock.stopped_at(clock.now() + dt.timedelta(days=1)):
        with pytest.raises(TooManyForThisWork):
            actions.agree(peer=amina, terms=terms, by=cast.sofia)
        actions.agree(
            peer=amina, terms=actions.Terms(load_limit=5, works=("warmline",)), by=cast.sofia
        )
    with pytest.raises(NotInThePast):
        actions.set_scope(
            work="one_to_one", starts_on=clock.today() - dt.timedelta(days=1), by=cast.sofia
        )


def test_of_two_of_one_day_the_later_holds(cast, riverbend):
    for most in (4, 6):
        actions.set_scope(work="coach", starts_on=clock.today(), most=most, by=cast.sofia)
    assert scopes_on(riverbend.id, clock.today())["coach"].most == 6


def test_every_kind_of_work_says_what_it_is():
    assert set(scopes.DOES) == set(scopes.UNIT) == set(Work.values)


def test_protected_time_and_leave_take_places_away(cast, riverbend, amina):
    """Ten hours a week, two of them protected, two for each person: four, not seven."""
    actions.agree(
        peer=amina, by=cast.sofia,
        terms=actions.Terms(
            load_limit=7, works=("one_to_one",), weekly_hours=Decimal(10),
            protected_hours=Decimal(2), hours_each=Decimal(2),
        ),
    )  # fmt: skip
    (found,) = map(pool.as_value, pool.available(riverbend.id))
    assert found.places == 4
    actions.go_away(peer=amina, away_from=clock.today(), away_until=None, by=cast.amina)
    assert not pool.available(riverbend.id).exists()


@given(st.integers(0, 60), st.decimals(0, 60, places=1), st.decimals(0, 60, places=1),
       st.decimals(0, 20, places=1))  # fmt: skip
def test_places_never_pass_the_limit_nor_the_week(limit, weekly, kept, each):
    found = most_people(limit, weekly, kept, each)
    assert 0 <= found <= limit
    if each and weekly:
        assert found * each <= max(0, weekly - kept)


def test_the_pages(cast, amina, signed_in, django_assert_max_num_queries):
    boss, peer = signed_in(cast.sofia), signed_in(cast.amina)
    data = {"step": "senior", "on": clock.today(), "pay_band": "B2", "why": WHY,
            "replay_key": uuid.uuid4()}  # fmt: skip
    assert boss.post(reverse("ladder", args=[amina.pk]), data).status_code == 302
    data = {"work": "one_to_one", "starts_on": clock.today(), "most": "4", "words": "By tram."}
    assert boss.post(reverse("kinds_of_work"), data).status_code == 302
    assert boss.post(reverse("kinds_of_work"), {**data, "most": "0"}).status_code == 422
    with django_assert_max_num_queries(17):
        page = peer.get(reverse("my_work")).content.decode()
    assert "By tram." in page and "Senior" in page and "Explain what a result means" in page
    row = Promotion.objects.get()
    assert WHY in peer.post(reverse("open_promotion", args=[row.pk])).content.decode()
    ben = signed_in(cast.ben)
    for client, name, args in (
        (peer, "ladder", [amina.pk]), (peer, "kinds_of_work", []), (ben, "my_work", [])
    ):  # fmt: skip
        assert client.get(reverse(name, args=args)).status_code == 404
