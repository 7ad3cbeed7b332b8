"""What the link in an invitation opens."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from kith.accounts import actions
from kith.accounts.actions import invitations
from kith.accounts.forms.members import BeginForm, JoinForm
from kith.accounts.middleware import ORGANIZATION


@never_cache
def join(request: HttpRequest, key: str) -> HttpResponse:
    """Accept an invitation: with a new account, or with the one that is signed in."""
    with invitations.opened(key) as invitation:
        has_account = invitations.has_account(invitation)
        form = (JoinForm if has_account else BeginForm)(
            request.POST or None, initial={"name": invitation.name}
        )
        is_them = request.user.is_authenticated and request.user.email == invitation.email
        shown = {
            "form": form,
            "invitation": invitation,
            "must_sign_in": has_account and not is_them,
        }
    if request.method == "POST" and form.is_valid():
        return _accept(request, key, form)
    return render(request, "accounts/join.html", shown)


def _accept(request: HttpRequest, key: str, form: JoinForm) -> HttpResponse:
    user = request.user if request.user.is_authenticated else None
    member = actions.accept(
        key=key, name=form.cleaned_data["name"], user=user,
        password=form.cleaned_data.get("password"),
    )  # fmt: skip
    if user is None:
        response = perform_login(request, Login(user=member.user, redirect_url="/desk/"))
    else:
        response = redirect("/desk/")
    request.session[ORGANIZATION] = str(member.organization_id)
    return response
