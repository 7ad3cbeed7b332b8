"""What somebody sees of their own request by private code."""

from kith.connections import safe_contact, shelves
from kith.connections.models import Request
from kith.connections.queries import shaping
from kith.connections.queries.looks import looks_at
from kith.connections.rows import FollowPage


def follow_page(request: Request) -> FollowPage:
    """For the person themselves, inside `access.following(...)`: nothing is recorded, for nobody
    else is looking. Drafts of referrals are the staff's business until they are sent."""
    person = request.person
    contact = safe_contact.from_json(person.unseal("safe_contact_sealed"))
    names = shaping.need_names([request])
    referrals = shaping.with_sides(
        request.referrals.exclude(state__in=("draft", "entered-in-error"))
    )
    mine = request.organization_id
    return FollowPage(
        reference=request.reference,
        organization_name=request.organization.name,
        state=request.state,
        story=request.unseal("story_sealed"),
        outcome=request.unseal("outcome_sealed"),
        language=request.language,
        place=request.place,
        need_ids=tuple(request.needs),
        needs=tuple(names[need] for need in request.needs if need in names),
        obstacles=tuple(request.obstacles),
        ways=contact.ways,
        hours=contact.hours,
        voicemail=contact.voicemail,
        code_word=contact.code_word,
        phone=person.unseal("phone_sealed"),
        email=person.unseal("email_sealed"),
        next_step=request.next_step,
        due_at=request.due_at,
        helper=request.owner.name.split()[0] if request.owner else "",
        options=tuple(map(shaping.option_row, request.options.order_by("rank", "id"))),
        referrals=tuple(shaping.referral_row(row, mine, as_sender=True) for row in referrals),
        consents=tuple(map(shaping.consent_row, request.consents.order_by("given_at", "id"))),
        agreed_elsewhere=shelves.agreed(person),
        looks=looks_at(person.id),
        created_at=request.created_at,
        closed_at=request.closed_at,
        is_open=request.is_open,
    )
