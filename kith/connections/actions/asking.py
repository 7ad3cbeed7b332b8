"""Somebody asks for help, or somebody asks for them."""

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from kith.accounts import tenancy
from kith.accounts.models import Member, Organization
from kith.connections import access, codes
from kith.connections.actions import barriers, handling, notices
from kith.connections.models import Barrier, Consent, Notice, Request
from kith.connections.refusals import AlreadyAsked, ConsentMissing, NotAsking, NothingSaid
from kith.connections.safe_contact import SafeContact
from kith.core import alarms, clock
from kith.core.once import once_or_again
from kith.core.refusals import NotYours
from kith.core.sources import Reason
from kith.people import actions as people
from kith.people.models import Person

REPLAY_SHOWS_CODE = dt.timedelta(hours=1)
FIRST_STEP_WITHIN = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asking:
    """What the form asks. Everything may be empty but one of needs, obstacles and story.

    needs: taxonomy term ids. obstacles: values of Barrier.Reason. language: BCP 47.
    latitude, longitude: of a district, never a door. consent_words: the text that was shown, in
    `consent_language`; keeping a request without it is refused.
    """

    consent_words: str
    consent_language: str = "en"
    name: str = ""
    phone: str = ""
    email: str = ""
    language: str = ""
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    birth_year: int | None = None
    needs: tuple[UUID, ...] = ()
    obstacles: tuple[str, ...] = ()
    story: str = ""
    obstacles_words: str = ""
    safe_contact: SafeContact = field(default_factory=SafeContact)
    channel: str = Request.Channel.WEB
    is_unsafe: bool = False
    asked_by: str = Request.AskedBy.PERSON


def ask(
    *, organization: Organization, asking: Asking, replay_key: UUID, by: Member | None = None,
    person: Person | None = None,
) -> tuple[Request, str]:  # fmt: skip
    """Keep a request, and give the private code with which it is followed: ten digits.

    Public pages call this outside any tenancy; staff (`by`) fill in the same form by telephone or
    face to face and become its owner. Sent again within an hour it answers with the same row and
    the same code, later with AlreadyAsked: whoever sits there then may be somebody else. The code
    is kept nowhere, only its keyed digest. `replay_key` is a uuid4 made with the form.

    `person` is somebody the care team knows already and who asks again: then what the form says of
    name, numbers and birth year changes nothing about them.
    """
    _refuse(organization, asking, by, person)
    with tenancy.acting_for(organization.id):
        mine = Request.objects.filter(organization=organization)
        request, is_new = once_or_again(
            mine, replay_key, lambda: _keep(organization, asking, replay_key, by, person)
        )
        is_late = clock.now() - request.created_at > REPLAY_SHOWS_CODE
        code = "" if is_late else codes.again_for(request)
        if not is_new and not code:
            raise AlreadyAsked
    return request, code


def _refuse(
    organization: Organization, asking: Asking, by: Member | None, person: Person | None
) -> None:
    if person is not None:
        if by is None or person.organization_id != organization.id:
            raise NotYours
        access.require_team(by, person)
    elif by is not None:
        access.require_care(by, organization.id)
    elif not organization.takes_requests:
        raise NotAsking
    if not (asking.needs or asking.obstacles or asking.story.strip() or asking.is_unsafe):
        raise NothingSaid
    if not asking.consent_words.strip():
        raise ConsentMissing


def _keep(
    organization: Organization, asking: Asking, replay_key: UUID, by: Member | None,
    person: Person | None,
) -> Request:  # fmt: skip
    """Person, request, code, consent, barriers and notices: all of it or none of it."""
    request = _save(person or _register(organization, asking), asking, replay_key)
    codes.make_for(request)
    _keep_consent(request, asking, by)
    for obstacle in asking.obstacles:
        barriers.keep(request=request, reason=obstacle, origin="ask")
    if asking.is_unsafe:
        _sound(request, by)
    if by is not None:
        return handling.take(request=request, by=by)
    notices.tell_owner(request, Notice.Kind.REQUEST, f"{request.id}")
    return request


def _register(organization: Organization, asking: Asking) -> Person:
    return people.register(
        organization=organization, name=asking.name, phone=asking.phone, email=asking.email,
        safe_contact=asking.safe_contact.as_json(), language=asking.language, place=asking.place,
        birth_year=asking.birth_year,
    )  # fmt: skip


def _save(person: Person, asking: Asking, replay_key: UUID) -> Request:
    request = Request(
        organization=person.organization, person=person, channel=asking.channel,
        asked_by=asking.asked_by, language=asking.language, place=asking.place,
        latitude=asking.latitude, longitude=asking.longitude, needs=list(asking.needs),
        obstacles=[Barrier.Reason(code).value for code in asking.obstacles],
        next_step=Request.NextStep.GET_IN_TOUCH, due_at=clock.now() + FIRST_STEP_WITHIN,
        replay_key=replay_key,
    )  # fmt: skip
    request.seal("story_sealed", asking.story.strip())
    request.seal("obstacles_sealed", asking.obstacles_words.strip())
    request.save(force_insert=True)
    return request


def _keep_consent(request: Request, asking: Asking, by: Member | None) -> None:
    given_by = Consent.GivenBy.SPOKEN if by else Consent.GivenBy(asking.asked_by)
    Consent.objects.create(
        organization_id=request.organization_id,
        request=request,
        purpose=Consent.Purpose.ASKING,
        receiver=request.organization.name,
        words=asking.consent_words,
        language=asking.consent_language,
        given_by=given_by,
        given_at=clock.now(),
    )


def _sound(request: Request, by: Member | None) -> None:
    """Somebody may be in danger: kept with the request, or the request is not kept either."""
    alarms.sound(
        organization=request.organization_id, source="request", subject=request.id,
        person=request.person_id, severity="high", reason=Reason("said_unsafe"), by=by,
    )  # fmt: skip
