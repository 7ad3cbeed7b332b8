"""Roles are given and taken by administrators, and somebody always keeps the settings."""

import pytest

from kith.accounts import actions, tenancy
from kith.accounts.actions.members import IsActive, LastAdministrator, NotActive, RolesMissing
from kith.accounts.models import Member
from kith.audit.models import Entry
from kith.core.refusals import NotYours


def fresh(member: Member) -> Member:
    with tenancy.acting_for(member.organization_id):
        return Member.objects.get(pk=member.pk)


def verbs(cast) -> list[str]:
    with tenancy.acting_for(cast.riverbend.id):
        return [e.verb for e in Entry.objects.order_by("sequence")]


def test_another_name_and_other_roles(cast) -> None:
    actions.change_member(by=cast.sofia, member=cast.ben, name=" Ben O. ", roles=["peer", "peer"])
    assert (fresh(cast.ben).name, fresh(cast.ben).roles) == ("Ben O.", ["peer"])
    assert verbs(cast) == ["member_changed"]


def test_the_history_has_what_was(cast) -> None:
    actions.change_member(by=cast.sofia, member=cast.ben, name="Ben", roles=["peer"])
    with tenancy.acting_for(cast.riverbend.id):
        events = Member.pgh_event_model.objects.filter(pgh_obj_id=cast.ben.id)
        assert [e.roles for e in events.order_by("pgh_id")] == [["navigator"], ["peer"]]


@pytest.mark.parametrize("who", ["amina", "ben", "chidi"])
def test_nobody_else_may(cast, who) -> None:
    for action in (actions.deactivate_member, actions.reactivate_member):
        with pytest.raises(NotYours):
            action(by=getattr(cast, who), member=cast.sofia)
    with pytest.raises(NotYours):
        actions.change_member(by=getattr(cast, who), member=cast.amina, name="A", roles=["peer"])
    assert fresh(cast.sofia).is_active and fresh(cast.amina).name == "Amina"
    assert verbs(cast) == []


def test_an_administrator_of_a_moment_ago_may_not(cast) -> None:
    """The page still knows the old roles; the row, locked, does not."""
    actions.change_member(by=cast.sofia, member=cast.ben, name="Ben", roles=["administrator"])
    ben = fresh(cast.ben)
    actions.deactivate_member(by=cast.sofia, member=ben)
    with pytest.raises(NotYours):
        actions.deactivate_member(by=ben, member=cast.sofia)


@pytest.mark.parametrize("roles", [[], ["emperor"]])
def test_unknown_roles_are_refused(cast, roles) -> None:
    with pytest.raises(RolesMissing):
        actions.change_member(by=cast.sofia, member=cast.ben, name="Ben", roles=roles)
    assert fresh(cast.ben).roles == ["navigator"]


def test_the_last_administrator_stays(cast) -> None:
    with pytest.raises(LastAdministrator):
        actions.deactivate_member(by=cast.sofia, member=cast.sofia)
    with pytest.raises(LastAdministrator):
        actions.change_member(by=cast.sofia, member=cast.sofia, name="Sofia", roles=["peer"])
    assert fresh(cast.sofia).has_role("administrator")


def test_an_administrator_whose_account_is_closed_does_not_count(cast) -> None:
    actions.change_member(by=cast.sofia, member=cast.ben, name="Ben", roles=["administrator"])
    cast.ben.user.is_active = False
    cast.ben.user.save()
    with pytest.raises(LastAdministrator):
        actions.deactivate_member(by=cast.sofia, member=cast.sofia)


def test_end_and_take_back(cast) -> None:
    with pytest.raises(IsActive):
        actions.reactivate_member(by=cast.sofia, member=cast.amina)
    actions.deactivate_member(by=cast.sofia, member=cast.amina)
    with pytest.raises(NotActive):
        actions.deactivate_member(by=cast.sofia, member=cast.amina)
    with pytest.raises(NotActive):
        actions.change_member(by=cast.sofia, member=cast.amina, name="A", roles=["peer"])
    actions.reactivate_member(by=cast.sofia, member=cast.amina)
    assert fresh(cast.amina).is_active
    assert verbs(cast) == ["member_deactivated", "member_reactivated"]


def test_whose_membership_ended_opens_nothing_from_the_next_click_on(cast, signed_in) -> None:
    browser = signed_in(cast.amina)
    assert browser.get("/desk/settings/").status_code == 200
    actions.deactivate_member(by=cast.sofia, member=cast.amina)
    assert browser.get("/desk/settings/").status_code == 302


def test_nothing_is_changed_when_the_log_cannot_be_written(cast, broken_log) -> None:
    with broken_log, pytest.raises(RuntimeError):
        actions.deactivate_member(by=cast.sofia, member=cast.amina)
    assert fresh(cast.amina).is_active
