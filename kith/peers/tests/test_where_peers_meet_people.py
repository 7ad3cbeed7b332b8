"""A peer names places of their organisation that everybody may know, and no others."""

import pytest
from django.urls import reverse

from kith.accounts import tenancy
from kith.directory.models import Location, Organization
from kith.peers import actions, ways
from kith.peers.models import Peer

pytestmark = pytest.mark.django_db

ABOUT = reverse("my_profile")


def place(tenant, name="Mill House", **changes):
    house, _is_new = Organization.objects.get_or_create(name=tenant.name, operated_by=tenant)
    return Location.objects.create(
        **{"organization": house, "name": name, "latitude": 40.0, "longitude": -75.0, **changes}
    )


def offered(tenant):
    return [door.name for door in ways.doors_of(tenant.id)]


def test_only_own_public_places_are_offered(cast, riverbend):
    place(riverbend)
    place(riverbend, "Refuge", confidentiality="partial", area="Riverside")
    place(riverbend, "Hidden", confidentiality="hidden", latitude=None, longitude=None)
    place(riverbend, "By telephone", location_type="virtual")
    place(riverbend, "Somewhere", latitude=None, longitude=None)
    place(cast.harbour, "Harbour hall")
    kept = Organization.objects.create(name="Harbour", steward=riverbend, operated_by=cast.harbour)
    place(riverbend, "Kept for the harbour", organization=kept)
    assert offered(riverbend) == ["Mill House"]


def test_where_nobody_says_who_works_there_whoever_keeps_the_listing_meets_there(cast, riverbend):
    listed = Organization.objects.create(name="Riverbend", steward=riverbend)
    place(riverbend, "Garden room", organization=listed)
    assert offered(riverbend) == ["Garden room"]
    assert offered(cast.harbour) == []


def test_the_peer_chooses_on_their_page(cast, riverbend, amina, signed_in):
    mill, barn = place(riverbend), place(riverbend, "The Barn")
    place(riverbend, "Refuge", confidentiality="partial", area="Riverside")
    client = signed_in(cast.amina)
    page = client.get(ABOUT).text
    assert "Where you meet people" in page and "The Barn" in page and "Refuge" not in page
    both = [str(mill.pk), str(barn.pk)]
    answer = client.post(ABOUT, {"meets_at": both, "shown": ["meets_at"]})
    assert answer.status_code == 302
    with tenancy.acting_for(riverbend.id):
        amina.refresh_from_db()
    assert (sorted(map(str, amina.meets_at)), amina.shown) == (sorted(both), ["meets_at"])
    assert client.get(ABOUT).text.count(" checked") >= 3


def test_without_a_place_nobody_is_asked_where(cast, riverbend, amina, signed_in):
    page = signed_in(cast.amina).get(ABOUT).text
    assert "Where you meet people" not in page


def test_a_page_full_of_places_is_a_list(cast, riverbend, amina, signed_in):
    for number in range(25):
        place(riverbend, f"Room {number:02}")
    page = signed_in(cast.amina).get(ABOUT).text
    assert '<select name="meets_at"' in page


def test_places_of_others_are_left_out_however_they_come(cast, riverbend, amina):
    theirs = place(cast.harbour, "Harbour hall")
    hidden = place(riverbend, "Refuge", confidentiality="partial", area="Riverside")
    mill = place(riverbend)
    wanted = (theirs.pk, hidden.pk, mill.pk)
    actions.say(peer=amina, profile=actions.Profile(meets_at=wanted), by=cast.amina)
    assert Peer.objects.get(pk=amina.pk).meets_at == [mill.pk]


def test_a_place_that_is_public_no_longer_is_not_told(cast, riverbend, amina):
    mill = place(riverbend)
    actions.say(peer=amina, profile=actions.Profile(meets_at=(mill.pk,)), by=cast.amina)
    peers = list(Peer.objects.all())
    assert str(amina.pk) in ways.to_peers([(40.0, -75.0)], peers)[40.0, -75.0]
    Location.objects.filter(pk=mill.pk).update(confidentiality="partial", area="Riverside")
    assert ways.to_peers([(40.0, -75.0)], peers) == {(40.0, -75.0): {}}
