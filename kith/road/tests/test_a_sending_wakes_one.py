"""However many records of a sending lie aside, whoever carries notices out is woken once, the crew
is looked up once, and a record more costs the same few statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from kith.accounts import tenancy
from kith.connections.models import Notice
from kith.road.models import Question
from kith.road.tests.tablet import Tablet


def jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="channels.send_notices").count()


def sent(tablet: Tablet, bad: int, good: int = 0) -> list[str]:
    """The statements of one sending."""
    for _ in range(bad):
        tablet.enter("sign_in", people=0)
    for _ in range(good):
        tablet.enter("sign_in", people=3)
    with CaptureQueriesContext(connection) as asked:
        assert set(tablet.send().values()) == {"kept"}
    return [each["sql"] for each in asked]


def test_six_that_lie_aside_are_one_job_and_six_notices(cast, tablet) -> None:
    sent(tablet, bad=6)
    with tenancy.acting_for(cast.riverbend.id):
        assert (jobs(), Notice.objects.filter(kind="tablet").count()) == (1, 6)
        assert not Question.objects.filter(told_at=None).exists()
    sent(tablet, bad=0, good=3)
    assert jobs() == 1


@pytest.mark.parametrize("kind", ["bad", "good"])
def test_the_crew_is_looked_up_once(tablet, kind) -> None:
    statements = sent(tablet, **{"bad": 0, kind: 5})
    assert sum('FROM "road_crew"' in each for each in statements) == 1


def test_a_record_more_costs_the_same(tablet) -> None:
    few, many = len(sent(tablet, bad=2)), len(sent(tablet, bad=12))
    assert (many - few) / 10 == 4  # savepoint, back to it, its end, and the record
