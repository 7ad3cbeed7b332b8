"""Circles at the desk: the list, beginning one, one with its days, seats and people."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.models import Role
from kith.accounts.requests import MemberRequest
from kith.circles import access
from kith.circles.actions import calendars, circles, dates, reminding
from kith.circles.forms.circles import ChangeForm, CircleForm, MeetingForm, SeatForm, initial_of
from kith.circles.lifecycle import CIRCLE
from kith.circles.models import Circle, Reminder, Seat
from kith.circles.queries.circles import CirclePage, circle_page
from kith.core.refusals import NotYours
from kith.peers import access as peers
from kith.peers.views.answering import do, is_move, valid
from kith.people import access as people

WHO = (Role.PEER, Role.NAVIGATOR, Role.SUPERVISOR)


@members_only(*WHO)
def circles_page(request: MemberRequest) -> HttpResponse:
    """Those of the organisation; for a peer, those they hold."""
    rows = access.circles_for(request.member).with_counts()
    context = {"rows": rows, "peer": peers.own_peer(request.member)}
    return render(request, "circles/desk/circles.html", context)


@members_only(Role.SUPERVISOR)
def new_circle(request: MemberRequest) -> HttpResponse:
    """Begin one: it can be finished later, and opens when there are two and a day."""
    form = CircleForm(request.POST or None)
    if form.is_valid():
        made: list[Circle] = []
        faulty = do(request, lambda: _begun(made, form, request))
        if made and not faulty:
            return redirect("circle", made[0].pk)
    status = 422 if form.is_bound else 200
    return render(request, "circles/desk/circle_form.html", {"form": form}, status=status)


@members_only(Role.SUPERVISOR)
def change_circle(request: MemberRequest, circle_id: UUID) -> HttpResponse:
    """What was agreed anew."""
    found = access.circle_for(request.member, circle_id)
    form = CircleForm(request.POST or None, initial=initial_of(found))
    if form.is_valid():
        done: list[Circle] = []
        do(request, lambda: _changed(done, found, form, request))
        if done:
            return redirect("circle", circle_id)
    context = {"form": form, "circle": found}
    status = 422 if form.is_bound else 200
    return render(request, "circles/desk/circle_form.html", context, status=status)


@members_only(*WHO)
def circle(request: MemberRequest, circle_id: UUID) -> HttpResponse:
    """One circle: by reference who takes part; what was said is written nowhere."""
    return _shown(request, circle_page(request.member, circle_id))


@require_POST
@members_only(*WHO)
def move(request: MemberRequest, circle_id: UUID, verb: str) -> HttpResponse:
    """Do what the pressed button says."""
    found = access.circle_for(request.member, circle_id)
    work = VERBS.get(verb)
    if work is None and not is_move(CIRCLE, verb):
        raise NotYours
    faulty = do(request, lambda: work(request, found) if work else _move(request, found, verb))
    if faulty:
        return _shown(request, circle_page(request.member, circle_id), faulty)
    return redirect("circles") if verb == "end" else redirect("circle", circle_id)


@require_POST
@members_only(Role.PEER)
def calendar(request: MemberRequest) -> HttpResponse:
    """An address for one's calendar software, shown once; or none any more."""
    if request.POST.get("verb") == "close":
        calendars.close_calendar(by=request.member)
        return redirect("circles")
    token = calendars.new_calendar(by=request.member)
    address = f"{settings.PUBLIC_ADDRESS}{reverse('circle_calendar', args=[token])}"
    return render(request, "circles/desk/calendar.html", {"address": address})


def _shown(request: MemberRequest, page: CirclePage, faulty: Any = None) -> HttpResponse:
    context = {
        "page": page, "circle": page.circle,
        "seat_form": SeatForm(people=people.visible_to(request.member)),
        "change_form": ChangeForm(dates=page.dates),
        "meeting_form": MeetingForm(seats=[row.seat for row in page.taken]), **(faulty or {}),
    }  # fmt: skip
    return render(request, "circles/desk/circle.html", context, status=422 if faulty else 200)


def _begun(made: list[Circle], form: CircleForm, request: MemberRequest) -> str:
    made.append(circles.begin_circle(plan=form.plan(), by=request.member))
    return _("The circle is planned. Open it when everything is there.")


def _changed(done: list[Circle], found: Circle, form: CircleForm, request: MemberRequest) -> str:
    done.append(circles.change_circle(circle=found, plan=form.plan(), by=request.member))
    return _("Kept.")


def _move(request: MemberRequest, found: Circle, verb: str) -> str:
    circles.move_circle(circle=found, move=verb, by=request.member)
    return _("Done.")


def _seat(request: MemberRequest, found: Circle) -> str:
    data = valid("seat_form", SeatForm(request.POST, people=people.visible_to(request.member)))
    seat = circles.take_seat(circle=found, by=request.member, **data)
    return _("They take part.") if seat.state == "in" else _("It is full. They wait for a seat.")


def _leave(request: MemberRequest, found: Circle) -> str:
    circles.leave_seat(seat=_seat_of(request, found), by=request.member)
    return _("Done.")


def _reminder(request: MemberRequest, found: Circle) -> str:
    wanted = request.POST.get("reminder", "")
    if wanted not in Seat.Reminding.values:
        raise NotYours
    reminding.say_reminder(seat=_seat_of(request, found), reminder=wanted, by=request.member)
    return _("Kept.")


def _given(request: MemberRequest, found: Circle) -> str:
    rows = Reminder.objects.filter(seat__circle=found).select_related("seat__circle")
    reminding.note_given(reminder=get_object_or_404(rows, pk=_id(request)), by=request.member)
    return _("Done.")


def _meeting(request: MemberRequest, found: Circle) -> str:
    seats = found.seats.taken().select_related("person")
    data = valid("meeting_form", MeetingForm(request.POST, seats=seats))
    circles.hold_meeting(
        circle=found, held_on=data["held_on"], guests=data["guests"] or 0, by=request.member,
        there=[UUID(one) for one in data["there"]],
    )  # fmt: skip
    return _("Kept.")


def _came(request: MemberRequest, found: Circle) -> str:
    """One tap. The page says for which day, so that a page of yesterday notes yesterday."""
    try:
        held_on = dt.date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        raise NotYours from None
    came = request.POST.get("came") == "1"
    seat = _seat_of(request, found)
    circles.note_presence(seat=seat, held_on=held_on, came=came, by=request.member)
    return _("Noted.")


def _change(request: MemberRequest, found: Circle) -> str:
    page = circle_page(request.member, found.pk)
    data = valid("change_form", ChangeForm(request.POST, dates=page.dates))
    dates.change_date(circle=found, by=request.member, **data)
    return _("Changed. Whoever comes is told, as far as they want to be.")


def _undo(request: MemberRequest, found: Circle) -> str:
    change = get_object_or_404(found.changes.select_related("circle"), pk=_id(request))
    dates.undo_change(change=change, by=request.member)
    return _("It meets as ever.")


def _seat_of(request: MemberRequest, found: Circle) -> Seat:
    return get_object_or_404(found.seats.select_related("circle"), pk=_id(request))


def _id(request: MemberRequest) -> UUID:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        raise NotYours from None


VERBS: dict[str, Callable[[MemberRequest, Circle], str]] = {
    "seat": _seat, "leave": _leave, "reminder": _reminder, "given": _given, "meeting": _meeting,
    "came": _came, "change": _change, "undo": _undo,
}  # fmt: skip
