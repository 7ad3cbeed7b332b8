"""The order of results is the sum that the rules say, and each result says why it is there."""

import pytest

from kith.core.sources import Reason, options
from kith.directory.rules import ranking
from kith.directory.rules.distance import Point
from kith.directory.rules.opening import State
from kith.directory.search import asking, reading
from kith.directory.search.tests import made
from kith.directory.templatetags import reasons

pytestmark = pytest.mark.django_db
HERE = Point(40.0, -75.0)


@pytest.fixture
def town(db: None) -> None:
    for number in range(25):
        one = made.place(
            f"{'Talking' if number % 3 else 'Quiet'} group {number}", 40.0 + number * 0.007, -75.0,
            description="We talk.", capacity="capacity" if number % 4 else "no-capacity",
            verified_on=made.NOW.date().replace(year=2026 - number % 2),
        )  # fmt: skip
        if number % 2:
            made.hours(one, "WE", "09:00", "17:00" if number % 5 else "10:00")
        made.speaks(one, *("es" if number % 6 else "so",))
    made.phone(made.service("Talking by phone", everywhere=True, access=["phone"]))
    made.ready()


@pytest.mark.parametrize("near", [HERE, None])
def test_the_database_adds_up_as_the_rules_do(town: None, near: Point | None) -> None:
    from kith.directory.models import Listing

    page = made.find("talking", near=near, speaks=("es",), size=50)
    assert len(page.results) >= 17
    weights = ranking.FROM_A_PLACE if near else ranking.FROM_NOWHERE
    quality = dict(Listing.objects.values_list("id", "quality"))
    for result in page.results:
        facts = ranking.Facts(
            distance_km=result.distance_km, reaches_you=result.reaches_you,
            is_named="named" in {reason.code for reason in result.reasons},
            is_open=result.state is State.OPEN, is_unsure=result.state is State.CALL,
            quality=quality[result.id], speaks="es" in result.languages,
        )  # fmt: skip
        assert result.score == pytest.approx(ranking.score(facts, weights), abs=2e-6)


def test_weights_add_up_to_one() -> None:
    for weights in (ranking.FROM_A_PLACE, ranking.FROM_NOWHERE):
        total = weights.near + weights.named + weights.open + weights.sound + weights.speaks
        assert total == pytest.approx(1)


def test_one_sentence_says_why(db: None) -> None:
    one = made.place("Talking group", 40.009, cost="free", capacity="capacity")
    made.speaks(made.hours(one, "WE", "09:00", "17:00"), "es")
    made.ready()
    result = made.find("talking", near=HERE, speaks=("es",)).results[0]
    assert reasons.reasons_sentence(result.reasons) == (
        "Matches what you wrote, about 16 min on foot (estimate), open now, speaks Español, free,"
        " takes new people, checked in February 2026."
    )


def test_every_reason_has_words() -> None:
    codes = set()
    for module in (reading, asking):
        source = __import__("inspect").getsource(module)
        codes |= set(__import__("re").findall(r'Reason\(\s*"(\w+)"', source))
    codes |= {
        "open_now",
        "open_then",
        "free",
        "sliding",
        "cost_unsaid",
        "costs",
        "full",
        "waitlist",
    }
    assert codes <= set(reasons.WORDS)


def test_a_reason_kept_by_an_option_reads_the_same() -> None:
    kept = {"code": "near", "values": {"km": "1.00"}}
    assert reasons.in_words(kept) == reasons.in_words(Reason("near", {"km": "1.00"}))
    assert reasons.in_words({"code": "of another room", "values": {}}) == ""


def test_the_room_offers_its_services_as_options() -> None:
    assert options["directory"].name == "directory"
