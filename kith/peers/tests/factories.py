"""Made-up peers, people and matches; everything goes through the actions.

Call inside `tenancy.acting_for(organization.id)`.
"""

import uuid
from typing import Any

from kith.accounts.models import Member, Organization
from kith.core import clock
from kith.core.ids import uuid7
from kith.peers import actions
from kith.peers.actions import certifying
from kith.peers.models import Application, Certificate, Match, Peer, Seeking
from kith.people import actions as people
from kith.people.models import Person


def application(organization: Organization, **changes: Any) -> Application:
    """Somebody applied on the public page."""
    known: dict[str, Any] = {"name": "Farid", "reach": "555 0144", "about": "I lost my brother.",
                             "languages": ("en", "fa"), "roles": ("one_to_one",)}  # fmt: skip
    return actions.apply(
        organization=organization, applying=actions.Applying(**{**known, **changes}),
        replay_key=uuid.uuid4(),
    )  # fmt: skip


def peer(member: Member, **changes: Any) -> Peer:
    """An active peer; `languages` are the member's."""
    row = actions.begin(member=member)
    languages = changes.pop("languages", ("en",))
    Member.objects.filter(pk=member.pk).update(languages=list(languages))
    Peer.objects.filter(pk=row.pk).update(**{"state": "active", **changes})
    return Peer.objects.select_related("member").get(pk=row.pk)


def person(organization: Organization, by: Member | None = None, **changes: Any) -> Person:
    """Dee; `by` is in her care team."""
    row = people.register(organization=organization, **{"name": "Dee", "language": "en", **changes})
    if by is not None:
        people.place_in_team(person=row, member=by)
    return row


def seeking(organization: Organization, by: Member, **hopes: Any) -> Seeking:
    """Dee would like a peer, and told `by` so."""
    hopes = {"languages": ("en",), **hopes}
    return actions.seek(person=person(organization, by), hopes=actions.Hopes(**hopes), by=by)


def chosen(organization: Organization, walks: Peer, by: Member) -> Match:
    """Dee chose this peer."""
    match = actions.propose_peer(seeking=seeking(organization, by), peer=walks, by=by)
    return actions.move_match(match=match, move="choose", by=by)


def walking(organization: Organization, walks: Peer, by: Member) -> Match:
    """The peer said yes."""
    return actions.move_match(match=chosen(organization, walks, by), move="accept", by=walks.member)


def contact(match: Match, *, reached: bool = True, **changes: Any) -> Any:
    """The peer wrote down a call."""
    return actions.log_contact(
        match=match, means="call", reached=reached, replay_key=uuid.uuid4(),
        by=match.peer.member, **changes,
    )  # fmt: skip


def certificate(walks: Peer, by: Member, **changes: Any) -> Certificate:
    """A certificate, however it was earned."""
    new = uuid7()
    number = certifying.number_of(new)
    values: dict[str, Any] = {
        "id": new, "number": number, "digest": certifying.digest_of(number),
        "name": walks.member.name, "scheme": "national-2023", "hours": 60,
        "scheme_name": "National model (2023)",
        "issued_on": clock.today(), "issued_by": by, **changes,
    }  # fmt: skip
    return Certificate.objects.create(organization_id=walks.organization_id, peer=walks, **values)
