"""A request whose member is known: what `members_only` hands to its views. For signatures only."""

from django.http import HttpRequest

from kith.accounts.models import Member


class MemberRequest(HttpRequest):
    """`member` is set by `kith.accounts.middleware.ActAsMember`."""

    member: Member
