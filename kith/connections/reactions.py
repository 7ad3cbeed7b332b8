"""What happens to a request when one of its referrals moves, or its person is erased.

The receiver of a referral may not see the request, and yet it must move along in the same
transaction as the answer, or a declined referral would be lost between the two. So this code, and
only this, changes into the sender's organisation for the length of a few statements: it is given
ids and codes, and gives nothing back to whoever caused it. Locks are taken as everywhere: the
referral (by the caller), then the request.
"""

import datetime as dt

from kith.accounts import tenancy
from kith.accounts.models import Member, Role
from kith.audit import chain
from kith.connections.actions import barriers, consenting, keeping, notices
from kith.connections.events import ReferralMoved, ReferralOpened
from kith.connections.lifecycle import REQUEST
from kith.connections.models import (
    Barrier,
    Contact,
    FollowUp,
    Notice,
    Option,
    Referral,
    Request,
    RequestCode,
)
from kith.core import clock, events
from kith.peers.events import MatchMoved
from kith.people.events import GlassBroken, PersonErased

UNMET = ("reject", "fail", "cancel", "correct")
Step = Request.NextStep
STEPS = {
    "accept": (Step.CHECK_IN, dt.timedelta(days=7)),
    "start": (Step.CHECK_IN, dt.timedelta(days=7)),
    "hold": (Step.CHECK_IN, dt.timedelta(days=7)),
    "complete": (Step.CHECK_IN, dt.timedelta(days=1)),
}
"""What the sender does next, and by when."""


@events.within(ReferralMoved)
def move_the_request_along(event: ReferralMoved) -> None:
    """In the sender's organisation, whoever moved the referral."""
    with tenancy.acting_for(event.organization):
        locked = Request.objects.select_for_update(of=["self"]).select_related("person", "owner")
        request = locked.get(pk=event.request)
        if event.move == "send":
            _connect(request, event)
        elif event.move in UNMET:
            _look_again(request)
        elif request.is_open:
            _set_step(request, *STEPS[event.move])
        _keep_barrier(request, event)
        _tell_the_sender(request, event)


@events.within(ReferralMoved)
def tell_the_receiver(event: ReferralMoved) -> None:
    """That something arrived, or that it was taken back; never what."""
    if event.side == "receiver" or event.receiver is None:
        return
    is_new = event.move == "send"
    kind = Notice.Kind.REFERRAL if is_new else Notice.Kind.WITHDRAWN
    notices.tell_receivers(event.receiver, kind, event.referral, _cause(event))


@events.within(MatchMoved)
def follow_the_match(event: MatchMoved) -> None:
    """A peer said yes: the ask is connected. Said no, or it ended early: we look again."""
    rows = Request.objects.select_for_update(of=["self"]).select_related("owner")
    request = rows.filter(pk=event.request).first() if event.request else None
    if request is None or not request.is_open:
        return
    if event.move == "accept":
        move = REQUEST.move("connect", request.state, ["staff"])
        due = clock.now() + dt.timedelta(days=14)
        REQUEST.apply(request, move, next_step=Step.CHECK_IN, due_at=due)
    elif event.state in ("declined", "ended_early"):
        options = Option.objects.filter(request=request, state=Option.State.CHOSEN)
        options.update(state=Option.State.PASSED, answered_at=clock.now())
        _set_step(request, Step.FIND_OPTIONS, dt.timedelta(days=1))
    else:
        return
    who = Member.objects.filter(pk=event.by).first() if event.by else None
    cause = f"{event.match}:{event.move}"
    notices.tell_owner(request, Notice.Kind.ANSWER, cause, subject_id=request.id, besides=who)


@events.within(ReferralOpened)
def show_the_person_who_looked(event: ReferralOpened) -> None:
    """In the sender's log: that the receiver opened it, by their organisation's name."""
    with tenancy.acting_for(event.organization):
        request = Request.objects.select_related("person").get(pk=event.request)
        chain.record(
            "opened", by=None, organization=event.organization, subject=request.person,
            what="referral", receiver=str(event.receiver),
        )  # fmt: skip


@events.within(PersonErased)
def forget(event: PersonErased) -> None:
    """Consents end, codes go, and what stood in the clear; counts stay and name nobody."""
    requests = Request.objects.filter(person_id=event.person).select_related("person", "owner")
    for request in requests.order_by("id"):
        consenting.end_all(request, None)
        keeping.drop_all(request)
        if request.is_open:
            request.refresh_from_db()
            move = REQUEST.move("withdraw", request.state, ["person"])
            REQUEST.apply(request, move, closed_at=clock.now(), next_step="", due_at=None)
    RequestCode.objects.filter(request__in=requests).delete()
    Barrier.objects.filter(request__in=requests).update(request=None)
    Option.objects.filter(request__in=requests).update(reasons=[], misfits=[])
    FollowUp.objects.filter(request__in=requests).update(dropped_reason_sealed=None)
    Contact.objects.filter(person_id=event.person).update(note_sealed=None)
    requests.order_by().update(
        place="", latitude=None, longitude=None, story_sealed=None, obstacles_sealed=None,
        outcome_sealed=None,
    )  # fmt: skip


@events.within(GlassBroken)
def tell_supervisors(event: GlassBroken) -> None:
    """Somebody opened a person outside their care team: supervisors hear of it at once."""
    members = Member.objects.active().filter(organization_id=event.organization)
    supervisors = members.with_role(Role.SUPERVISOR).exclude(pk=event.member)
    cause = f"{event.person}:{event.member}:{clock.now()}"
    notices.tell(supervisors, Notice.Kind.GLASS, event.person, cause)


def _connect(request: Request, event: ReferralMoved) -> None:
    referral = Referral.objects.get(pk=event.referral)
    move = REQUEST.move("connect", request.state, ["staff"])
    REQUEST.apply(request, move, next_step=Step.WAIT_ANSWER, due_at=referral.expires_at)


def _look_again(request: Request) -> None:
    """Unless another referral is still open, or the request is not waiting for one."""
    if request.state == "connected" and not request.referrals.live().exists():
        move = REQUEST.move("look_again", request.state, ["job"])
        due = clock.now() + dt.timedelta(days=1)
        REQUEST.apply(request, move, next_step=Step.FIND_OPTIONS, due_at=due)


def _set_step(request: Request, step: str, within: dt.timedelta) -> None:
    request.next_step, request.due_at = step, clock.now() + within
    request.save(update_fields=["next_step", "due_at"])


def _keep_barrier(request: Request, event: ReferralMoved) -> None:
    """An unmet need with a reason is kept in the same transaction as its cause. What the sender
    takes back for another reason than those listed was not unmet."""
    reason = "no_answer" if event.side == "job" else event.reason_code
    is_own_business = event.side == "sender" and reason == "other"
    is_unmet = event.move in ("reject", "fail", "cancel") and not is_own_business
    if is_unmet and reason in Barrier.Reason.values:
        barriers.keep(request=request, reason=reason, service_id=event.service, origin="referral")


def _tell_the_sender(request: Request, event: ReferralMoved) -> None:
    """Of answers and of silence; what their own side did they know."""
    if event.side in ("receiver", "job"):
        mover = Member.objects.filter(pk=event.by).first() if event.by else None
        notices.tell_owner(
            request, Notice.Kind.ANSWER, _cause(event), subject_id=event.referral, besides=mover
        )


def _cause(event: ReferralMoved) -> str:
    return f"{event.referral}:{event.move}:{clock.now()}"
