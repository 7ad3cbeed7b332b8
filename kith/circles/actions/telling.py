"""Who hears of offers and asks: moderators and peers by notice, people by empty mail."""

from uuid import UUID

from kith.circles import access
from kith.circles.events import RemindersMade
from kith.circles.models import Answer, Posting, Reminder, Seat
from kith.core import clock, events
from kith.peers import telling


def tell_moderators(posting: Posting, cause: str) -> None:
    telling.tell(
        access.moderators_of(posting), "aid", posting.pk, f"{posting.pk}:{cause}",
        organization=posting.organization_id,
    )  # fmt: skip


def tell_author(posting: Posting, cause: str) -> None:
    _tell(posting, posting.pk, cause)


def tell_answerer(row: Answer, cause: str) -> None:
    if not cause.endswith(":withdraw"):
        _tell(row, row.posting_id, cause)
    else:
        tell_author(row.posting, cause)


def _tell(row: Posting | Answer, subject: UUID, cause: str) -> None:
    """A peer by notice; a person by a mail without content, as far as they allow it."""
    if row.peer is not None:
        telling.tell([row.peer.member], "aid", subject, cause, organization=row.organization_id)
        return
    seat = Seat.objects.taken().filter(person=row.person).order_by("id").first()
    if seat is None or seat.reminder == Seat.Reminding.NO:
        return
    Reminder.objects.bulk_create(
        [
            Reminder(
                organization_id=row.organization_id, seat=seat, day=clock.today(),
                once=f"aid:{cause[-48:]}",
            )
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    events.publish(RemindersMade(row.organization_id))
