"""Rows for the desk's lists, each page with a fixed number of queries."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet

from kith.accounts.models import Member
from kith.core import clock
from kith.directory import access
from kith.directory.models import (
    Check,
    DuplicatePair,
    Merge,
    SavedView,
    Service,
    Suggestion,
    TaxonomyTerm,
    TermName,
)  # fmt: skip
from kith.directory.models.duplicate import Verdict
from kith.directory.models.service import Cost

PAGE = 50
YEAR = dt.timedelta(days=365)
SORTS = {
    "name": "name", "-name": "-name", "checked": "verified_on", "-checked": "-verified_on",
}  # fmt: skip
SHOWN = ("ours", "due", "hidden", "no-referrals", "waiting", "nobodys")
"""Filters of the list, as they stand in the address."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """How long ago somebody made sure: a tone, a picture, and which sentence to say."""

    tone: str
    icon: str
    code: str


def freshness(verified_on: dt.date | None, next_check_on: dt.date | None) -> Freshness:
    """Fresh, due, sinking after a year, hidden from search after two."""
    today = clock.today()
    if verified_on is None:
        return Freshness("off", "question-circle", "never")
    age = today - verified_on
    if age > 2 * YEAR:
        return Freshness("now", "eye-slash", "hidden")
    if age > YEAR:
        return Freshness("wait", "arrow-down", "sinks")
    if next_check_on is not None and next_check_on <= today:
        return Freshness("wait", "clock-history", "due")
    return Freshness("good", "check-lg", "fresh")


@dataclass(frozen=True, slots=True)
class Line:
    """One service in the list."""

    id: UUID
    name: str
    organization: str
    freshness: Freshness
    verified_on: dt.date | None
    is_hidden: bool
    no_referrals: bool
    is_ours: bool
    steward: str


def _filters(member: Member) -> dict[str, Q]:
    today = clock.today()
    ours = Q(steward=member.organization_id)
    return {
        "ours": ours,
        "due": ours & (Q(next_check_on=None) | Q(next_check_on__lte=today)) & Q(do_not_list=False),
        "hidden": Q(do_not_list=True) | Q(status__in=["inactive", "defunct"]),
        "no-referrals": Q(do_not_refer=True),
        "waiting": Q(capacity__in=["waitlist", "no-capacity"]),
        "nobodys": Q(steward=None),
    }


def found(member: Member, asked: Mapping[str, Any]) -> QuerySet[Service]:
    """Services that fit what stands in the address; filters of one kind widen, kinds narrow."""
    services = access.visible_to(member)
    words = str(asked.get("q") or "").strip()[:200]
    for word in words.split()[:6]:
        services = services.filter(
            Q(name__icontains=word) | Q(alternate_name__icontains=word)
            | Q(organization__name__icontains=word)
        )  # fmt: skip
    known = _filters(member)
    for name in asked.get("show") or ():
        if name in known:
            services = services.filter(known[name])
    costs = [cost for cost in asked.get("cost") or () if cost in Cost.values]
    return services.filter(cost__in=costs) if costs else services


def service_list(member: Member, asked: Mapping[str, Any], number: int) -> Page:
    """One page of lines."""
    order = SORTS.get(str(asked.get("sort") or ""), "name")
    direction = F(order.lstrip("-"))
    ordered = found(member, asked).order_by(
        direction.desc(nulls_last=True) if order[0] == "-" else direction.asc(nulls_first=True),
        "id",
    )
    rows = ordered.values(
        "id", "name", "organization__name", "verified_on", "next_check_on", "do_not_list",
        "status", "do_not_refer", "steward_id", "steward__name",
    )  # fmt: skip
    page = Paginator(rows, PAGE).get_page(number)
    lines: list[Any] = [_line(row, member) for row in page]
    page.object_list = lines
    return page


def _line(row: Mapping[str, Any], member: Member) -> Line:
    return Line(
        id=row["id"], name=row["name"], organization=row["organization__name"],
        freshness=freshness(row["verified_on"], row["next_check_on"]),
        verified_on=row["verified_on"],
        is_hidden=row["do_not_list"] or row["status"] in ("inactive", "defunct"),
        no_referrals=row["do_not_refer"], is_ours=row["steward_id"] == member.organization_id,
        steward=row["steward__name"] or "",
    )  # fmt: skip


def counts(member: Member) -> dict[str, int]:
    """What waits, for the head of the list: one query."""
    known = _filters(member)
    today = clock.today()
    ours = known["ours"]
    return access.visible_to(member).aggregate(
        ours=Count("pk", filter=ours),
        due=Count("pk", filter=known["due"]),
        sinking=Count("pk", filter=ours & Q(verified_on__lt=today - YEAR)),
        hidden_by_age=Count("pk", filter=ours & Q(verified_on__lt=today - 2 * YEAR)),
    )


def saved_views(member: Member) -> QuerySet[SavedView]:
    return SavedView.objects.filter(member=member)


def open_suggestions(member: Member) -> QuerySet[Suggestion]:
    return (
        Suggestion.objects.open().filter(organization=member.organization_id)
        .select_related("service", "service__organization", "by")
    )  # fmt: skip


def open_pairs(member: Member) -> QuerySet[DuplicatePair]:
    """Pairs of which this member keeps one, or may adopt it; both still there."""
    ours = Q(first__steward=member.organization_id) | Q(second__steward=member.organization_id)
    if access.may_adopt(member):
        ours |= Q(first__steward=None) | Q(second__steward=None)
    return (
        DuplicatePair.objects.filter(ours, verdict=Verdict.OPEN)
        .filter(first__removed_at=None, second__removed_at=None)
        .select_related("first", "second", "first__organization", "second__organization")
    )


def merges(member: Member) -> QuerySet[Merge]:
    """The last merges that can still be undone."""
    mine = Merge.objects.filter(organization=member.organization_id, undone_at=None)
    return mine.select_related("kept", "gone", "by")


def open_checks(member: Member) -> QuerySet[Check]:
    return (
        Check.objects.open().filter(organization=member.organization_id)
        .select_related("service", "service__organization", "assigned_to")
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Branch:
    """A term under its name in the page's language, and what grows from it."""

    id: UUID
    name: str
    icon: str
    is_draft: bool
    children: tuple["Branch", ...]


def tree(kind: str, language: str) -> list[Branch]:
    """The terms of a facet, in order: two queries."""
    terms = list(
        TaxonomyTerm.objects.filter(taxonomy__kind=kind, removed_at=None)
        .order_by("position", "name", "id").values("id", "parent_id", "name", "icon")
    )  # fmt: skip
    labels = TermName.objects.filter(
        term__taxonomy__kind=kind, language=language, is_label=True
    ).values_list("term_id", "name", "extra")
    named = {term: (name, extra.get("state") == "draft") for term, name, extra in labels}

    def below(parent: UUID | None) -> tuple[Branch, ...]:
        return tuple(
            Branch(term["id"], *_named(term, named), below(term["id"]))
            for term in terms if term["parent_id"] == parent
        )  # fmt: skip

    return list(below(None))


def _named(
    term: Mapping[str, Any], named: Mapping[UUID, tuple[str, bool]]
) -> tuple[str, str, bool]:
    name, is_draft = named.get(term["id"], (term["name"], True))
    return name, term["icon"], is_draft
