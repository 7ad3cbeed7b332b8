"""Lists of requests, and one request with everything of it that is not sealed."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast, Right

from kith.accounts.models import Member
from kith.connections import access
from kith.connections.lifecycle import REQUEST
from kith.connections.models import Referral, Request
from kith.connections.queries import shaping, timeline
from kith.connections.rows import PAGE, RequestPage, RequestRow, Rows
from kith.core.languages import SPOKEN_CODES, english_name_of
from kith.core.refusals import NotYours
from kith.directory.models import TaxonomyTerm


def request_list(
    member: Member, *, state: str = "open", owner: str = "", search: str = "", page: int = 1
) -> Rows[RequestRow]:
    """Requests of the organisation. state: open, all, or one of lifecycle.REQUEST. owner: mine,
    nobody, or empty. search: a reference, a need's name, a service referred to, a language."""
    found = _searched(_filtered(access.requests_for(member), member, state, owner), search)
    total = found.count()
    number = max(1, min(page, -(-total // PAGE)))
    ordered = found.select_related("owner").order_by("due_at", "created_at", "id")
    rows = list(ordered[(number - 1) * PAGE : number * PAGE])
    names, opened = shaping.need_names(rows), shaping.opened_to(member, rows)
    return Rows(shaping.request_rows(rows, names, opened), total, number)


def _filtered(
    requests: "QuerySet[Request]", member: Member, state: str, owner: str
) -> "QuerySet[Request]":
    if state == "open":
        requests = requests.exclude(state__in=REQUEST.final)
    elif state != "all":
        requests = requests.filter(state=state)
    if owner == "mine":
        return requests.filter(owner=member)
    return requests.filter(owner=None) if owner == "nobody" else requests


def _searched(requests: "QuerySet[Request]", words: str) -> "QuerySet[Request]":
    """Only what is not sealed can be searched."""
    words = words.strip()
    if not words:
        return requests
    languages = [code for code in SPOKEN_CODES if english_name_of(code).lower() == words.lower()]
    named = Q(name__icontains=words) | Q(names__name__icontains=words)
    terms = list(TaxonomyTerm.objects.filter(named).values_list("id", flat=True).distinct()[:200])
    referred = Referral.objects.filter(request=OuterRef("pk"), service_name__icontains=words)
    return requests.annotate(ending=Right(Cast("id", TextField()), 6)).filter(
        Q(ending=words.lower())
        | Q(language__in=[*languages, words.lower()])
        | Q(needs__overlap=terms)
        | Exists(referred)
    )


def request_page(member: Member, request_id: UUID) -> RequestPage:
    """One request with its options, referrals, consents and timeline; NotYours otherwise."""
    requests = access.requests_for(member).select_related("owner", "person")
    request = requests.filter(pk=request_id).first()
    if request is None:
        raise NotYours
    opened = shaping.opened_to(member, [request])
    options = list(request.options.order_by("rank", "id"))
    referrals = list(shaping.with_sides(request.referrals.order_by("-created_at", "-id")))
    consents = list(request.consents.order_by("given_at", "id"))
    contacts = list(request.contacts.select_related("recorded_by"))
    follow_ups = list(request.follow_ups.select_related("owner"))
    mine = member.organization_id
    return RequestPage(
        request=shaping.request_row(request, shaping.need_names([request]), bool(opened)),
        moves=tuple(REQUEST.open_to(request.state, ["staff"])),
        options=tuple(map(shaping.option_row, options)),
        referrals=tuple(shaping.referral_row(r, mine, as_sender=True) for r in referrals),
        consents=tuple(map(shaping.consent_row, consents)),
        contacts=tuple(map(shaping.contact_row, contacts)),
        follow_ups=tuple(shaping.follow_up_row(f, request) for f in follow_ups),
        barriers=tuple(request.barriers.values_list("reason", flat=True)),
        timeline=timeline.merged(
            timeline.of_request(request),
            timeline.of_options(options),
            timeline.of_referrals(referrals),
            timeline.of_contacts(contacts),
            timeline.of_follow_ups(follow_ups),
            timeline.of_consents(consents),
        ),
        has_story=request.story_sealed is not None,
        has_outcome=request.outcome_sealed is not None,
    )
