"""What people went through, told in order of time by the actions that pages call.

Each way is a generator (paths.py) that yields how long it waits. They are resumed in order of time,
with the clock stopped at the moment of each step, until today: so the states in which things stand
now are those that months of use would leave, with the history, log and notices that belong to them.
"""

import datetime as dt
import heapq
from collections.abc import Iterator
from itertools import count
from random import Random

from kith.accounts import tenancy
from kith.accounts.models import Member, Organization
from kith.config.demo import directory, life, town
from kith.config.demo.load.paths import PATHS
from kith.config.demo.load.story import Step, Story
from kith.config.demo.load.telling import Telling
from kith.connections import actions
from kith.connections.models import Notice
from kith.core import clock

EXPIRY_RUNS_EVERY = dt.timedelta(days=1)
UNREAD_FOR = dt.timedelta(hours=20)


def load(telling: Telling) -> None:
    """Everybody of the first block."""
    now = clock.now()
    asks = life.asks(now, seed=telling.seed)
    stage = _stage(telling)
    ways = [(ask.asked_at, PATHS[ask.way](Story(ask=ask, **stage))) for ask in asks]
    ways += [(asks[0].asked_at, _expiring(tenant)) for tenant in town.TENANTS]
    _tell(ways, now, telling)
    for tenant in town.TENANTS:
        _settle_notices(tenant, now)
    telling.count("people", len(asks))


def _stage(telling: Telling) -> dict:
    """What every story may use: who works here, what there is, which needs have which id."""
    block = directory.build(telling.today, seed=telling.seed)
    cast: dict[str, Member] = {}
    for tenant in town.TENANTS:
        with tenancy.acting_for(tenant.id):
            members = Member.objects.filter(organization_id=tenant.id)
            cast |= {member.name: member for member in members.select_related("organization")}
    organizations = {o.slug: o for o in Organization.objects.all()}
    return {"cast": cast, "organizations": organizations, "listings": block.listings,
            "terms": telling.needs, "now": clock.now()}  # fmt: skip


def _tell(
    ways: list[tuple[dt.datetime, Iterator[Step]]], now: dt.datetime, telling: Telling
) -> None:
    """Resume whichever way is next in time, until none is left before now."""
    begin = min(at for at, _ in ways)
    tie = count()
    waiting = [(at, next(tie), way) for at, way in ways]
    heapq.heapify(waiting)
    while waiting and waiting[0][0] < now:
        at, _, way = heapq.heappop(waiting)
        with clock.stopped_at(at):
            step = next(way, None)
        telling.reached((at - begin) / (now - begin))
        if step is not None:
            heapq.heappush(waiting, (max(at + step, at), next(tie), way))


def _expiring(tenant: town.Tenant) -> Iterator[Step]:
    """The daily job that ends what nobody answered."""
    while True:
        with tenancy.acting_for(tenant.id):
            actions.expire_referrals(organization=tenant.id)
        yield EXPIRY_RUNS_EVERY


def _settle_notices(tenant: town.Tenant, now: dt.datetime) -> None:
    """Nobody gets mail about a made-up past; what is older than a day was read."""
    with tenancy.acting_for(tenant.id):
        notices = Notice.objects.filter(organization_id=tenant.id)
        notices.filter(sent_at=None).update(sent_at=now)
        seen = list(notices.filter(created_at__lt=now - UNREAD_FOR, read_at=None))
        for notice in seen:
            hours = Random(str(notice.once)).uniform(0.2, 20)  # noqa: S311
            notice.read_at = notice.created_at + dt.timedelta(hours=hours)
        Notice.objects.bulk_update(seen, ["read_at"], batch_size=500)
