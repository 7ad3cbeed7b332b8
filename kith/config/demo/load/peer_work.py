"""The peers' work in Larkhaven: kinds of work, certificates and a renewal, the ladder, hours.

Comes after `peers`, which made the peers, their training and their walks.
"""

import datetime as dt
from contextlib import AbstractContextManager
from decimal import Decimal

from kith.accounts import tenancy
from kith.accounts.models import Member, Organization
from kith.config.demo import town
from kith.config.demo.load.telling import Telling
from kith.connections.models import Notice
from kith.core import clock
from kith.peers import actions
from kith.peers.actions import renewing
from kith.peers.actions.stepping import Step
from kith.peers.models import Learning, Peer
from kith.peers.rules.hours import first_of

LEAD = "Marta Lind"
CITY = "City of Larkhaven"
LADDER = (
    ("Amina Warsame", "senior", "B2", 150, "She trains others without noticing that she does."),
    ("Amina Warsame", "facilitator", "B3", 45, "She has held the Tuesday tea for a season."),
    ("June Halvorsen", "senior", "B2", 90, "Ten years of nights in the van speak for themselves."),
)
OWN_HOURS = (("line", 180), ("travel", 40), ("team", 60), ("writing", 30))


def load(telling: Telling) -> None:
    """Riverbend's; the other organisations have no peer programme of their own yet."""
    river = Organization.objects.get(slug="riverbend")
    with tenancy.acting_for(river.id):
        peers = {
            peer.member.name: peer
            for peer in Peer.objects.filter(organization=river).select_related("member")
        }
        lead = Member.objects.get(organization=river, name=LEAD)
        _kinds(lead, telling)
        _schemes(lead, telling)
        _certificates(peers, lead, telling)
        _ladder(peers, lead, telling)
        _hours(peers, lead, telling)
        # Told on the screen; nobody gets mail about a made-up past.
        Notice.objects.filter(organization=river, sent_at=None).update(sent_at=telling.now)


def _ago(telling: Telling, days: float) -> AbstractContextManager[None]:
    return clock.stopped_at(telling.now - dt.timedelta(days=days))


def _kinds(lead: Member, telling: Telling) -> None:
    """What the organisation adds: at most so many, a pay band, and where it happens."""
    with _ago(telling, 200):
        today = clock.today()
        actions.set_scope(
            work="one_to_one", starts_on=today, most=6, pay_band="B1 – B3", by=lead,
            words="Meet outside or at the Commons. At home only after two talks, and say where.",
        )  # fmt: skip
        actions.set_scope(
            work="facilitator", starts_on=today, most=2, pay_band="B3", by=lead,
            words="Tea and childcare are paid for. Two facilitators, never one.",
        )  # fmt: skip


def _schemes(lead: Member, telling: Telling) -> None:
    """The city's own, once changed; the change begins in the new year."""
    year = telling.today.year + 1
    with _ago(telling, 380):
        first = actions.write_version(
            version=actions.Version(
                name=CITY, starts_on=clock.today(), hours=Decimal(60), learning=Decimal(12),
                years=1, source="Agreement with the city’s health office", is_checked=True,
            ),
            replay_key=town.make_id("scheme", 1), by=lead,
        )  # fmt: skip
    with _ago(telling, 15):
        actions.write_version(
            version=actions.Version(
                name=CITY, code=first.code, starts_on=dt.date(year, 1, 1), hours=Decimal(60),
                learning=Decimal(16), years=2, is_checked=True,
                source="Agreement with the city’s health office, renewed",
            ),
            replay_key=town.make_id("scheme", 2), by=lead,
        )  # fmt: skip


def _certificates(peers: dict[str, Peer], lead: Member, telling: Telling) -> None:
    """Amina lets her name be seen; Rosa’s runs out soon, and two hours of learning are missing."""
    code = next(one.code for one in actions.schemes_of(lead.organization_id) if one.name == CITY)
    for name, days in (("Amina Warsame", 120), ("Rosa Delgado", 340), ("Farid Karimi", 200)):
        with _ago(telling, days):
            given = actions.issue(peer=peers[name], scheme=code, by=lead)
        if name == "Amina Warsame":
            actions.show(certificate=given, shown=("name", "scheme", "days"), by=given.peer.member)
        telling.count("certificates")
    for number, (days, hours) in enumerate(((30, 6), (9, 4))):
        with _ago(telling, days):
            actions.note_learning(
                peer=peers["Rosa Delgado"], kind=Learning.Kind.LEARNING, on=clock.today(),
                hours=Decimal(hours), what="A day on grief", by=lead,
                replay_key=town.make_id("learned", number),
            )  # fmt: skip
    renewing.warn_who_is_due(organization=lead.organization_id)


def _ladder(peers: dict[str, Peer], lead: Member, telling: Telling) -> None:
    for number, (name, step, band, days, why) in enumerate(LADDER):
        with _ago(telling, days):
            to = Step(step=step, on=clock.today(), why=why, pay_band=band)
            actions.promote(
                peer=peers[name], to=to, replay_key=town.make_id("step", number), by=lead
            )


def _hours(peers: dict[str, Peer], lead: Member, telling: Telling) -> None:
    """Last month is handed in by three and approved for one; this month is being written."""
    this = first_of(telling.today)
    last = first_of(this - dt.timedelta(days=1))
    for number, name in enumerate(("Amina Warsame", "June Halvorsen", "Farid Karimi")):
        peer = peers[name]
        for week, (kind, minutes) in enumerate(OWN_HOURS):
            for month in (last, this):
                day = min(month + dt.timedelta(days=5 * week + number), telling.today)
                actions.note_time(
                    peer=peer, on=day, kind=kind, minutes=minutes, by=peer.member,
                    replay_key=town.make_id("hours", name, month, kind),
                )  # fmt: skip
        sheet = actions.hand_in(peer=peer, month=last, by=peer.member)
        if name == "Amina Warsame":
            actions.move_sheet(sheet=sheet, move="approve", by=lead)
        telling.count("time sheets")
