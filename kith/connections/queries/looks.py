"""Who opened what about a person, from the log."""

from uuid import UUID

from kith.accounts.models import Member, Organization
from kith.audit.models import Entry
from kith.connections.rows import LookRow

LIMIT = 50


def looks_at(person_id: UUID, limit: int = LIMIT) -> tuple[LookRow, ...]:
    """The last openings, newest first: three queries. A receiver of a referral is named by their
    organisation, for their members are not known here."""
    entries = list(Entry.objects.filter(subject_id=person_id).order_by("-at", "-id")[:limit])
    members = _names(Member, {entry.member_id for entry in entries})
    receivers = _names(Organization, {_receiver(entry) for entry in entries})
    return tuple(
        LookRow(
            at=entry.at,
            who=members.get(entry.member_id) or receivers.get(_receiver(entry), ""),
            what=entry.detail.get("what", entry.verb),
        )
        for entry in entries
    )


def _receiver(entry: Entry) -> UUID | None:
    receiver = entry.detail.get("receiver")
    return UUID(receiver) if receiver else None


def _names(model: type[Member] | type[Organization], ids: set[UUID | None]) -> dict:
    known = [pk for pk in ids if pk is not None]
    return dict(model.objects.filter(pk__in=known).values_list("id", "name"))
