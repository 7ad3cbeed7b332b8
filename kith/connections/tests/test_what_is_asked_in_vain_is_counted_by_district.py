"""Where people asked and nothing could be found, as sums that name nobody."""

import datetime as dt

from kith.accounts import tenancy
from kith.connections.models import Barrier
from kith.connections.tests.factories import ask
from kith.core import clock, sources

MILL, HILL = (51.1204, 4.5604), (51.2, 4.7)


def _barrier(request, reason="distance", days=1) -> None:
    Barrier.objects.create(
        organization_id=request.organization_id, request=request, reason=reason, origin="staff",
        noted_on=(clock.now() - dt.timedelta(days=days)).date(),
    )  # fmt: skip


def _asked(cast, place):
    request = ask(cast.riverbend)[0]
    with tenancy.acting_for(cast.riverbend.id):
        type(request).objects.filter(pk=request.pk).update(latitude=place[0], longitude=place[1])
    return request


def _unmet(organization) -> list[tuple[float, float, int]]:
    with tenancy.acting_for(organization.id):
        found = sources.demands["barriers"].unmet(organization.id)
        return [(one.latitude, one.longitude, one.count) for one in found]


def test_a_district_is_told_once_six_have_asked_and_few_are_never_told(cast) -> None:
    requests = [_asked(cast, MILL) for _ in range(6)] + [_asked(cast, HILL) for _ in range(5)]
    with tenancy.acting_for(cast.riverbend.id):
        for request in requests[1:]:
            _barrier(request)
    assert _unmet(cast.riverbend) == []
    with tenancy.acting_for(cast.riverbend.id):
        _barrier(requests[0], "full")
        _barrier(requests[0])
    assert _unmet(cast.riverbend) == [(51.12, 4.56, 6)]
    assert _unmet(cast.harbour) == []


def test_what_coming_nearer_does_not_help_is_not_counted(cast) -> None:
    for _ in range(6):
        request = _asked(cast, MILL)
        with tenancy.acting_for(cast.riverbend.id):
            _barrier(request, "cost")
            _barrier(request, "distance", days=400)
    assert _unmet(cast.riverbend) == []
