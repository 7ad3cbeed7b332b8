"""Each promise of /privacy/, held against the database and the jobs."""

import pytest
from django.apps import apps
from django.db import connection

from kith.accounts import tenancy
from kith.connections import access, actions, jobs
from kith.connections.models import Request
from kith.connections.tests import factories
from kith.core.sealing import CannotOpen
from kith.people.models import Person, PersonKey

pytestmark = pytest.mark.django_db
MARKERS = ("I cannot sleep since the flood", "555 0199", "lantern", "Dee", "evenings")


def counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        found = {}
        for model in apps.get_models(include_auto_created=True):
            if model._meta.managed and not model._meta.proxy:
                cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}"')
                found[model._meta.label] = cursor.fetchone()[0]
    return found


def everything() -> str:
    """All text of all tables of the organisation, as a thief of the database would have it."""
    told = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.managed and not model._meta.proxy:
                cursor.execute(f'SELECT t::text FROM "{model._meta.db_table}" t')
                told += [row[0] for row in cursor.fetchall()]
    return "\n".join(told)


def test_looking_around_keeps_nothing(cast, client) -> None:
    factories.service()
    before = counts()
    for path in ("/", "/find/?q=sleep", "/privacy/", "/crisis/", f"/ask/?to={cast.riverbend.slug}"):
        client.get(path)
    client.post("/find/", {"q": "sleep"})
    assert counts() == before


def test_a_stolen_database_has_no_words_and_no_way_to_reach_anybody(cast) -> None:
    request = factories.in_hand(cast.ben)
    with tenancy.acting_for(cast.riverbend.id):
        actions.record_contact(
            person=request.person, means="call", reached=True, by=cast.ben, note="Slept well",
            replay_key=request.id,
        )  # fmt: skip
        told = everything()
    assert "Mill Lane" in told  # the district is said to be in the clear
    assert [marker for marker in (*MARKERS, "Slept well") if marker in told] == []


def test_after_the_period_the_key_is_destroyed_and_nothing_opens(cast) -> None:
    request = factories.in_hand(cast.ben)
    with tenancy.acting_for(cast.riverbend.id):
        actions.close(request=request, reason="helped", by=cast.ben)
        sealed = bytes(Request.objects.get().story_sealed)
    with factories.later(days=366):
        jobs.forget(str(cast.riverbend.id))
    with tenancy.acting_for(cast.riverbend.id):
        person = Person.objects.get()
        assert not PersonKey.objects.exists()
        assert (person.place, person.birth_year, person.language) == ("", None, "")
        assert sealed
        kept = Request.objects.get()
        assert kept.story_sealed is None or not _opens(kept)


def _opens(request: Request) -> bool:
    try:
        return bool(request.unseal("story_sealed"))
    except (CannotOpen, PersonKey.DoesNotExist):
        return False


def test_a_person_can_have_it_erased_at_any_time(cast) -> None:
    _request, code = factories.ask(cast.riverbend)
    with access.following(code=code, address="192.0.2.1") as mine:
        actions.withdraw_request(request=mine, erase=True)
    with tenancy.acting_for(cast.riverbend.id):
        assert not PersonKey.objects.exists()
        assert Person.objects.get().name_sealed is None
