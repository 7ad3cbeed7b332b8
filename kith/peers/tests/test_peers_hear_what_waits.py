"""Notices to peers: that something waits, never what; each once, and where it leads."""

from django.urls import reverse

from kith.connections.models import Notice
from kith.peers.tests import factories


def kinds(member):
    return list(Notice.objects.filter(member=member).values_list("kind", flat=True))


def test_somebody_would_like_to_walk_with_them(cast, riverbend, amina, signed_in):
    match = factories.chosen(riverbend, amina, cast.ben)
    assert kinds(cast.amina) == ["match"]
    notice = Notice.objects.get(member=cast.amina)
    answer = signed_in(cast.amina).get(reverse("notice", args=[notice.pk]))
    assert answer.headers["Location"] == reverse("walk", args=[match.pk])
