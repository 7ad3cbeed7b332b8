"""What somebody does with their own request, by private code and without an account.

Staff may do the same for a person on the telephone: then `by` is the member.
"""

from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member
from kith.connections import access
from kith.connections.actions import consenting, handling, keeping, notices
from kith.connections.lifecycle import REQUEST
from kith.connections.models import Barrier, Notice, Request
from kith.connections.refusals import NothingSaid
from kith.connections.safe_contact import SafeContact
from kith.core import clock
from kith.people import actions as people
from kith.people.models import Person


def add_words(*, request: Request, words: str, by: Member | None = None) -> Request:
    """Add to what would help. What was there stays; a form sent again adds nothing."""
    access.require_person_or_team(by, request.person)
    if not words.strip():
        raise NothingSaid
    with transaction.atomic():
        fresh = handling.lock(request)
        story = fresh.unseal("story_sealed")
        if not story.endswith(words.strip()):
            fresh.seal("story_sealed", f"{story}\n\n{words.strip()}".strip())
            fresh.save(update_fields=["story_sealed"])
            _tell(request, "words", by)
    request.refresh_from_db()
    return request


def change_needs(
    *, request: Request, needs: tuple[UUID, ...], obstacles: tuple[str, ...] = (),
    language: str = "", place: str = "", by: Member | None = None,
) -> Request:  # fmt: skip
    """Put other needs, obstacles (codes), language and place; the owner is told, once: the same
    form sent again changes nothing."""
    access.require_person_or_team(by, request.person)
    with transaction.atomic():
        fresh = handling.lock(request)
        codes = [Barrier.Reason(code).value for code in obstacles]
        said = (fresh.needs, fresh.obstacles, fresh.language, fresh.place)
        if said != (list(needs), codes, language, place):
            if place != fresh.place:  # coordinates belong to the old one
                fresh.latitude = fresh.longitude = None
            fresh.needs, fresh.obstacles = list(needs), codes
            fresh.language, fresh.place = language, place
            fresh.save(
                update_fields=["needs", "obstacles", "language", "place", "latitude", "longitude"]
            )
            _tell(request, "needs", by)
    request.refresh_from_db()
    return request


def change_safe_contact(
    *, request: Request, safe_contact: SafeContact, phone: str | None = None,
    email: str | None = None, by: Member | None = None,
) -> Request:  # fmt: skip
    """Change how to get in touch. `None` leaves telephone or e-mail as they are. The same form sent
    again changes nothing."""
    access.require_person_or_team(by, request.person)
    wanted = {"safe_contact_sealed": safe_contact.as_json(), "phone_sealed": phone,
              "email_sealed": email}  # fmt: skip
    with transaction.atomic():
        handling.lock(request)
        # Locked itself: what a lock brings along by a join is as old as the question.
        person = Person.objects.select_for_update().get(pk=request.person_id)
        said = {column: text.strip() for column, text in wanted.items() if text is not None}
        changed = [column for column, text in said.items() if person.unseal(column) != text]
        for column in changed:
            person.seal(column, said[column])
        if changed:
            person.save(update_fields=changed)
            _tell(request, "safe contact", by)
    request.refresh_from_db()
    return request


def say_outcome(
    *, request: Request, words: str, helped: str = "", by: Member | None = None
) -> Request:
    """How it went, in the person's own words, also after the request was closed."""
    access.require_person_or_team(by, request.person)
    if not (words.strip() or helped):
        raise NothingSaid
    given = Request.Helped(helped).value if helped else ""
    with transaction.atomic():
        fresh = Request.objects.select_for_update(of=["self"]).select_related("person")
        kept = fresh.get(pk=request.pk)
        if (kept.unseal("outcome_sealed"), kept.helped) != (words.strip(), given):
            kept.seal("outcome_sealed", words.strip())
            kept.helped = given
            kept.save(update_fields=["outcome_sealed", "helped"])
            _tell(request, "outcome", by)
    request.refresh_from_db()
    return request


def withdraw_request(*, request: Request, erase: bool = False, by: Member | None = None) -> Request:
    """Take everything back: consents end, live referrals are cancelled, both sides are told.

    With `erase` the person's key is destroyed as well, and nobody can read again what they wrote;
    a member who does that for somebody must be a supervisor or administrator.
    Consents end first and the request last: locks are taken in that order everywhere.
    """
    access.require_person_or_team(by, request.person)
    move = REQUEST.move("withdraw", request.state, ["staff" if by else "person"])
    with transaction.atomic():
        consenting.end_all(request, by)
        keeping.drop_all(request)
        REQUEST.apply(
            request, move, closed_at=clock.now(), next_step="", due_at=None,
            closed_reason=Request.ClosedReason.WITHDRAWN,
        )  # fmt: skip
        notices.tell_owner(request, Notice.Kind.WITHDRAWN, f"{request.id}:request", besides=by)
        if erase:
            people.erase(person=request.person, by=by)
    request.refresh_from_db()
    return request


def _tell(request: Request, what: str, by: Member | None) -> None:
    cause = f"{request.id}:{what}:{clock.now()}"
    notices.tell_owner(request, Notice.Kind.CHANGED, cause, besides=by)
