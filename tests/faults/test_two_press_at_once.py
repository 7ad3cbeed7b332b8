"""Of two who press at the same moment one wins, and the other is told."""

import threading
from contextlib import suppress
from unittest.mock import patch

import pytest

from kith.accounts import actions, tenancy
from kith.accounts.actions import members
from kith.accounts.actions.invitations import AlreadyInvited, InvitationClosed
from kith.accounts.actions.members import LastAdministrator
from kith.accounts.models import Invitation, Member, Role
from kith.accounts.models.member import MemberQuerySet
from kith.accounts.tests.test_invite import key_in
from kith.audit import chain
from kith.audit.models import Entry
from kith.core.refusals import NotYours
from tests.faults.together import Town, together, town  # noqa: F401 - a fixture

pytestmark = pytest.mark.fault
ROUNDS = 5


def administrators(town: Town) -> int:  # noqa: F811
    with tenancy.acting_for(town.organization.id):
        return Member.objects.active().with_role(Role.ADMINISTRATOR).count()


def remove_each_other(town: Town) -> list:  # noqa: F811
    ana, bo = town.member("Ana"), town.member("Bo")
    return together(
        lambda: actions.deactivate_member(by=ana, member=bo),
        lambda: actions.deactivate_member(by=bo, member=ana),
    )


def test_two_administrators_who_remove_each_other(town) -> None:  # noqa: F811
    ana, bo = town.member("Ana"), town.member("Bo")
    for _round in range(ROUNDS):
        done = together(
            lambda: actions.deactivate_member(by=ana, member=bo),
            lambda: actions.deactivate_member(by=bo, member=ana),
        )
        assert sum(isinstance(each, Member) for each in done) == 1
        assert any(isinstance(each, NotYours | LastAdministrator) for each in done)
        assert administrators(town) == 1
        with tenancy.acting_for(town.organization.id):
            Member.objects.update(is_active=True)


def test_the_mutant_without_the_lock_leaves_nobody(town) -> None:  # noqa: F811
    """Negative control: rows that are not locked, and both look before either writes."""
    both_looked = threading.Barrier(2, timeout=2)
    look = members._keep_one_administrator

    def look_and_wait(member: Member) -> None:
        look(member)
        with suppress(threading.BrokenBarrierError):
            both_looked.wait()

    with (
        patch.object(MemberQuerySet, "select_for_update", lambda rows: rows),
        patch.object(members, "_keep_one_administrator", look_and_wait),
    ):
        done = remove_each_other(town)
    assert [type(each) for each in done] == [Member, Member]
    assert administrators(town) == 0


def test_one_key_used_by_five_at_once(town, mailoutbox) -> None:  # noqa: F811
    ana = town.member("Ana")
    email = f"noor@{town.slug}.example"
    actions.invite(by=ana, email=email, name="Noor", roles=["peer"])
    key = key_in(mailoutbox[0])
    done = together(*[lambda: actions.accept(key=key, password="a long pass phrase")] * 5)
    assert sum(isinstance(each, Member) for each in done) == 1
    assert sum(isinstance(each, InvitationClosed) for each in done) == 4


def test_one_person_invited_by_two_at_once(town, mailoutbox) -> None:  # noqa: F811
    ana, bo = town.member("Ana"), town.member("Bo")
    noor = {"email": f"noor@{town.slug}.example", "name": "Noor", "roles": ["peer"]}
    done = together(lambda: actions.invite(by=ana, **noor), lambda: actions.invite(by=bo, **noor))
    assert sorted(type(each).__name__ for each in done) == ["AlreadyInvited", "Invitation"]
    assert {AlreadyInvited, Invitation} == {type(each) for each in done}
    assert len(mailoutbox) == 1


def test_eight_who_write_to_one_chain_at_once(town) -> None:  # noqa: F811
    ana = town.member("Ana")

    def write() -> None:
        for number in range(ROUNDS):
            with tenancy.acting_for(ana.organization_id):
                chain.record("opened", by=ana, organization=ana.organization_id, rows=number)

    assert together(*[write] * 8) == [None] * 8
    with tenancy.acting_for(ana.organization_id):
        assert Entry.objects.filter(stream="reads").count() == 8 * ROUNDS
        assert list(chain.verify(ana.organization_id)) == []
