"""Somebody asks for help, or somebody asks for them."""

import datetime as dt
from collections.abc import Sequence
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
from kith.core.once import each_once
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


@dataclass(frozen=True, slots=True)
class Asked:
    """One filled-in form. replay_key: a uuid4 made with the form. person: somebody the care team
    knows already and who asks again: then what the form says of name, numbers and birth year
    changes nothing about them."""

    asking: Asking
    replay_key: UUID
    person: Person | None = None


def ask(
    *, organization: Organization, asking: Asking, replay_key: UUID, by: Member | None = None,
    person: Person | None = None,
) -> tuple[Request, str]:  # fmt: skip
    """Keep a request, and give the private code with which it is followed: ten digits.

    Public pages call this outside any tenancy; staff (`by`) fill in the same form by telephone or
    face to face and become its owner. Sent again within an hour it answers with the same row and
    the same code, later with AlreadyAsked: whoever sits there then may be somebody else. The code
    is kept nowhere, only its keyed digest.
    """
    asked = [Asked(asking, replay_key, person)]
    return ask_all(organization=organization, asked=asked, by=by)[0]


def ask_all(
    *, organization: Organization, asked: Sequence[Asked], by: Member | None = None
) -> list[tuple[Request, str]]:
    """Several forms at once, as a tablet brings them home: all of them are kept, or none."""
    _refuse(organization, asked, by)
    with tenancy.acting_for(organization.id):
        mine = Request.objects.filter(organization=organization)
        forms = {each.replay_key: each for each in asked}
        kept = each_once(
            mine, forms, lambda keys: _keep(organization, [forms[key] for key in keys], by)
        )
        held = codes.again_for_all([request for request, _is_new in kept.values()])
        return [_answer(*kept[each.replay_key], held) for each in asked]


def _answer(request: Request, is_new: bool, held: dict[UUID, str]) -> tuple[Request, str]:
    is_late = clock.now() - request.created_at > REPLAY_SHOWS_CODE
    code = "" if is_late else held[request.pk]
    if not is_new and not code:
        raise AlreadyAsked
    return request, code


def _refuse(organization: Organization, asked: Sequence[Asked], by: Member | None) -> None:
    known = [each.person for each in asked if each.person is not None]
    if any(by is None or person.organization_id != organization.id for person in known):
        raise NotYours
    if by is None and not organization.takes_requests:
        raise NotAsking
    if by is not None:
        access.require_care(by, organization.id)
        access.require_team(by, *known)
    for each in asked:
        _refuse_empty(each.asking)


def _refuse_empty(asking: Asking) -> None:
    if not (asking.needs or asking.obstacles or asking.story.strip() or asking.is_unsafe):
        raise NothingSaid
    if not asking.consent_words.strip():
        raise ConsentMissing


def _keep(organization: Organization, asked: Sequence[Asked], by: Member | None) -> list[Request]:
    """People, requests, codes, consents, barriers and notices: all of it or none of it."""
    requests = _save(organization, asked)
    codes.make_for(requests)
    both = [(request, each.asking) for request, each in zip(requests, asked, strict=True)]
    Consent.objects.bulk_create([_consent(request, asking, by) for request, asking in both])
    stood = [(request, code) for request, asking in both for code in asking.obstacles]
    barriers.keep_all([barriers.begun(request, code, "ask") for request, code in stood])
    for request, asking in both:
        if asking.is_unsafe:
            _sound(request, by)
    if by is not None:
        handling.take_all(requests=requests, by=by)
        return requests
    for request in requests:
        notices.tell_owner(request, Notice.Kind.REQUEST, f"{request.id}")
    return requests


def _save(organization: Organization, asked: Sequence[Asked]) -> list[Request]:
    new = [_newcomer(each.asking) for each in asked if each.person is None]
    registered = iter(people.register_all(organization=organization, newcomers=new))
    requests = [_begun(each.person or next(registered), each) for each in asked]
    return Request.objects.bulk_create(requests)


def _newcomer(asking: Asking) -> people.Newcomer:
    return people.Newcomer(
        name=asking.name, phone=asking.phone, email=asking.email,
        safe_contact=asking.safe_contact.as_json(), language=asking.language, place=asking.place,
        birth_year=asking.birth_year,
    )  # fmt: skip


def _begun(person: Person, asked: Asked) -> Request:
    asking = asked.asking
    request = Request(
        organization=person.organization, person=person, channel=asking.channel,
        asked_by=asking.asked_by, language=asking.language, place=asking.place,
        latitude=asking.latitude, longitude=asking.longitude, needs=list(asking.needs),
        obstacles=[Barrier.Reason(code).value for code in asking.obstacles],
        next_step=Request.NextStep.GET_IN_TOUCH, due_at=clock.now() + FIRST_STEP_WITHIN,
        replay_key=asked.replay_key,
    )  # fmt: skip
    request.seal("story_sealed", asking.story.strip())
    request.seal("obstacles_sealed", asking.obstacles_words.strip())
    return request


def _consent(request: Request, asking: Asking, by: Member | None) -> Consent:
    given_by = Consent.GivenBy.SPOKEN if by else Consent.GivenBy(asking.asked_by)
    return Consent(
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
