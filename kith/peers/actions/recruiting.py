"""From an enquiry to a peer in training. Nobody is refused by a rule alone."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from kith.accounts import tenancy
from kith.accounts.models import Member, Organization, Role
from kith.audit import chain
from kith.core import clock, events
from kith.core.lifecycle import WrongState
from kith.core.once import once
from kith.peers import access
from kith.peers.events import Told
from kith.peers.lifecycle import APPLICATION
from kith.peers.models import Application, Check, Peer, Supervision, Work
from kith.peers.refusals import AlreadyAPeer, ClearanceMissing, NoAccountYet

GOOD = (Check.Finding.WELL, Check.Finding.CONDITIONS)
SOON = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Applying:
    """What the public form asks; only a way to answer is needed."""

    name: str
    reach: str
    about: str = ""
    languages: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenedApplication:
    """What tells who somebody is, and what people found."""

    name: str
    reach: str
    about: str
    reason: str
    checks: dict[UUID, str]


def apply(*, organization: Organization, applying: Applying, replay_key: UUID) -> Application:
    """For the public page, which stands outside any tenancy."""

    def make() -> Application:
        row = Application(
            organization=organization, languages=list(applying.languages),
            roles=[Work(role).value for role in applying.roles], replay_key=replay_key,
        )  # fmt: skip
        row.seal("name_sealed", applying.name.strip())
        row.seal("reach_sealed", applying.reach.strip())
        row.seal("about_sealed", applying.about.strip())
        row.save(force_insert=True)
        return row

    with tenancy.acting_for(organization.id):
        return once(Application.objects.filter(organization=organization), replay_key, make)


def open_application(*, application: Application, by: Member) -> OpenedApplication:
    """Those who recruit; recorded."""
    access.require(by, application.organization_id, *access.RECRUITERS)
    with transaction.atomic():
        chain.record(
            "opened", by=by, organization=by.organization_id, subject=application,
            what="application",
        )  # fmt: skip
        return OpenedApplication(
            name=application.unseal("name_sealed"),
            reach=application.unseal("reach_sealed"),
            about=application.unseal("about_sealed"),
            reason=application.unseal("reason_sealed"),
            checks={row.pk: row.unseal("words_sealed") for row in application.checks.all()},
        )


def move_application(
    *, application: Application, move: str, by: Member, reason: str = ""
) -> Application:
    """Any move but `accept`, which is `welcome`. A no needs its reason, written by a person."""
    access.require(by, application.organization_id, *access.RECRUITERS)
    if move == "accept":
        raise ClearanceMissing
    step = APPLICATION.move(move, application.state, ["staff"], reason)
    now = clock.now()
    changes = {"moved_at": now, "owner": by}
    if step.target in APPLICATION.final:
        application.seal("reason_sealed", reason.strip())
        changes |= {"closed_at": now, "reason_sealed": application.reason_sealed}
    with transaction.atomic():
        APPLICATION.apply(application, step, **changes)
    return application


def agree_on_talk(
    *, application: Application, talk_at: dt.datetime | None, by: Member
) -> Application:
    """When they meet to talk; None takes it back. How they hear of it is by telephone or letter:
    nothing is sent from here."""
    access.require(by, application.organization_id, *access.RECRUITERS)
    if application.state in APPLICATION.final:
        raise WrongState
    Application.objects.filter(pk=application.pk).update(talk_at=talk_at)
    application.refresh_from_db()
    return application


def record_check(
    *, application: Application, kind: str, finding: str, words: str, replay_key: UUID, by: Member,
    role: str = "", expires_on: dt.date | None = None,
) -> Check:  # fmt: skip
    """What a person found when they looked. A clearance is for one role and until a day."""
    access.require(by, application.organization_id, *access.RECRUITERS)

    def make() -> Check:
        row = Check(
            organization_id=application.organization_id, application=application,
            kind=Check.Kind(kind), role=role, finding=Check.Finding(finding), reviewed_by=by,
            expires_on=expires_on, replay_key=replay_key,
        )  # fmt: skip
        row.seal("words_sealed", words.strip())
        row.save(force_insert=True)
        if kind == Check.Kind.CLEARANCE:
            _carry_over(application)
        return row

    mine = Check.objects.filter(organization_id=application.organization_id)
    with transaction.atomic():
        return once(mine, replay_key, make)


def _carry_over(application: Application) -> None:
    """A clearance read again later holds for the peer whom the applicant has become."""
    Peer.objects.filter(application=application).update(clearances=list(cleared_for(application)))


def welcome(*, application: Application, member: Member, by: Member) -> Peer:
    """They become a peer in training, cleared for what people found them fit for."""
    access.require(by, application.organization_id, *access.RECRUITERS)
    if member.organization_id != application.organization_id or not member.has_role(Role.PEER):
        raise NoAccountYet
    cleared = cleared_for(application)
    step = APPLICATION.move("accept", application.state, ["staff"])
    if not cleared or not _was_heard(application):
        raise ClearanceMissing
    with transaction.atomic():
        now = clock.now()
        APPLICATION.apply(application, step, moved_at=now, closed_at=now, owner=by)
        return begin(member=member, application=application, clearances=cleared)


def begin(
    *, member: Member, application: Application | None = None, clearances: tuple[str, ...] = ()
) -> Peer:
    """For other actions and the demo: a working life begins, in training."""
    works = [role for role in (application.roles if application else []) if role in Work.values]
    try:
        with transaction.atomic():
            return Peer.objects.create(
                organization_id=member.organization_id, member=member, application=application,
                works=works or [Work.ONE_TO_ONE], clearances=list(clearances),
            )  # fmt: skip
    except IntegrityError:
        raise AlreadyAPeer from None


def end_clearances(*, organization: UUID) -> int:
    """Clearances of peers that ran out are taken off, and tell peer and supervisor a month before;
    how many peers lost one. Again it changes nobody. Walks go on: that a person decides."""
    peers = Peer.objects.filter(organization_id=organization, application__isnull=False)
    ended = 0
    with transaction.atomic():
        for peer in peers.exclude(state="alumni").select_related("application").order_by("id"):
            ended += _end_clearances(peer)
    return ended


def _end_clearances(peer: Peer) -> bool:
    application = peer.application
    if application is None:
        return False
    holds = set(cleared_for(application))
    left = [work for work in peer.clearances if work in holds]
    for work, day in _running_out(application):
        on_duty = Supervision.objects.on_duty(peer, clock.today())
        members = (peer.member_id, *on_duty)
        cause = f"{peer.pk}:clearance:{work}:{day}"
        events.publish(Told(peer.organization_id, members, "work", peer.pk, cause))
    if left == peer.clearances:
        return False
    Peer.objects.filter(pk=peer.pk).update(clearances=left)
    return True


def _running_out(application: Application) -> list[tuple[str, dt.date]]:
    """Clearances that hold for less than a month more."""
    today = clock.today()
    return [
        (role, row.expires_on) for role, row in _holding(application).items()
        if row.expires_on and row.expires_on - today <= SOON
    ]  # fmt: skip


def cleared_for(application: Application) -> tuple[str, ...]:
    """Roles for which the latest clearance is well and has not run out."""
    return tuple(_holding(application))


def _holding(application: Application) -> dict[str, Check]:
    """By role, the latest clearance, where it is well and has not run out."""
    latest: dict[str, Check] = {}
    for row in application.checks.filter(kind=Check.Kind.CLEARANCE).order_by("reviewed_at", "id"):
        latest[row.role] = row
    today = clock.today()
    return {
        role: row for role, row in latest.items()
        if row.finding in GOOD and row.expires_on and row.expires_on >= today
    }  # fmt: skip


def _was_heard(application: Application) -> bool:
    talks = application.checks.filter(kind=Check.Kind.INTERVIEW, finding__in=GOOD)
    return talks.exists()
