"""The people of a larger scale: one more town's worth a block, in rows, many at once.

They have what lists, counts and searches need (a person with a key, a request, a team, contacts,
a referral). They were not told through the actions: ten thousand lives would take hours.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from django.db import models

from kith.accounts import tenancy
from kith.accounts.models import Member
from kith.config.demo import directory, life, town
from kith.config.demo.directory import Listing
from kith.config.demo.life import Ask
from kith.config.demo.load.telling import Telling
from kith.config.demo.town import make_id
from kith.connections.models import Contact, Referral, ReferralKey, Request
from kith.core import clock, sealing
from kith.people import keys
from kith.people.models import CareTeam, Person, PersonKey

CLOSED_AFTER = dt.timedelta(days=21)


@dataclass
class Rows:
    """What one organisation gets, table by table, in the order of their foreign keys."""

    people: list[models.Model] = field(default_factory=list)
    keys: list[models.Model] = field(default_factory=list)
    requests: list[models.Model] = field(default_factory=list)
    teams: list[models.Model] = field(default_factory=list)
    contacts: list[models.Model] = field(default_factory=list)
    referrals: list[models.Model] = field(default_factory=list)
    referral_keys: list[models.Model] = field(default_factory=list)

    def tables(self) -> Iterator[list[models.Model]]:
        yield from (self.people, self.keys, self.requests, self.teams, self.contacts,
                    self.referrals, self.referral_keys)  # fmt: skip


def load(telling: Telling) -> None:
    """Nothing at scale 1."""
    now = clock.now()
    listings = (
        directory.build(telling.today, seed=telling.seed).listings if telling.scale > 1 else ()
    )
    outside = [listing for listing in listings if not listing.provider.tenant]
    for block in range(1, telling.scale):
        asks = life.asks(now, block=block, seed=telling.seed)
        for slug in sorted({ask.tenant for ask in asks}):
            _join(slug, [ask for ask in asks if ask.tenant == slug], outside, now)
        telling.count("people", len(asks))
        telling.reached(block / (telling.scale - 1))


def _join(slug: str, asks: list[Ask], listings: list[Listing], now: dt.datetime) -> None:
    tenant = make_id("tenant", slug)
    with tenancy.acting_for(tenant):
        members = {member.name: member for member in Member.objects.filter(organization_id=tenant)}
        rows = Rows()
        for ask in asks:
            _add(rows, ask, members[ask.owner], listings, now)
        for table in rows.tables():
            if table:
                type(table[0])._default_manager.bulk_create(table, batch_size=500)


def _add(rows: Rows, ask: Ask, owner: Member, listings: list[Listing], now: dt.datetime) -> None:
    random = Random(str(ask.id))  # noqa: S311 - a town, not a secret
    person = _person(rows, ask, owner)
    request = _request(ask, owner, person, is_closed=ask.asked_at < now - CLOSED_AFTER)
    rows.requests.append(request)
    rows.teams.append(
        CareTeam(id=make_id("team", ask.id), organization_id=owner.organization_id, person=person,
                 member=owner, joined_at=ask.asked_at)
    )  # fmt: skip
    rows.contacts += [_contact(random, ask, owner, request, number) for number in range(2)]
    if ask.way not in ("fresh", "taken", "options", "chosen"):
        _refer(rows, ask, owner, request, random.choice(listings))


def _person(rows: Rows, ask: Ask, owner: Member) -> Person:
    person = Person(
        id=make_id("person", ask.id), organization_id=owner.organization_id,
        language=ask.language, place=ask.district.name, birth_year=ask.birth_year,
        created_at=ask.asked_at,
    )  # fmt: skip
    key = PersonKey(person=person, organization_id=owner.organization_id)
    place = sealing.Place(key.organization_id, "people_personkey", "wrapped", person.pk)
    key.key_id, key.wrapped = keys.keyring().wrap(sealing.new_key(), place)
    person.key = key
    person.seal("name_sealed", ask.name)
    person.seal("phone_sealed", ask.phone)
    rows.people.append(person)
    rows.keys.append(key)
    return person


def _request(ask: Ask, owner: Member, person: Person, *, is_closed: bool) -> Request:
    closed = {
        "state": "closed",
        "closed_reason": "helped",
        "closed_at": ask.asked_at + CLOSED_AFTER,
    }
    due = {"state": "in_hand", "next_step": "get_in_touch"}
    request = Request(
        id=make_id("request", ask.id), organization_id=owner.organization_id, person=person,
        channel=ask.channel, asked_by=ask.asked_by, language=ask.language,
        place=ask.district.name, latitude=ask.district.latitude,
        longitude=ask.district.longitude, owner=owner, replay_key=ask.id,
        created_at=ask.asked_at, due_at=None if is_closed else ask.asked_at + CLOSED_AFTER,
        **(closed if is_closed else due),
    )  # fmt: skip
    request.seal("story_sealed", ask.say)
    return request


def _contact(random: Random, ask: Ask, owner: Member, request: Request, number: int) -> Contact:
    said = random.choice(town.read("notes.yaml")["contacts"])
    contact = Contact(
        id=make_id("contact", ask.id, number), organization_id=owner.organization_id,
        person=request.person, request=request, means=said["means"], reached=said["reached"],
        minutes=said.get("minutes"), recorded_by=owner,
        happened_at=ask.asked_at + dt.timedelta(hours=1 + number),
        replay_key=make_id("contact key", ask.id, number),
    )  # fmt: skip
    contact.seal("note_sealed", said["note"])
    return contact


def _refer(rows: Rows, ask: Ask, owner: Member, request: Request, listing: Listing) -> None:
    """Closed requests had their referral completed; the others wait for an answer."""
    is_over = request.state == "closed"
    referral = Referral(
        id=make_id("referral", ask.id), organization_id=owner.organization_id, request=request,
        service_id=listing.id, service_name=listing.name, organization_name=listing.provider.name,
        state="completed" if is_over else "requested", sent_by=owner,
        outcome_code="helped" if is_over else "", replay_key=make_id("referral key", ask.id),
        created_at=ask.asked_at, requested_at=ask.asked_at,
        ended_at=request.closed_at, expires_at=ask.asked_at + CLOSED_AFTER,
    )  # fmt: skip
    key = ReferralKey(referral=referral, organization_id=owner.organization_id)
    key.key_id, key.wrapped = keys.keyring().wrap(sealing.new_key(), key.place())
    rows.referrals.append(referral)
    rows.referral_keys.append(key)
    if not is_over:
        request.state, request.next_step = "connected", "wait_answer"
