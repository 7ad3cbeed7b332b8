"""The ways an ask can go, from the first words to an outcome: one generator each.

A way does something, then yields how long it waits. Whatever lies after today has not happened yet.
"""

import datetime as dt
from collections.abc import Callable, Iterator

from kith.config.demo.load.story import PEERS, Step, Story
from kith.connections import actions
from kith.connections.models import Consent
from kith.core import clock
from kith.people import actions as people


def _ended(story: Story, reason: str) -> Iterator[Step]:
    """Somebody looked once more, and it was over."""
    yield story.days(2, 6)
    story.contact(reached=True)
    yield story.days(1, 4)
    story.close(reason)


def fresh(story: Story) -> Iterator[Step]:
    """Nobody has seen it yet."""
    story.begin()
    yield from ()


def _met(story: Story) -> Iterator[Step]:
    """Somebody took it on and got in touch."""
    story.begin()
    yield story.hours(0.3, 9)
    story.take()
    yield story.hours(0.2, 4)
    story.contact()


def taken(story: Story) -> Iterator[Step]:
    """Taken on; the next call is due around now."""
    yield from _met(story)
    story.plan(story.now + story.hours(-4, 9))
    story.next_step("find_options", story.now + story.hours(-6, 30))


def options(story: Story) -> Iterator[Step]:
    """Options are laid out, and the person has not chosen."""
    yield from _met(story)
    yield story.hours(2, 20)
    laid = story.lay_out()
    yield story.hours(3, 30)
    if laid and story.random.random() < 0.4:
        with story.here():
            actions.pass_option(option=laid[-1], reason=story.note("passed"))


def _chosen(story: Story) -> Iterator[Step]:
    yield from _met(story)
    yield story.hours(2, 20)
    laid = story.lay_out()
    yield story.hours(3, 40)
    story.choose(laid)


def chosen(story: Story) -> Iterator[Step]:
    """Chosen; the referral is prepared, and the person has yet to be asked."""
    yield from _chosen(story)
    story.prepare()


def requested(story: Story) -> Iterator[Step]:
    """Sent to a partner, who has not answered."""
    yield from _chosen(story)
    yield story.hours(1, 12)
    story.refer(of=story.partner())


def accepted(story: Story) -> Iterator[Step]:
    yield from requested(story)
    yield story.hours(4, 60)
    story.answer("accept")


def started(story: Story) -> Iterator[Step]:
    yield from accepted(story)
    yield story.days(1, 5)
    story.answer("start")
    yield story.days(2, 6)
    story.contact()
    story.plan(clock.now() + story.days(6, 9), what="ask_outcome")


def held(story: Story) -> Iterator[Step]:
    yield from started(story)
    yield story.days(1, 3)
    said = story.note("held")
    story.answer("hold", reason=said["words"], reason_code=said["code"])


def completed(story: Story) -> Iterator[Step]:
    """The whole way: it helped, the person says so, and the request is closed."""
    yield from started(story)
    yield story.days(5, 9)
    story.contact(reached=True, done=True)
    yield story.days(1, 6)
    story.complete()
    yield story.days(1, 4)
    story.say_outcome()
    yield story.days(1, 3)
    story.close("helped")


def declined_now(story: Story) -> Iterator[Step]:
    """Declined a moment ago; somebody has to look again."""
    yield from requested(story)
    yield story.hours(4, 40)
    said = story.note("declined")
    story.answer("reject", reason=said["words"], reason_code=said["code"])


def declined(story: Story) -> Iterator[Step]:
    """Declined, tried elsewhere, and there it goes on."""
    yield from declined_now(story)
    yield story.days(1, 3)
    story.refer_elsewhere(of=story.random.choice(["", story.partner()]))
    yield story.days(1, 4)
    story.answer("accept")
    yield story.days(1, 4)
    story.answer("start")
    yield story.days(6, 20)
    story.complete("partly")
    yield story.days(1, 3)
    story.close("partly")


def outside(story: Story) -> Iterator[Step]:
    """To a service that does not work with Kith: the owner asks and writes down the answer."""
    yield from _chosen(story)
    yield story.hours(1, 12)
    story.refer()
    yield story.days(1, 4)
    story.answer("accept")
    yield story.days(3, 9)
    story.contact()
    story.answer("start")
    yield story.days(10, 30)
    story.complete(story.random.choice(["helped", "partly", "not_helped"]))
    yield story.days(1, 3)
    story.close("helped")


def failed(story: Story) -> Iterator[Step]:
    yield from started(story)
    yield story.days(3, 10)
    story.contact(reached=False, done=True)
    said = story.note("failed")
    story.answer("fail", reason=said["words"], reason_code=said["code"])
    yield from _ended(story, "not_met")


def cancelled(story: Story) -> Iterator[Step]:
    """The sender takes it back."""
    yield from accepted(story)
    yield story.days(1, 3)
    with story.here():
        story.referral.refresh_from_db()
        actions.cancel_referral(
            referral=story.referral, reason="They moved in with their sister.", by=story.owner,
            reason_code="no_longer",
        )  # fmt: skip
    yield from _ended(story, "no_longer")


def expired(story: Story) -> Iterator[Step]:
    """Nobody answers for seven days; the daily job ends it."""
    yield from requested(story)
    yield story.days(9, 12)
    yield from _ended(story, "not_met")


def consent_withdrawn(story: Story) -> Iterator[Step]:
    """The person takes their consent back while it is under way."""
    yield from started(story)
    yield story.days(1, 4)
    story.contact(reached=True, done=True)
    with story.here():
        story.referral.refresh_from_db()
        consents = Consent.objects.select_related("request__person")
        consent = consents.get(referrals=story.referral)
        actions.withdraw_consent(consent=consent)
    yield from _ended(story, "no_longer")


def withdrawn(story: Story) -> Iterator[Step]:
    yield from _met(story)
    yield story.days(1, 4)
    with story.here():
        story.request.refresh_from_db()
        actions.withdraw_request(request=story.request)


def not_met(story: Story) -> Iterator[Step]:
    """Nothing fits: each option passed with its reason, which becomes a barrier."""
    yield from _met(story)
    yield story.hours(2, 20)
    laid = story.lay_out()
    yield story.hours(5, 40)
    with story.here():
        for option in laid:
            actions.pass_option(option=option, reason=story.note("passed"))
        actions.note_barrier(request=story.request, reason="no_service", by=story.owner)
    yield story.days(4, 12)
    story.close("not_met")


def not_reached(story: Story) -> Iterator[Step]:
    """Called again and again."""
    story.begin()
    yield story.hours(1, 9)
    story.take()
    for _ in range(3):
        yield story.days(1, 4)
        story.contact(reached=False)
    yield story.days(4, 8)
    story.close("not_reached")


def walked_with(story: Story) -> Iterator[Step]:
    """A peer joins and stays: a contact every week, and the next one is planned."""
    yield from _met(story)
    yield story.hours(3, 30)
    peer = story.cast[PEERS[story.ask.tenant]]
    with story.here():
        people.join_team(person=story.request.person, member=peer, by=story.owner)
    while True:
        yield story.days(4, 9)
        story.contact(peer)
        story.next_step("visit", clock.now() + story.days(5, 9))
        if clock.now() > story.now - dt.timedelta(days=9):
            break
    story.plan(clock.now() + story.days(0.5, 9), what="visit", by=peer)


def reopened(story: Story) -> Iterator[Step]:
    """Closed, and weeks later opened again."""
    yield from completed(story)
    yield story.days(6, 12)
    with story.here():
        story.request.refresh_from_db()
        actions.reopen(request=story.request)
    yield story.hours(2, 20)
    story.contact(reached=True)
    story.next_step("find_options", story.now + story.hours(4, 60))


def mistake(story: Story) -> Iterator[Step]:
    """Sent for the wrong person, corrected, and sent where it belonged."""
    yield from requested(story)
    yield story.hours(0.2, 2)
    with story.here():
        story.referral.refresh_from_db()
        actions.correct_referral(referral=story.referral, by=story.owner)
    yield story.hours(0.1, 3)
    story.refer(of=story.partner())
    yield story.days(1, 4)
    story.answer("accept")


PATHS: dict[str, Callable[[Story], Iterator[Step]]] = {
    way.__name__: way
    for way in (
        fresh, taken, options, chosen, requested, accepted, started, held, completed, declined,
        declined_now, outside, failed, cancelled, expired, consent_withdrawn, withdrawn, not_met,
        not_reached, walked_with, reopened, mistake,
    )
}  # fmt: skip
