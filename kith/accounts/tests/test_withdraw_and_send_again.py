"""An open invitation can be sent again or taken back; an answered one cannot."""

import pytest

from kith.accounts import actions, tenancy
from kith.accounts.actions.invitations import InvitationClosed
from kith.accounts.letters import CannotSend
from kith.accounts.models import Invitation
from kith.accounts.tests.test_invite import NOOR, key_in
from kith.core.refusals import NotYours


@pytest.fixture
def invitation(cast, mailoutbox) -> Invitation:
    return actions.invite(by=cast.sofia, **NOOR)


@pytest.mark.parametrize("action", [actions.withdraw, actions.send_again])
@pytest.mark.parametrize("who", ["amina", "ben", "chidi"])
def test_only_its_administrators_may(cast, invitation, action, who) -> None:
    with pytest.raises(NotYours):
        action(by=getattr(cast, who), invitation=invitation)


@pytest.mark.parametrize("action", [actions.withdraw, actions.send_again])
@pytest.mark.parametrize("answer", ["accepted", "withdrawn"])
def test_not_after_it_was_answered(cast, invitation, mailoutbox, action, answer) -> None:
    if answer == "accepted":
        actions.accept(key=key_in(mailoutbox[0]), password="a long pass phrase")
    else:
        actions.withdraw(by=cast.sofia, invitation=invitation)
    with pytest.raises(InvitationClosed):
        action(by=cast.sofia, invitation=invitation)


def test_after_withdrawing_one_may_invite_anew(cast, invitation, mailoutbox) -> None:
    actions.withdraw(by=cast.sofia, invitation=invitation)
    actions.invite(by=cast.sofia, **NOOR)
    assert len(mailoutbox) == 2


def test_nobody_was_invited_when_the_letter_cannot_be_sent(cast, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(CannotSend):
        actions.invite(by=cast.sofia, **NOOR)
    with tenancy.acting_for(cast.riverbend.id):
        assert not Invitation.objects.exists()
