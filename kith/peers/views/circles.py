"""Circles: the list, one circle with its seats and meetings."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kith.accounts.access import members_only
from kith.accounts.models import Role
from kith.accounts.requests import MemberRequest
from kith.core.refusals import NotYours
from kith.peers import access, actions
from kith.peers.forms.circles import CircleForm, MeetingForm, SeatForm
from kith.peers.models import Circle
from kith.peers.views.answering import do, valid
from kith.people import access as people

WHO = (Role.PEER, Role.NAVIGATOR, Role.SUPERVISOR)


@members_only(*WHO)
def circles(request: MemberRequest) -> HttpResponse:
    """Those of the organisation; for a peer, those they hold. Supervisors begin new ones."""
    member = request.member
    faulty: dict[str, Any] = {}
    if request.method == "POST":
        faulty = do(request, lambda: _begin(request))
        if not faulty:
            return redirect("circles")
    context = {"rows": access.circles_for(member).with_counts(), "form": CircleForm(), **faulty}
    return render(request, "peers/desk/circles.html", context, status=422 if faulty else 200)


@members_only(*WHO)
def circle(request: MemberRequest, circle_id: UUID) -> HttpResponse:
    """One circle: by reference who takes part; what was said is written nowhere."""
    member = request.member
    found = access.circle_for(member, circle_id)
    faulty: dict[str, Any] = {}
    if request.method == "POST":
        work = {"seat": _seat, "leave": _leave, "meeting": _meeting}.get(
            request.POST.get("verb", "")
        )
        if work is None:
            raise NotYours
        faulty = do(request, lambda: work(request, found))
        if not faulty:
            return redirect("circle", circle_id)
    seats = list(found.seats.select_related("person").order_by("asked_at", "id"))
    taken = [seat for seat in seats if seat.state == "in"]
    context = {
        "circle": found, "taken": taken, "waiting": [s for s in seats if s.state == "waiting"],
        "meetings": found.meetings.with_counts()[:12],
        "seat_form": SeatForm(people=people.visible_to(member)),
        "meeting_form": MeetingForm(seats=taken), **faulty,
    }  # fmt: skip
    return render(request, "peers/desk/circle.html", context, status=422 if faulty else 200)


def _begin(request: MemberRequest) -> str:
    form = CircleForm(request.POST)
    valid("form", form)
    actions.begin_circle(plan=form.plan(), by=request.member)
    return _("The circle can begin.")


def _seat(request: MemberRequest, found: Circle) -> str:
    data = valid("seat_form", SeatForm(request.POST, people=people.visible_to(request.member)))
    seat = actions.take_seat(circle=found, person=data["person"], by=request.member)
    return _("They take part.") if seat.state == "in" else _("It is full. They wait for a seat.")


def _leave(request: MemberRequest, found: Circle) -> str:
    try:
        wanted = UUID(request.POST.get("id", ""))
    except ValueError:
        raise NotYours from None
    seat = get_object_or_404(found.seats.select_related("circle"), pk=wanted)
    actions.leave_seat(seat=seat, by=request.member)
    return _("Done.")


def _meeting(request: MemberRequest, found: Circle) -> str:
    data = valid(
        "meeting_form",
        MeetingForm(request.POST, seats=found.seats.taken().select_related("person")),
    )
    actions.hold_meeting(
        circle=found, held_on=data["held_on"], guests=data["guests"] or 0, by=request.member,
        there=[UUID(one) for one in data["there"]],
    )  # fmt: skip
    return _("Kept.")
