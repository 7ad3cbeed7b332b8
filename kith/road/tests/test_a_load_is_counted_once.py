"""What one tablet counts is added up; what two tablets count of one van stands side by side until
somebody decides, and no sum is made meanwhile."""

import datetime as dt
import itertools
import uuid
from collections.abc import Iterator

import pytest

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.audit.models import Entry
from kith.connections.models import Notice
from kith.core import clock
from kith.core.refusals import AlreadyChanged, NotYours
from kith.outreach.models import Aboard, Crew, Unit
from kith.road import actions
from kith.road.models import Question, SettledCount
from kith.road.refusals import Decided, EachNeedsOne
from kith.road.tests.tablet import Tablet
from tests.cast import member_of

NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
DAY = "/desk/road/day/?day=2026-05-04"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.stopped_at(NOON):
        yield


@pytest.fixture
def tent(cast, tablet) -> Tablet:
    return Tablet.registered(member_of(cast.riverbend, "Omar", Role.OUTREACH), "Tent tablet")


def unit_of(cast, name: str = "The blue van") -> Unit:
    with tenancy.acting_for(cast.riverbend.id):
        house = {"organization": cast.riverbend}
        return Unit.objects.create(**house, name=name, replay_key=uuid.uuid4())


@pytest.fixture
def van(cast) -> Unit:
    return unit_of(cast)


def counts(tablet: Tablet, van: Unit, way: str = "out", **amounts: int) -> uuid.UUID:
    return tablet.enter("supplies", unit=van.pk, way=way, amounts=amounts)


def lines(client) -> list[str]:
    text = client.get(f"{DAY}&format=csv").content.decode().lstrip("\ufeff")
    return [line.removeprefix("2026-05-04,The blue van,") for line in text.splitlines()[1:]]


@pytest.fixture
def asked(cast, tablet, tent, van) -> Iterator[Question]:
    """24 bottles and 10 masks by June; 30 bottles by Omar, who saw as many masks."""
    counts(tablet, van, water=24, masks=10)
    tablet.send()
    counts(tent, van, water=30, masks=10)
    tent.send()
    with tenancy.acting_for(cast.riverbend.id):
        yield Question.objects.select_related("unit", "organization", "owner").get()


def choice(tablet: Tablet, amount: int, thing: str = "water") -> dict[tuple[str, str], str]:
    return {("out", thing): f"{tablet.device.id}:{amount}"}


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_in_any_order_both_stand_and_one_is_asked_once(
    cast, tablet, tent, van, signed_in, order
) -> None:
    counts(tablet, van, water=20)
    counts(tablet, van, water=4)
    counts(tent, van, water=30)
    box = [*((tablet, each) for each in tablet.outbox), (tent, tent.outbox[0])]
    for at in (*order, *order):
        box[at][0].post(box[at][0].body(box[at][1]))
    assert sorted(lines(signed_in(cast.sofia))[0].split(",")[-2].split(" / ")) == [
        "24 (Van tablet)", "30 (Tent tablet)"
    ]  # fmt: skip
    with tenancy.acting_for(cast.riverbend.id):
        question = Question.objects.open().get()
        assert (question.kind, question.unit_id, question.day) == ("supplies", van.pk, NOON.date())
        assert Notice.objects.filter(kind="tablet", subject_id=question.pk).count() == 1


def test_the_same_number_is_one_number(cast, tablet, tent, van, signed_in) -> None:
    counts(tablet, van, water=24)
    counts(tent, van, water=24)
    tablet.send()
    tent.send()
    assert lines(signed_in(cast.sofia)) == ["Bottles of water,24,,,,"]
    with tenancy.acting_for(cast.riverbend.id):
        assert not Question.objects.exists()


def test_two_vans_two_ways_and_two_days_are_no_conflict(cast, tablet, tent, van) -> None:
    counts(tablet, van, water=24)
    counts(tent, unit_of(cast, "The green van"), water=30)
    counts(tent, van, way="back", water=3)
    tent.enter("supplies", way="out", amounts={"water": 9})
    tablet.send()
    tent.send()
    with clock.stopped_at(NOON + dt.timedelta(days=1)):
        counts(tent, van, water=12)
        tent.send()
    with tenancy.acting_for(cast.riverbend.id):
        assert not Question.objects.exists()


def test_a_second_load_of_the_other_may_settle_it_by_itself(tablet, tent, van, asked) -> None:
    counts(tablet, van, water=6)
    tablet.send()
    asked.refresh_from_db()
    assert (asked.decision, asked.decided_by) == ("settled", None)


def test_one_number_holds_and_the_sum_is_made(cast, tablet, tent, van, asked, signed_in) -> None:
    client = signed_in(cast.sofia)
    assert lines(client) == [
        "Bottles of water,,,,"
        + " / ".join(
            text for _id, text in sorted(
                [(tablet.device.id, "24 (Van tablet)"), (tent.device.id, "30 (Tent tablet)")]
            )
        ) + ",",
        "Masks,10,,,,",
    ]  # fmt: skip
    counts(tent, van, way="back", water=5)
    tent.send()
    actions.settle_counts(question=asked, chosen=choice(tent, 30), by=tablet.member)
    assert lines(client)[0] == "Bottles of water,30,5,25,,"
    assert (asked.decision, asked.decided_by) == ("counted", tablet.member)
    assert Entry.objects.get(verb="road_decided").subject_id == asked.pk
    with pytest.raises(Decided):
        actions.settle_counts(question=asked, chosen=choice(tablet, 24), by=cast.sofia)
    assert SettledCount.objects.get().amount == 30


def test_where_each_counted_a_part_they_are_taken_together(cast, tablet, asked, signed_in) -> None:
    chosen = {("out", "water"): "together:54"}
    actions.settle_counts(question=asked, chosen=chosen, by=tablet.member)
    assert lines(signed_in(cast.sofia))[0] == "Bottles of water,54,,,,"


def test_what_is_counted_after_that_is_decided_anew(cast, tablet, tent, van, asked) -> None:
    actions.settle_counts(question=asked, chosen=choice(tent, 30), by=tablet.member)
    counts(tablet, van, water=2)
    tablet.send()
    again = Question.objects.select_related("unit", "organization").get(decided_at=None)
    with pytest.raises(AlreadyChanged):
        actions.settle_counts(question=again, chosen=choice(tablet, 24), by=cast.sofia)
    actions.settle_counts(question=again, chosen=choice(tablet, 26), by=cast.sofia)
    assert not Question.objects.open().exists()


def test_who_plans_the_van_decides_and_nobody_else(cast, tablet, asked, signed_in) -> None:
    for stranger in (cast.amina, cast.chidi):
        with pytest.raises(NotYours):
            actions.settle_counts(question=asked, chosen=choice(tablet, 24), by=stranger)
        assert signed_in(stranger).get(f"/desk/road/conflicts/{asked.pk}/").status_code == 404
    with pytest.raises(EachNeedsOne):
        actions.settle_counts(question=asked, chosen={}, by=cast.ben)
    with pytest.raises(AlreadyChanged):
        actions.settle_counts(question=asked, chosen=choice(tablet, 99), by=cast.ben)
    assert not SettledCount.objects.exists()
    actions.settle_counts(question=asked, chosen=choice(tablet, 24), by=cast.ben)


def test_whoever_plans_it_and_is_aboard_is_asked(cast, tablet, tent, van) -> None:
    with tenancy.acting_for(cast.riverbend.id):
        house = {"organization": cast.riverbend}
        crew = Crew.objects.create(**house, unit=van, weekday=NOON.isoweekday())
        for member in (cast.amina, tent.member):
            Aboard.objects.create(**house, crew=crew, member=member)
    counts(tablet, van, water=24)
    counts(tent, van, water=30)
    tablet.send()
    tent.send()
    with tenancy.acting_for(cast.riverbend.id):
        assert Question.objects.get().owner == tent.member


def test_the_pages_show_both_until_it_is_decided(cast, tablet, tent, asked, signed_in) -> None:
    client = signed_in(cast.ben)
    address = f"/desk/road/conflicts/{asked.pk}/"
    for told in (DAY, address):
        text = client.get(told).content.decode()
        assert "Van tablet" in text and "Tent tablet" in text and "30" in text
    assert "To decide" in client.get("/desk/road/days/").content.decode()
    assert "The blue van" in client.get("/desk/road/conflicts/").content.decode()
    missing = client.post(f"{address}decide/", {"go": "counts"})
    assert missing.status_code == 422 and "30" in missing.content.decode()
    field = {"out/water": f"{tent.device.id}:30"}
    assert client.post(f"{address}decide/", {"go": "counts"} | field).status_code == 302
    assert "Bottles of water, Going out: <strong>30</strong>" in " ".join(
        client.get(address).content.decode().replace("<bdi>", "").replace("</bdi>", "").split()
    )
    text = " ".join(client.get(DAY).content.decode().split())
    assert "To decide" not in text and '<td class="number">30 </td>' in text
    assert "Counted" in client.get("/desk/road/days/").content.decode()
