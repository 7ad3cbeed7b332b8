"""An invitation goes out as a letter with one link, by an administrator, once."""

import datetime as dt

import pytest

from kith.accounts import actions, tenancy
from kith.accounts.actions.invitations import AlreadyInvited, digest_of
from kith.accounts.actions.members import AlreadyMember, RolesMissing
from kith.accounts.models import Invitation
from kith.audit.models import Entry
from kith.core import clock
from kith.core.refusals import NotYours

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
NOOR = {"email": "Noor@example.org ", "name": "Noor", "roles": ["peer", "organiser"]}


def invitations(cast) -> list[Invitation]:
    with tenancy.acting_for(cast.riverbend.id):
        return list(Invitation.objects.all())


def key_in(letter) -> str:
    return (
        next(w for w in letter.body.split() if "/invitation/" in w).rstrip("/").rpartition("/")[2]
    )


def test_the_letter_carries_a_link_and_nothing_else(cast, mailoutbox) -> None:
    with clock.stopped_at(NOON):
        made = actions.invite(by=cast.sofia, **NOOR)
    letter = mailoutbox[0]
    assert letter.to == ["noor@example.org"]
    assert letter.subject == "You are invited"
    assert not {"Riverbend", "Noor", "Sofia", "peer"} & set(letter.body.split())
    assert made.expires_at == NOON + dt.timedelta(days=7)
    assert made.roles == ["organiser", "peer"]
    assert made.key_digest == digest_of(key_in(letter))
    assert key_in(letter) not in made.key_digest


def test_it_stands_in_the_log_without_the_address(cast, mailoutbox) -> None:
    actions.invite(by=cast.sofia, **NOOR)
    with tenancy.acting_for(cast.riverbend.id):
        entry = Entry.objects.get()
    assert (entry.verb, entry.member_id) == ("member_invited", cast.sofia.id)
    assert "noor" not in str(entry.detail)


@pytest.mark.parametrize("who", ["amina", "ben"])
def test_only_an_administrator_may(cast, mailoutbox, who) -> None:
    with pytest.raises(NotYours):
        actions.invite(by=getattr(cast, who), **NOOR)
    assert (invitations(cast), mailoutbox) == ([], [])


def test_the_second_of_two_is_told(cast, mailoutbox) -> None:
    actions.invite(by=cast.sofia, **NOOR)
    with pytest.raises(AlreadyInvited):
        actions.invite(by=cast.sofia, **NOOR)
    assert (len(invitations(cast)), len(mailoutbox)) == (1, 1)


def test_a_member_is_not_invited(cast, mailoutbox) -> None:
    with pytest.raises(AlreadyMember):
        actions.invite(by=cast.sofia, email=cast.ben.user.email, name="Ben", roles=["peer"])
    assert mailoutbox == []


def test_somebody_of_another_organisation_may_be(cast, mailoutbox) -> None:
    actions.invite(by=cast.sofia, email=cast.chidi.user.email, name="Chidi", roles=["council"])
    assert len(mailoutbox) == 1


def test_without_a_role_nobody_is_invited(cast) -> None:
    with pytest.raises(RolesMissing):
        actions.invite(by=cast.sofia, email="noor@example.org", name="Noor", roles=[])
    assert invitations(cast) == []


def test_nothing_is_saved_or_sent_when_the_log_cannot_be_written(
    cast, mailoutbox, broken_log
) -> None:
    with broken_log, pytest.raises(RuntimeError):
        actions.invite(by=cast.sofia, **NOOR)
    assert (invitations(cast), mailoutbox) == ([], [])
