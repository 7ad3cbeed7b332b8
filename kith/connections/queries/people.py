"""Lists of people, and one person over all their requests."""

from uuid import UUID

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from kith.accounts.models import Member
from kith.audit import chain
from kith.connections import access, shelves
from kith.connections.lifecycle import REQUEST
from kith.connections.models import Consent, Contact, FollowUp, Option, Referral, Request
from kith.connections.queries import shaping, timeline
from kith.connections.queries.looks import looks_at
from kith.connections.rows import PAGE, PersonPage, PersonRow, Rows, TeamRow
from kith.core.languages import english_name_of
from kith.people import access as people
from kith.people.models import CareTeam, Person

NAMES = 10_000
"""Names that one search opens at most."""


def person_list(member: Member, *, search: str = "", page: int = 1) -> Rows[PersonRow]:
    """People whose care team the member is of (supervisors: all). Names are opened, and the list
    is recorded as one reading. search: a name, place, language or reference; `is_cut` says that
    not all names were looked through."""
    theirs = access.people_for(member).order_by("-created_at", "-id")
    words, is_cut = search.strip().lower(), False
    if words:
        matching, is_cut = _search(theirs, words)
        total, number = len(matching), _within(page, len(matching))
        on_page = theirs.filter(pk__in=matching[(number - 1) * PAGE : number * PAGE])
    else:
        total = theirs.count()
        number = _within(page, total)
        on_page = theirs[(number - 1) * PAGE : number * PAGE]
    rows = [_row(person) for person in _with_next_step(on_page)]
    chain.record(  # before anything is given: when this fails, nothing is
        "opened", by=member, organization=member.organization_id, what="list", rows=len(rows)
    )
    return Rows(tuple(rows), total, number, is_cut=is_cut)


def _within(page: int, total: int) -> int:
    return max(1, min(page, -(-total // PAGE)))


def _search(theirs: "QuerySet[Person]", words: str) -> tuple[list[UUID], bool]:
    """Ids in their order, and whether names were left closed. Place, language and reference are
    open columns and searched in all. Names are sealed, so they are opened here one by one, the
    newest first and no more than NAMES: somebody waits, and memory holds one at a time."""
    codes = theirs.order_by().values_list("language", flat=True).distinct()
    spoken = [c for c in codes if c and (words in c.lower() or words in english_name_of(c).lower())]
    is_open = Q(place__icontains=words) | Q(language__in=spoken)
    columns = theirs.annotate(is_open_match=is_open).select_related("key")
    columns = columns.only("organization_id", "name_sealed", "key")
    found, number = [], 0
    for number, person in enumerate(columns.iterator(chunk_size=500), start=1):
        if (
            person.is_open_match  # type: ignore[attr-defined]
            or words in person.reference.lower()
            or (number <= NAMES and words in person.unseal("name_sealed").lower())
        ):
            found.append(person.pk)
    return found, number > NAMES


def _with_next_step(found: "QuerySet[Person]") -> "QuerySet[Person]":
    """Counts, and the step that is due first, in the same query."""
    is_open = ~Q(requests__state__in=REQUEST.final)
    steps = Request.objects.open().filter(person=OuterRef("pk")).order_by("due_at", "id")
    reached = Contact.objects.filter(person=OuterRef("pk"), reached=True).order_by()
    return found.select_related("key").annotate(
        open_count=Count("requests", filter=is_open, distinct=True),
        owner_name=Subquery(steps.values("owner__name")[:1]),
        step=Subquery(steps.values("next_step")[:1]),
        step_due_at=Subquery(steps.values("due_at")[:1]),
        reached_at=Subquery(
            reached.values("person").annotate(last=Max("happened_at")).values("last")
        ),
    )


def _row(person: Person) -> PersonRow:
    return PersonRow(
        id=person.id,
        reference=person.reference,
        name=person.unseal("name_sealed"),
        language=person.language,
        place=person.place,
        owner=person.owner_name or "",  # type: ignore[attr-defined]
        open_requests=person.open_count,  # type: ignore[attr-defined]
        next_step=person.step or "",  # type: ignore[attr-defined]
        due_at=person.step_due_at,  # type: ignore[attr-defined]
        reached_at=person.reached_at,  # type: ignore[attr-defined]
        erased_at=person.erased_at,
    )


def person_page(member: Member, person_id: UUID) -> PersonPage:
    """One person's timeline; care team and supervisors, NotYours otherwise."""
    person = access.person_for(member, person_id)
    requests = list(person.requests.select_related("owner").order_by("-created_at", "-id"))
    rows = shaping.request_rows(requests, shaping.need_names(requests), {person.id})
    by_id = {request.id: request for request in requests}
    theirs = {"request__in": requests}
    follow_ups = list(FollowUp.objects.filter(**theirs).select_related("owner"))
    places = list(CareTeam.objects.filter(person=person).select_related("member"))
    looks = looks_at(person.id)
    open_rows = [row for row in rows if row.closed_at is None]
    return PersonPage(
        id=person.id,
        reference=person.reference,
        language=person.language,
        place=person.place,
        owner=next((row.owner for row in open_rows), ""),
        created_at=person.created_at,
        erased_at=person.erased_at,
        next_step=min(open_rows, key=lambda r: (r.due_at is None, r.due_at), default=None),
        requests=rows,
        team=tuple(_team_row(place) for place in places if place.left_at is None),
        follow_ups=tuple(shaping.follow_up_row(f, by_id[f.request_id]) for f in follow_ups),
        timeline=timeline.merged(
            *map(timeline.of_request, requests),
            timeline.of_options(Option.objects.filter(**theirs)),
            timeline.of_referrals(Referral.objects.filter(**theirs)),
            timeline.of_contacts(
                Contact.objects.filter(person=person).select_related("recorded_by")
            ),
            timeline.of_follow_ups(follow_ups),
            timeline.of_consents(Consent.objects.filter(**theirs)),
            timeline.of_team(places),
            timeline.of_looks(looks),
        ),
        looks=looks,
        shelves=tuple(shelves.of(member, person)),
        is_in_team=people.is_in_team(member, person),
    )


def _team_row(place: CareTeam) -> TeamRow:
    return TeamRow(place.id, place.member_id, place.member.name, place.reason, place.joined_at)
