"""Where people asked and nothing could be found, as sums by district: for whoever plans where care
should come nearer (`kith.core.sources.demands`)."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from uuid import UUID

from kith.connections.models import Barrier
from kith.core import clock
from kith.core.sources import Demand
from kith.measures.rules import suppression

SINCE = dt.timedelta(days=365)
DECIMALS = 2
"""Of a degree: about a kilometre. Requests hold the point of a district, spelled in many ways."""
FAR_FROM_CARE = ("no_service", "distance", "waiting", "full")
"""Barriers that care which comes nearer would lower. A language or a price it would not."""


class Barriers:
    """Requests of the last year that met such a barrier, each counted once."""

    name = "barriers"

    def unmet(self, organization: UUID) -> Sequence[Demand]:
        """Places with few are left out: nobody can be worked out from the others."""
        rows = Barrier.objects.filter(
            organization_id=organization, reason__in=FAR_FROM_CARE,
            noted_on__gte=(clock.now() - SINCE).date(), request__latitude__isnull=False,
            request__longitude__isnull=False,
        )  # fmt: skip
        asked: dict[tuple[float, float], set[UUID]] = defaultdict(set)
        places = rows.values_list("request_id", "request__latitude", "request__longitude")
        for request, latitude, longitude in places:
            assert latitude is not None and longitude is not None
            asked[round(latitude, DECIMALS), round(longitude, DECIMALS)].add(request)
        counted = Counter({place: len(requests) for place, requests in asked.items()})
        return [
            Demand(latitude, longitude, count)
            for (latitude, longitude), count in sorted(counted.items())
            if suppression.small(count) is not None
        ]
