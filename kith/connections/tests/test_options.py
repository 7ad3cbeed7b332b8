"""Options come from whoever registered; the person chooses."""

import uuid
from collections.abc import Sequence

import pytest

from kith.accounts import tenancy
from kith.connections import actions
from kith.connections.models import Barrier, Notice, Option
from kith.connections.refusals import NotInTheTeam, OptionUnknown
from kith.connections.tests import factories
from kith.core.lifecycle import WrongState
from kith.core.refusals import NotYours, ReasonMissing
from kith.core.sources import Offer, Reason, Wish
from kith.core.sources import options as sources
from kith.directory.models import SearchPlace

pytestmark = pytest.mark.django_db


class Garden:
    """A made-up kind of support. Remembers what it was asked."""

    name = "garden"

    def __init__(self, *fits: float) -> None:
        self.fits, self.asked = fits, []
        self.ids = [uuid.uuid4() for _ in fits]

    def offers(self, wish: Wish, limit: int) -> Sequence[Offer]:
        self.asked.append(wish)
        return [
            Offer(
                "garden", subject, f"Bed {number}", fit, (Reason("free"),),
                (Reason("distance", {"minutes": "40"}),),
            )
            for number, (subject, fit) in enumerate(zip(self.ids, self.fits, strict=True))
        ]  # fmt: skip


@pytest.fixture
def garden(monkeypatch):
    source = Garden(0.2, 0.9, 0.5)
    monkeypatch.setattr(sources, "_sources", {"garden": source})
    return source


@pytest.fixture
def request_(cast, garden):
    with tenancy.acting_for(cast.riverbend.id):
        yield factories.in_hand(cast.ben, birth_year=1990, obstacles=("cost",))


def titles(request) -> list[tuple[str, str]]:
    return [(option.title, option.state) for option in request.options.order_by("rank", "id")]


def test_the_best_fits_come_first_with_what_would_not_fit(cast, request_) -> None:
    options = actions.lay_out_options(request=request_, by=cast.ben, limit=2)
    assert [option.title for option in options] == ["Bed 1", "Bed 2"]
    assert options[0].misfits == [{"code": "distance", "values": {"minutes": "40"}}]
    assert (request_.state, request_.next_step) == ("options", "wait_choice")


def test_the_sources_are_told_nothing_about_who_asks(cast, request_, garden) -> None:
    actions.lay_out_options(request=request_, by=cast.ben, words="sleep")
    wish = garden.asked[0]
    assert (wish.words, wish.languages, wish.only_free) == ("sleep", ("es",), True)
    assert wish.age is not None
    for words in ("Dee", "flood", "Mill Lane", str(request_.id), str(request_.person_id)):
        assert words not in str(wish)


def test_a_district_is_found_by_its_public_name(cast, request_, garden) -> None:
    known = {"latitude": 1.5, "longitude": 2.5, "listings": 4}
    SearchPlace.objects.create(key="mill lane", name="Mill Lane", **known)
    actions.lay_out_options(request=request_, by=cast.ben)
    assert (garden.asked[0].latitude, garden.asked[0].longitude) == (1.5, 2.5)
    assert request_.latitude is None


def test_laying_out_again_keeps_answers_and_what_was_added_by_hand(cast, request_, garden) -> None:
    options = actions.lay_out_options(request=request_, by=cast.ben)
    actions.pass_option(option=options[0])
    actions.add_option(
        request=request_, source="garden", subject=uuid.uuid4(), title="By hand",
        override_reason="She knows the gardener", by=cast.ben,
    )  # fmt: skip
    garden.ids[2] = uuid.uuid4()
    actions.lay_out_options(request=request_, by=cast.ben)
    assert sorted(titles(request_)) == [
        ("Bed 0", "offered"), ("Bed 1", "passed"), ("Bed 2", "offered"), ("By hand", "offered"),
    ]  # fmt: skip


def test_one_choice_at_a_time_and_the_last_one_counts(cast, request_) -> None:
    first, second, _third = actions.lay_out_options(request=request_, by=cast.ben)
    actions.choose_option(option=first)
    actions.choose_option(option=second)
    chosen = Option.objects.get(state="chosen")
    assert chosen == second
    request_.refresh_from_db()
    assert request_.next_step == "refer"


def test_choosing_twice_tells_the_owner_once(cast, request_) -> None:
    option = actions.lay_out_options(request=request_, by=cast.ben)[0]
    actions.choose_option(option=option)
    actions.choose_option(option=option)
    assert Notice.objects.filter(member=cast.ben, kind="choice").count() == 1


def test_passing_with_a_reason_is_one_barrier(cast, request_) -> None:
    option = actions.lay_out_options(request=request_, by=cast.ben)[0]
    actions.pass_option(option=option, reason="distance")
    actions.pass_option(option=option, reason="distance")
    barrier = Barrier.objects.get(reason="distance")
    assert (barrier.service_id, barrier.origin) == (option.subject, "option")


def test_when_every_option_was_passed_somebody_looks_again(cast, request_) -> None:
    for option in actions.lay_out_options(request=request_, by=cast.ben):
        actions.pass_option(option=option)
    request_.refresh_from_db()
    assert request_.next_step == "find_options"
    assert Notice.objects.filter(member=cast.ben, kind="choice").count() == 1


def test_adding_by_hand_needs_a_reason_and_a_known_source(cast, request_) -> None:
    known = {"request": request_, "subject": uuid.uuid4(), "title": "Boat", "by": cast.ben}
    with pytest.raises(ReasonMissing):
        actions.add_option(**known, source="garden", override_reason=" ")
    with pytest.raises(OptionUnknown):
        actions.add_option(**known, source="harbour", override_reason="She likes boats")
    assert titles(request_) == []


@pytest.mark.parametrize(("who", "refusal"), [("chidi", NotYours), ("amina", NotInTheTeam)])
def test_who_may_not(cast, request_, who, refusal) -> None:
    option = actions.lay_out_options(request=request_, by=cast.ben)[0]
    member = getattr(cast, who)
    for verb in (actions.choose_option, actions.pass_option):
        with pytest.raises(refusal):
            verb(option=option, by=member)
    option.refresh_from_db()
    assert option.state == "offered"


def test_nothing_is_chosen_after_the_end(cast, request_) -> None:
    option = actions.lay_out_options(request=request_, by=cast.ben)[0]
    actions.withdraw_request(request=request_)
    with pytest.raises(WrongState):
        actions.choose_option(option=option)
