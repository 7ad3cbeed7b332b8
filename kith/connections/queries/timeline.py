"""What happened, newest first, merged from the rows that say so themselves."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby
from uuid import UUID

from kith.connections.models import Consent, Contact, FollowUp, Option, Referral, Request
from kith.connections.rows import Entry, LookRow
from kith.people.models import CareTeam


def merged(*parts: Iterable[Entry]) -> tuple[Entry, ...]:
    """One line of time; what happened at once keeps the order of the parts."""
    entries = [entry for part in parts for entry in part]
    return tuple(sorted(entries, key=lambda entry: entry.at, reverse=True))


def of_request(request: Request) -> Iterator[Entry]:
    yield _entry(request.created_at, "asked", request.channel, request=request.id)
    if request.closed_at:
        kind = "withdrawn" if request.state == "withdrawn" else "closed"
        yield _entry(request.closed_at, kind, request.closed_reason, request=request.id)


def of_options(options: Iterable[Option]) -> Iterator[Entry]:
    """Laid out together is one line; each answer is its own."""
    laid_out = sorted(options, key=lambda option: (option.created_at, option.rank))
    for at, group in groupby(laid_out, key=lambda option: option.created_at):
        together = list(group)
        title = ", ".join(option.title for option in together)
        yield _entry(at, "options", str(len(together)), title, request=together[0].request_id)
    for option in laid_out:
        if option.answered_at:
            yield _entry(
                option.answered_at, option.state, "", option.title, option.id, option.request_id
            )


def of_referrals(referrals: Iterable[Referral]) -> Iterator[Entry]:
    for referral in referrals:
        for at, kind, code in _turns(referral):
            if at:
                yield _entry(
                    at, kind, code, referral.service_name, referral.id, referral.request_id
                )


def _turns(referral: Referral) -> tuple[tuple[dt.datetime | None, str, str], ...]:
    """Sent, answered, ended. A rejection is answer and end in one."""
    was_rejected = referral.state == "rejected"
    return (
        (referral.requested_at, "referral", "requested"),
        (None if was_rejected else referral.answered_at, "answer", "accepted"),
        (referral.ended_at, "answer", referral.state),
    )


def of_contacts(contacts: Iterable[Contact]) -> Iterator[Entry]:
    for contact in contacts:
        who, kind = contact.recorded_by.name, "contact" if contact.reached else "no_contact"
        yield _entry(
            contact.happened_at, kind, contact.means, "", contact.id, contact.request_id, who
        )


def of_follow_ups(follow_ups: Iterable[FollowUp]) -> Iterator[Entry]:
    for follow_up in follow_ups:
        for at, kind in ((follow_up.done_at, "follow_up"), (follow_up.dropped_at, "dropped")):
            if at:
                yield _entry(
                    at, kind, follow_up.what, "", follow_up.id, follow_up.request_id,
                    follow_up.owner.name,
                )  # fmt: skip


def of_consents(consents: Iterable[Consent]) -> Iterator[Entry]:
    for consent in consents:
        for at, kind in ((consent.given_at, "consent"), (consent.withdrawn_at, "taken_back")):
            if at:
                yield _entry(
                    at, kind, consent.purpose, consent.receiver, consent.id, consent.request_id
                )


def of_team(places: Iterable[CareTeam]) -> Iterator[Entry]:
    for place in places:
        for at, kind in ((place.joined_at, "joined"), (place.left_at, "left")):
            if at:
                yield _entry(at, kind, "", place.reason, place.id, None, place.member.name)


def of_looks(looks: Iterable[LookRow]) -> Iterator[Entry]:
    for look in looks:
        yield _entry(look.at, "opened", look.what, who=look.who)


def _entry(
    at: dt.datetime, kind: str, code: str, title: str = "", subject: UUID | None = None,
    request: UUID | None = None, who: str = "",
) -> Entry:  # fmt: skip
    return Entry(
        at=at, kind=kind, code=code, who=who, title=title, subject_id=subject, request_id=request
    )
