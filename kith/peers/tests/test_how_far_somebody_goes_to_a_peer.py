"""From where Dee sets out: kept to about a kilometre while she looks, and told as minutes."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from kith.accounts import tenancy
from kith.connections.tests import factories as asks
from kith.core import clock
from kith.directory.models import SearchPlace
from kith.directory.rules.distance import Point
from kith.peers import actions, queries
from kith.peers.actions import rounds
from kith.peers.models import Match, Peer, Seeking
from kith.peers.tests import factories
from kith.peers.tests.test_where_peers_meet_people import place
from kith.people import actions as people
from kith.region.tables.held import Door
from kith.region.tests import tabled

pytestmark = pytest.mark.django_db

HERE = Point(40.0, -75.0)
EXACT = Point(40.0049, -74.9951)
WISH = (("minutes", "30"),)


@pytest.fixture
def near_and_far(cast, riverbend, amina, second, settings, tmp_path):
    """Amina meets at Mill House, 25 minutes by bus, and far away; Farid at the Barn, which no
    table knows: 10 kilometres away."""
    settings.HOME = tmp_path
    mill, hill = place(riverbend, latitude=40.02), place(riverbend, "Hill", latitude=40.06)
    barn = place(riverbend, "The Barn", latitude=40.09)
    Peer.objects.filter(pk=amina.pk).update(meets_at=[hill.pk, mill.pk])
    Peer.objects.filter(pk=second.pk).update(meets_at=[barn.pk])
    table = {door_of(mill): (40, 25, tabled.coded(0)), door_of(hill): (255, 47, tabled.coded(1))}
    tabled.write((HERE.latitude, HERE.longitude), table)
    SearchPlace.objects.create(
        key="mill lane", name="Mill Lane", listings=3,
        latitude=EXACT.latitude, longitude=EXACT.longitude,
    )  # fmt: skip
    return amina, second


def door_of(location):
    return Door(location.pk, location.latitude, location.longitude)


def dee(cast, riverbend, **hopes):
    return factories.seeking(riverbend, cast.ben, **{"start": EXACT, "wishes": WISH, **hopes})


def test_a_kilometre_is_kept_and_history_has_nothing(cast, riverbend):
    row = dee(cast, riverbend)
    row.refresh_from_db()
    assert (row.start_latitude, row.start_longitude) == (Decimal("40.00"), Decimal("-75.00"))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM information_schema.columns"
            " WHERE table_name = 'peers_seekingevent' AND column_name LIKE 'start%%'", []
        )  # fmt: skip
        assert cursor.fetchone() == (0,)


def test_it_stays_as_it_is_until_she_says_otherwise(cast, riverbend):
    row = dee(cast, riverbend)
    row = actions.seek(person=row.person, hopes=actions.Hopes(), by=cast.ben)
    assert row.start == (40.0, -75.0)
    forgets = actions.Hopes(forgets_start=True)
    assert actions.seek(person=row.person, hopes=forgets, by=cast.ben).start is None


def test_it_is_forgotten_when_she_looks_no_longer(cast, riverbend, amina):
    stopped, found = dee(cast, riverbend), dee(cast, riverbend)
    actions.stop_seeking(seeking=stopped, by=cast.ben)
    match = actions.propose_peer(seeking=found, peer=amina, by=cast.ben)
    match = actions.move_match(match=match, move="choose", by=cast.ben)
    actions.move_match(match=match, move="accept", by=cast.amina)
    erased = dee(cast, riverbend)
    people.erase(person=erased.person, by=cast.sofia)
    rows = Seeking.objects.all()
    assert [(row.start, row.closed_at is None) for row in rows] == [(None, False)] * 3


def test_the_database_keeps_no_place_of_a_search_that_is_over(cast, riverbend):
    row = dee(cast, riverbend)
    for broken in ({"closed_at": clock.now()}, {"start_latitude": None}, {"start_latitude": 91}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Seeking.objects.filter(pk=row.pk).update(**broken)


def test_the_nearest_of_their_places_counts_and_a_guess_is_called_one(
    cast, riverbend, near_and_far, signed_in, django_assert_max_num_queries
):  # fmt: skip
    row = dee(cast, riverbend)
    client = signed_in(cast.ben)
    with django_assert_max_num_queries(18):  # one more than without a place
        page = client.get(f"/desk/matching/{row.pk}/").text
    assert "25 minutes by bus 343 to Mill House" in page
    assert "about 10 km (as the crow flies) to The Barn: longer than you wished" in page
    assert page.index("Mill House") < page.index("The Barn")
    assert "Not longer than 30 minutes on the way" in page


def test_of_whom_nothing_is_known_is_not_called_far(cast, riverbend, amina, signed_in):
    row = dee(cast, riverbend)
    page = signed_in(cast.ben).get(f"/desk/matching/{row.pk}/").text
    assert "it is not known how long the way to them is" in page


def test_nobody_is_asked_for_a_way_that_nobody_wished(
    cast, riverbend, near_and_far, django_assert_num_queries
):
    row = factories.seeking(riverbend, cast.ben)
    with django_assert_num_queries(3):
        actions.proposals_for(seeking=row, by=cast.ben)
    Seeking.objects.filter(pk=row.pk).update(start_latitude=40, start_longitude=-75)
    row.refresh_from_db()
    with django_assert_num_queries(4):
        found = actions.proposals_for(seeking=row, by=cast.ben)
    assert {one.code for p in found.proposals for one in p.reasons} == {"speaks", "told_minutes"}


def test_the_match_keeps_no_way_and_she_reads_it_while_she_chooses(cast, near_and_far):
    request, code = asks.ask(cast.riverbend)
    amina, _farid = near_and_far
    press(code, "wishes", languages=["en"], first="minutes:30", start="mill lane")
    with tenancy.acting_for(cast.riverbend.id):
        row = Seeking.objects.get(person=request.person)
        Peer.objects.update(clearances=["one_to_one"])
        match = actions.propose_peer(seeking=row, peer=amina, by=cast.sofia)
        assert [one["code"] for one in [*match.reasons, *match.misfits]] == ["speaks"]
        page = queries.own_page(request.person)
        assert [one["code"] for one in page.proposed[0].reasons] == ["speaks", "wish_minutes"]
    assert "25 minutes by bus 343 to Mill House" in press(code, "show").text
    with tenancy.acting_for(cast.riverbend.id):
        Peer.objects.update(shown=["about"])
    assert "Mill House" not in press(code, "show").text


def press(code, verb, **data):
    return Client().post("/walk/", {"code": code, "verb": verb, **data})


def test_a_place_that_is_not_understood_is_said_and_nothing_typed_is_lost(cast, near_and_far):
    request, code = asks.ask(cast.riverbend)
    answer = press(code, "wishes", languages=["en"], first="minutes:30", start="Nowhere at all")
    assert answer.status_code == 422
    assert "We do not know where “Nowhere at all” is." in answer.text
    assert 'value="Nowhere at all"' in answer.text
    answer = press(code, "wishes", languages=["en"], first="minutes:30")
    assert "From where?" in answer.text
    with tenancy.acting_for(cast.riverbend.id):
        assert not Seeking.objects.filter(person=request.person).exists()


def test_staff_type_it_in_and_leave_or_forget_it(cast, riverbend, near_and_far, signed_in):
    person = factories.person(riverbend, cast.ben)
    client, address = signed_in(cast.ben), f"/desk/matching/person/{person.pk}/"
    told = {"told": "together", "languages": ["en"], "first": "minutes:45"}
    client.post(address, {**told, "start": "Mill Lane"})
    assert Seeking.objects.get(person=person).start == (40.0, -75.0)
    page = client.get(address).text
    assert "We know the area." in page and "Forget the area" in page
    assert "Mill Lane" not in page
    client.post(address, told)
    assert Seeking.objects.get(person=person).start == (40.0, -75.0)
    assert client.post(address, {**told, "forgets_start": "on"}).status_code == 422
    client.post(address, {"told": "together", "forgets_start": "on"})
    assert Seeking.objects.get(person=person).start is None


def test_the_whole_list_asks_once_for_all_ways(cast, riverbend, near_and_far):
    Peer.objects.update(load_limit=2)
    counted = []
    for number in range(3):
        dee(cast, riverbend, start=Point(40.0 + number, -75.0))
        row, _is_new = actions.begin_round(by=cast.ben)
        before = len(connection.queries_log)
        connection.force_debug_cursor = True
        rounds.work_out(round_id=row.pk, organization=row.organization_id)
        counted.append(len(connection.queries_log) - before)
        connection.force_debug_cursor = False
        row.refresh_from_db()
        page = queries.round_page(cast.ben, row.pk)
        actions.drop_round(round=row, by=cast.ben)
    assert counted[0] == counted[1] == counted[2]
    assert len(page.matched) == 3
    assert page.matched[0].reasons[-1]["values"]["place"] == "Mill House"


def test_another_organisation_reads_nothing_of_it(cast, riverbend, near_and_far, signed_in):
    row = dee(cast, riverbend)
    assert signed_in(cast.chidi).get(f"/desk/matching/{row.pk}/").status_code == 404
    with tenancy.acting_for(cast.harbour.id):
        assert not Seeking.objects.exists() and not Peer.objects.exists()
        assert not Match.objects.exists()
