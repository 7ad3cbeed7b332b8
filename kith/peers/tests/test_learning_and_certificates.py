"""From a curriculum to a certificate that anybody who holds its number may check."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from kith.accounts import tenancy
from kith.core import clock, proof
from kith.core.refusals import NotYours
from kith.peers import actions
from kith.peers.actions import renewing
from kith.peers.actions.training import hours_of
from kith.peers.models import Attendance, Certificate, Peer
from kith.peers.queries.certificates import checked
from kith.peers.refusals import NoSuchCertificate, NotEnoughHours, NotWithHarm
from kith.peers.rules.observing import COMPETENCIES
from kith.peers.tests import factories

WELL = dict.fromkeys(COMPETENCIES, 3)


@pytest.fixture
def course(cast, riverbend):
    """Two parts of 20 hours, and a group."""
    found = actions.found_curriculum(name="Walking along", by=cast.sofia)
    for name in ("Listening", "Limits"):
        actions.add_module(
            curriculum=found, name=name, hours=Decimal(20), competencies=("listening",),
            by=cast.sofia,
        )  # fmt: skip
    return actions.open_cohort(
        curriculum=found, name="Autumn", starts_on=clock.today(), trainer=cast.sofia, by=cast.sofia
    )


def attend(course, peer, cast):
    place = actions.enrol(cohort=course, peer=peer, by=cast.sofia)
    there = [(place.pk, module.pk) for module in course.curriculum.modules.all()]
    actions.note_attendance(cohort=course, there=there, by=cast.sofia)


def see(peer, cast, **changes):
    return actions.observe(
        peer=peer, levels={**WELL, **changes}, words="", replay_key=uuid.uuid4(), by=cast.sofia
    )


@pytest.fixture
def certificate(cast, course, amina):
    attend(course, amina, cast)
    see(amina, cast)
    return actions.issue(peer=amina, scheme="national-2023", by=cast.sofia)


def test_hours_of_what_was_attended_count(cast, course, amina):
    attend(course, amina, cast)
    attend(course, amina, cast)
    assert hours_of(amina) == (Decimal(40), Decimal(0))
    actions.note_attendance(cohort=course, there=[], by=cast.sofia)
    assert not Attendance.objects.exists()


def test_nobody_is_signed_off_while_something_harms(cast, riverbend):
    row = factories.peer(cast.amina, state="sign_off")
    with pytest.raises(NotWithHarm):
        actions.move_peer(peer=row, move="sign_off", by=cast.sofia)
    see(row, cast, limits=1)
    with pytest.raises(NotWithHarm):
        actions.move_peer(peer=row, move="sign_off", by=cast.sofia)
    see(row, cast)
    assert actions.move_peer(peer=row, move="sign_off", by=cast.sofia).state == "active"


def test_too_few_hours_are_refused_with_the_number(cast, amina):
    see(amina, cast)
    with pytest.raises(NotEnoughHours) as refused:
        actions.issue(peer=amina, scheme="national-2023", by=cast.sofia)
    assert "40" in str(refused.value.message)


def test_whoever_holds_the_number_may_check_it(certificate):
    found = checked(f" {certificate.number.lower()} ")
    assert (found.organization, found.holds) == ("Riverbend Commons", True)


def test_given_twice_on_a_day_it_is_one(cast, certificate, amina):
    again = actions.issue(peer=amina, scheme="national-2023", by=cast.sofia)
    assert (again.pk, Certificate.objects.count()) == (certificate.pk, 1)


def test_a_number_that_is_none_finds_nothing(certificate):
    with pytest.raises(NoSuchCertificate):
        checked("AAAA-BBBB-CCCC")


def test_without_the_number_no_other_organisation_sees_it(cast, certificate):
    with tenancy.acting_for(cast.harbour.id):
        assert not Certificate.objects.exists()


def test_one_that_was_withdrawn_does_not_hold(cast, certificate):
    actions.withdraw(certificate=certificate, by=cast.sofia)
    assert checked(certificate.number).holds is False


def test_one_that_ran_out_does_not_hold(certificate):
    Certificate.objects.filter(pk=certificate.pk).update(
        valid_until=clock.today() - dt.timedelta(days=1)
    )
    assert checked(certificate.number).holds is False


def test_only_a_supervisor_issues(cast, amina):
    with pytest.raises(NotYours):
        actions.issue(peer=amina, scheme="national-2023", by=cast.ben)


def test_the_renewal_day_comes_and_passes_by_itself(cast, riverbend, amina):
    Peer.objects.filter(pk=amina.pk).update(renewal_due_on=clock.today())
    assert renewing.move_what_is_due(organization=riverbend.id) == 1
    assert renewing.move_what_is_due(organization=riverbend.id) == 0
    amina.refresh_from_db()
    assert amina.state == "renewal_due"
    with clock.stopped_at(clock.now() + dt.timedelta(days=31)):
        assert renewing.move_what_is_due(organization=riverbend.id) == 1
    amina.refresh_from_db()
    assert amina.state == "lapsed"


def test_the_pages(cast, course, amina, certificate, signed_in):
    client = signed_in(cast.sofia)
    for name, args in (
        ("training", []), ("cohort", [course.pk]), ("peer_learning", [amina.pk]),
        ("certificate", [certificate.pk]),
    ):  # fmt: skip
        address = reverse(name, args=args)
        assert client.get(address).status_code == 200
        assert not args or signed_in(cast.chidi).get(address).status_code == 404
    assert (
        signed_in(cast.amina).get(reverse("certificate", args=[certificate.pk])).status_code == 200
    )
    levels = dict.fromkeys(COMPETENCIES, "3")
    data = {"verb": "observe", "replay_key": uuid.uuid4(), **levels}
    client.post(reverse("peer_learning", args=[amina.pk]), data)
    assert amina.observations.count() == 2


def test_the_public_page(client, certificate):
    page = client.get(reverse("check_certificate")).content.decode()
    challenge = page.split('name="proof_challenge" value="')[1].split('"')[0]
    data = {"number": certificate.number, "proof_challenge": challenge,
            "proof_answer": proof.solve(challenge)}  # fmt: skip
    assert "This certificate holds" in client.post("/certificate/", data).content.decode()
    wrong = client.post("/certificate/", {**data, "number": "AAAA"})
    assert (wrong.status_code, "Amina" in wrong.content.decode()) == (404, False)
