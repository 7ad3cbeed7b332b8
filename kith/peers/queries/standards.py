"""Schemes with their versions, and kinds of work with what the organisation adds."""

import datetime as dt
from dataclasses import dataclass

from kith.accounts.models import Member
from kith.core import clock
from kith.peers import access
from kith.peers.actions.standards import KEEPERS, schemes_of
from kith.peers.actions.stepping import scopes_on
from kith.peers.models import Scope, Work
from kith.peers.rules import schemes as rules
from kith.peers.rules import scopes


@dataclass(frozen=True, slots=True)
class SchemePage:
    """One scheme. now: the version that holds today, if one does; the rest newest first."""

    code: str
    name: str
    now: rules.Scheme | None
    coming: tuple[rules.Scheme, ...]
    before: tuple[rules.Scheme, ...]


@dataclass(frozen=True, slots=True)
class WorkPage:
    """One kind of work: codes of what one does in it, and what this organisation adds."""

    work: str
    does: tuple[str, ...]
    unit: str
    scope: Scope | None


def scheme_pages(member: Member) -> list[SchemePage]:
    """One query."""
    access.require(member, member.organization_id, *KEEPERS)
    found = schemes_of(member.organization_id)
    today = clock.today()
    return [_page(found, code, today) for code in dict.fromkeys(one.code for one in found)]


def work_pages(member: Member, works: tuple[str, ...] = tuple(Work.values)) -> list[WorkPage]:
    """One query."""
    holds = scopes_on(member.organization_id, clock.today())
    return [WorkPage(work, scopes.DOES[work], scopes.UNIT[work], holds.get(work)) for work in works]


def _page(found: tuple[rules.Scheme, ...], code: str, today: dt.date) -> SchemePage:
    mine = [one for one in reversed(found) if one.code == code]
    now = rules.on(found, code, today)
    coming = tuple(one for one in mine if one.starts_on > today)
    before = tuple(one for one in mine if one is not now and one not in coming)
    return SchemePage(code, (now or mine[0]).name, now, coming, before)
