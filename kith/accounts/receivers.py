"""What happens with signing in: the session remembers for whom, and the log that it was."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as factors
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest

from kith.accounts import tenancy
from kith.accounts.middleware import ORGANIZATION, find_memberships
from kith.accounts.models import User
from kith.audit import chain

STREAM = "sign-ins"
NOWHERE = "0.0.0.0"  # noqa: S104 - an address that says nothing


@receiver(user_logged_in)
def remember_organization(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """So that each request of the session finds the member by one statement."""
    members = find_memberships(user)
    if members:
        request.session[ORGANIZATION] = str(members[0].organization_id)


@receiver(account.user_logged_in)
def record_sign_in(user: User, **kwargs: Any) -> None:
    _record("signed_in", user)


@receiver([account.password_changed, account.password_set, account.password_reset])
def record_password(user: User, **kwargs: Any) -> None:
    _record("password_changed", user)


@receiver(account.email_changed)
def record_email(user: User, **kwargs: Any) -> None:
    _record("email_changed", user)


@receiver(factors.authenticator_added)
def record_added(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    _record("second_factor_added", user, type=str(authenticator.type))


@receiver(factors.authenticator_removed)
def record_removed(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    _record("second_factor_removed", user, type=str(authenticator.type))


@receiver(pre_save, sender=UserSession)
def keep_no_address(instance: UserSession, **kwargs: Any) -> None:
    """Where somebody signed in from is not kept: it could be asked for."""
    instance.ip = NOWHERE


def _record(verb: str, user: User, **detail: Any) -> None:
    """In the log of every organisation the user belongs to."""
    for member in find_memberships(user):
        with tenancy.acting_for(member.organization_id):
            chain.record(
                verb, by=member, organization=member.organization_id, stream=STREAM, **detail
            )
