"""The public page for those who would like to become peers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from kith.accounts.models import Organization
from kith.core import robots
from kith.peers import actions
from kith.peers.forms import ApplyForm


@never_cache
def become_a_peer(request: HttpRequest) -> HttpResponse:
    """What it is, what it takes, and the form. Of several organisations one is chosen first."""
    organizations = list(Organization.objects.filter(takes_requests=True))
    wanted = request.POST.get("to") or request.GET.get("to")
    chosen = [o for o in organizations if o.slug == wanted] or organizations
    if len(chosen) != 1:
        return render(request, "peers/become_a_peer.html", {"organizations": organizations})
    form = ApplyForm(request.POST or None)
    if request.method == "POST":
        robots.check(request)
    if form.is_valid():
        actions.apply(
            organization=chosen[0], applying=form.applying(),
            replay_key=form.cleaned_data["replay_key"],
        )  # fmt: skip
        return render(request, "peers/applied.html", {"organization": chosen[0]})
    context = {"form": form, "organization": chosen[0]}
    status = 422 if form.is_bound else 200
    return render(request, "peers/become_a_peer.html", context, status=status)
