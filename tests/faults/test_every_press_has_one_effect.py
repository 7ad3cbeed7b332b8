"""Each action of people and their requests, pressed by two at the same moment: one effect.

A case makes what the press needs and gives the press of either hand, and how many effects there
are. Whoever comes second either finds what the first did (None is told to nobody), or is refused.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from kith.accounts import tenancy
from kith.accounts.models import Member
from kith.audit.models import Entry
from kith.connections import actions
from kith.connections.models import (
    Barrier,
    Consent,
    Contact,
    FollowUp,
    Notice,
    Option,
    Referral,
    Request,
)
from kith.connections.tests import factories
from kith.core import clock
from kith.core.refusals import Refusal
from kith.people import actions as people
from kith.people.models import CareTeam
from tests.faults.pressing import Town, press_together

pytestmark = pytest.mark.fault
Press = Callable[[Member], Any]


@dataclass(frozen=True)
class Case:
    """`press` acts as one of two members; `effects` counts what is there afterwards."""

    press: Press
    effects: Callable[[], int]
    wanted: int = 1
    loser_is_told: bool = False


def case(name: str, town: Town) -> Case:
    with tenancy.acting_for(town.sender.id):
        return CASES[name](town)


def fresh(request: Request) -> Request:
    return Request.objects.select_related("person", "owner").get(pk=request.pk)


def shared(town: Town) -> Request:
    """In Ben's hands, with Amina in the care team."""
    request = factories.in_hand(town.ben)
    people.join_team(person=request.person, member=town.amina, by=town.ben)
    return request


def notices(request: Request, kind: str) -> Callable[[], int]:
    before = Notice.objects.filter(kind=kind).count()
    return lambda: Notice.objects.filter(kind=kind).count() - before


def breaking_glass(town: Town) -> Case:
    person = factories.ask(town.sender)[0].person
    before = Entry.objects.filter(verb="broke glass").count()
    return Case(
        lambda _by: people.break_glass(person=person, reason="Night shift", by=town.amina),
        lambda: Entry.objects.filter(verb="broke glass").count() - before,
    )


def joining(town: Town) -> Case:
    person = factories.in_hand(town.ben).person
    return Case(
        lambda _by: people.join_team(person=person, member=town.amina, by=town.ben),
        lambda: CareTeam.objects.filter(person=person, member=town.amina).count(),
    )


def erasing(town: Town) -> Case:
    person = shared(town).person
    before = Entry.objects.filter(verb="erased").count()
    return Case(
        lambda _by: people.erase(person=person),
        lambda: Entry.objects.filter(verb="erased").count() - before, loser_is_told=True,
    )  # fmt: skip


def laying_out(town: Town) -> Case:
    request = shared(town)
    factories.service(f"Choir {uuid.uuid4()}")
    return Case(
        lambda by: actions.lay_out_options(request=fresh(request), by=by),
        lambda: int(_is_each_once(request)),
    )


def _is_each_once(request: Request) -> bool:
    subjects = list(Option.objects.filter(request=request).values_list("subject", flat=True))
    return len(subjects) == len(set(subjects))


def _option(town: Town, request: Request) -> Option:
    service = factories.service(f"Choir {uuid.uuid4()}")
    return actions.add_option(
        request=request, source="directory", subject=service.id, title="Choir",
        override_reason="Asked for", by=town.ben,
    )  # fmt: skip


def adding_an_option(town: Town) -> Case:
    request, service = shared(town), factories.service(f"Choir {uuid.uuid4()}")
    return Case(
        lambda by: actions.add_option(
            request=fresh(request), source="directory", subject=service.id, title="Choir",
            override_reason="Asked for", by=by,
        ),
        lambda: Option.objects.filter(request=request).count(),
    )  # fmt: skip


def choosing(town: Town) -> Case:
    request = shared(town)
    option = _option(town, request)
    return Case(
        lambda _by: actions.choose_option(option=_again(option)), notices(request, "choice")
    )


def _again(option: Option) -> Option:
    return Option.objects.select_related("request__person").get(pk=option.pk)


def passing(town: Town) -> Case:
    request = shared(town)
    option = _option(town, request)
    return Case(
        lambda _by: actions.pass_option(option=_again(option), reason="cost"),
        lambda: Barrier.objects.filter(request=request).count(),
    )


def noting_a_barrier(town: Town) -> Case:
    request = shared(town)
    return Case(
        lambda by: actions.note_barrier(request=fresh(request), reason="cost", by=by),
        lambda: Barrier.objects.filter(request=request).count(),
    )


def consenting(town: Town) -> Case:
    request, service = shared(town), factories.service(f"Choir {uuid.uuid4()}")
    return Case(
        lambda _by: factories.consent(fresh(request), service),
        lambda: Consent.objects.filter(request=request, purpose="referral").count(),
    )


def taking_consent_back(town: Town) -> Case:
    request, service = shared(town), factories.service(f"Choir {uuid.uuid4()}")
    given = factories.consent(request, service)
    before = Notice.objects.filter(kind="withdrawn").count()
    return Case(
        lambda _by: actions.withdraw_consent(
            consent=Consent.objects.select_related("request__person").get(pk=given.pk)
        ),
        lambda: Notice.objects.filter(kind="withdrawn").count() - before, loser_is_told=True,
    )  # fmt: skip


def referring(town: Town) -> Case:
    request = shared(town)
    service = factories.service(f"Choir {uuid.uuid4()}", operated_by=town.receiver)
    factories.consent(request, service)
    key = uuid.uuid4()
    return Case(
        lambda by: actions.refer(
            request=fresh(request), service_id=service.id, replay_key=key, by=by
        ),
        lambda: Referral.objects.filter(request=request).count(),
    )


def cancelling(town: Town) -> Case:
    service = factories.service(f"Choir {uuid.uuid4()}", operated_by=town.receiver)
    request = shared(town)
    sent = factories.referral(request, service, by=town.ben)
    return Case(
        lambda by: actions.cancel_referral(
            referral=Referral.objects.select_related("request__person").get(pk=sent.pk),
            reason="Found another way", by=by,
        ),
        lambda: Referral.objects.filter(pk=sent.pk, state="cancelled").count(), loser_is_told=True,
    )  # fmt: skip


def assigning(town: Town) -> Case:
    request = shared(town)
    return Case(
        lambda by: actions.assign(request=fresh(request), to=town.amina, by=by),
        lambda: int(fresh(request).owner_id == town.amina.id), loser_is_told=True,
    )  # fmt: skip


def setting_the_next_step(town: Town) -> Case:
    request = shared(town)
    due = {town.ben.id: clock.now(), town.amina.id: clock.now() + dt.timedelta(days=3)}
    read = {m.id: fresh(request) for m in (town.ben, town.amina)}
    return Case(
        lambda by: actions.set_next_step(
            request=read[by.id], next_step="visit", due_at=due[by.id], by=by
        ),
        lambda: int(fresh(request).due_at in due.values()), loser_is_told=True,
    )  # fmt: skip


def closing(town: Town) -> Case:
    request = shared(town)
    return Case(
        lambda by: actions.close(request=fresh(request), reason="helped", by=by),
        lambda: Request.objects.filter(pk=request.pk, state="closed").count(), loser_is_told=True,
    )  # fmt: skip


def reopening(town: Town) -> Case:
    request = shared(town)
    actions.close(request=request, reason="helped", by=town.ben)
    return Case(
        lambda _by: actions.reopen(request=fresh(request)), notices(request, "request"),
        loser_is_told=True,
    )  # fmt: skip


def withdrawing(town: Town) -> Case:
    request = shared(town)
    return Case(
        lambda _by: actions.withdraw_request(request=fresh(request)),
        notices(request, "withdrawn"), loser_is_told=True,
    )  # fmt: skip


def adding_words(town: Town) -> Case:
    request = shared(town)
    return Case(
        lambda _by: actions.add_words(request=fresh(request), words="And the roof leaks."),
        lambda: fresh(request).unseal("story_sealed").count("roof"),
    )


def changing_needs(town: Town) -> Case:
    request = shared(town)
    return Case(
        lambda _by: actions.change_needs(request=fresh(request), needs=(), place="Dock"),
        notices(request, "changed"),
    )


def changing_how_to_reach(town: Town) -> Case:
    request, rules = shared(town), actions.SafeContact(ways=("text",))
    return Case(
        lambda _by: actions.change_safe_contact(request=fresh(request), safe_contact=rules),
        notices(request, "changed"),
    )


def saying_how_it_went(town: Town) -> Case:
    request = shared(town)
    return Case(
        lambda _by: actions.say_outcome(request=fresh(request), words="Better", helped="yes"),
        notices(request, "changed"),
    )


def recording_a_contact(town: Town) -> Case:
    request, key = shared(town), uuid.uuid4()
    return Case(
        lambda _by: actions.record_contact(
            person=fresh(request).person, means="call", reached=True, replay_key=key, by=town.ben
        ),
        lambda: Contact.objects.filter(person=request.person).count(),
    )


def planning(town: Town) -> Case:
    request, key = shared(town), uuid.uuid4()
    return Case(
        lambda by: actions.plan_follow_up(
            request=fresh(request), due_at=clock.now(), replay_key=key, by=by
        ),
        lambda: FollowUp.objects.filter(request=request).count(),
    )


def _follow_up(town: Town) -> FollowUp:
    return actions.plan_follow_up(
        request=shared(town), due_at=clock.now(), replay_key=uuid.uuid4(), by=town.ben
    )


def _on_a_follow_up(verb: str, **said: Any) -> Callable[[Town], Case]:
    def made(town: Town) -> Case:
        planned = _follow_up(town)
        joined = FollowUp.objects.select_related("request__person")
        read = {m.id: joined.get(pk=planned.pk) for m in (town.ben, town.amina)}
        act = getattr(actions, f"{verb}_follow_up")
        return Case(
            lambda by: act(follow_up=read[by.id], by=by, **said),
            lambda: FollowUp.objects.get(pk=planned.pk).snoozed_count if verb == "snooze" else 1,
            loser_is_told=True,
        )

    return made


CASES: dict[str, Callable[[Town], Case]] = {
    "break the glass": breaking_glass, "join": joining, "erase": erasing,
    "lay out": laying_out, "add an option": adding_an_option, "choose": choosing,
    "pass": passing, "note a barrier": noting_a_barrier, "consent": consenting,
    "take consent back": taking_consent_back, "refer": referring, "cancel": cancelling,
    "assign": assigning, "set the next step": setting_the_next_step, "close": closing,
    "reopen": reopening, "withdraw": withdrawing, "add words": adding_words,
    "change needs": changing_needs, "change how to reach": changing_how_to_reach,
    "say how it went": saying_how_it_went, "record a contact": recording_a_contact,
    "plan a follow-up": planning, "finish": _on_a_follow_up("finish"),
    "snooze": _on_a_follow_up("snooze", due_at=dt.datetime(2030, 1, 1, tzinfo=dt.UTC)),
    "drop": _on_a_follow_up("drop", reason="Moved away"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_two_at_once(town: Town, name: str) -> None:
    made = case(name, town)

    def pressing(by: Member) -> Callable[[Callable[[], None]], Any]:
        def press(ready: Callable[[], None]) -> Any:
            with tenancy.acting_for(town.sender.id):
                ready()
                return made.press(by)

        return press

    answers = press_together(pressing(town.ben), pressing(town.amina))
    told = [answer for answer in answers if isinstance(answer, Exception)]
    assert all(isinstance(answer, Refusal) for answer in told), told
    assert len(told) == int(made.loser_is_told), answers
    with tenancy.acting_for(town.sender.id):
        assert made.effects() == made.wanted
