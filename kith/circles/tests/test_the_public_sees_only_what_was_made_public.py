"""A circle's public face: no place that is not public, nothing of a circle that is not shown."""

import pytest
from django.db import connection

from kith.accounts import tenancy
from kith.circles.actions import circles, listing
from kith.circles.models import Circle, CircleListing
from kith.circles.tests.factories import plan, running, sit


@pytest.fixture
def shown(cast, amina, second):
    return running(amina, second, cast.sofia, is_public=True, district="Mill Row")


def page(client, query=""):
    return client.get(f"/circles/{query}").content.decode()


def test_it_is_listed_without_its_place(shown, client):
    text = page(client)
    assert "Evening talking circle" in text
    assert "every week, Tuesday, 18:30" in text
    assert "2 places free" in text
    assert "blue room" not in text


def test_the_place_where_it_is_public_itself(cast, shown, amina, second, client):
    told = plan(amina, second, is_public=True, is_place_public=True)
    circles.change_circle(circle=shown, plan=told, by=cast.sofia)
    assert "The blue room" in page(client)


def test_what_is_not_public_is_not_there(circle, client):
    assert "Evening talking circle" not in page(client)


def test_nobody_without_the_organisation_reads_the_circle_itself(shown):
    with tenancy.acting_for(None):
        assert (Circle.objects.count(), CircleListing.objects.count()) == (0, 1)
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM circles_circlelisting")
            assert "blue room" not in str(cursor.fetchall())


def test_places_are_counted_anew_and_the_row_counts_too(cast, shown, client):
    for _ in range(3):
        sit(shown, cast.ben)
    assert CircleListing.objects.get().free_count == 0
    assert "Full just now" in page(client)
    assert "Evening talking circle" not in page(client, "?free=1")


def test_paused_and_ended_it_is_gone(cast, shown, client):
    circles.move_circle(circle=shown, move="pause", by=cast.sofia)
    assert CircleListing.objects.count() == 0
    circles.move_circle(circle=shown, move="resume", by=cast.sofia)
    assert CircleListing.objects.count() == 1
    circles.move_circle(circle=shown, move="end", by=cast.sofia)
    assert "Evening talking circle" not in page(client)


def test_by_language(shown, client):
    assert "Evening talking circle" in page(client, "?language=en")
    assert "Evening talking circle" not in page(client, "?language=fa")


def test_each_night_anew(cast, shown):
    CircleListing.objects.update(dates=[])
    listing.publish_all(cast.riverbend.id)
    assert len(CircleListing.objects.get().dates) == 12
