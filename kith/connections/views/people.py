"""People: those one walks with, one person's timeline, and breaking the glass."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import CARE, members_only
from kith.accounts.requests import MemberRequest
from kith.accounts.stepup import recently_confirmed
from kith.connections import access, actions, queries
from kith.connections.forms import ReasonForm
from kith.connections.views.requests import csv_answer
from kith.connections.views.today import page_number
from kith.people import actions as people_actions


@members_only(*CARE)
def people(request: MemberRequest) -> HttpResponse:
    rows = queries.person_list(
        request.member,
        search=request.GET.get("q", "")[:100],
        page=page_number(request),
    )
    return render(request, "connections/desk/people.html", {"page": rows})


@members_only(*CARE)
@recently_confirmed
def people_csv(request: MemberRequest) -> HttpResponse:
    return csv_answer(actions.people_csv(by=request.member), "people")


@members_only(*CARE)
def person(request: MemberRequest, person_id: UUID) -> HttpResponse:
    page = queries.person_page(request.member, person_id)
    return render(request, "connections/desk/person.html", {"page": page})


@require_POST
@members_only(*CARE)
def open_person(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """Shows name and number, and says that the reading was recorded."""
    member = request.member
    opened = actions.open_person(person=access.person_for(member, person_id), by=member)
    page = queries.person_page(member, person_id)
    return render(request, "connections/desk/person.html", {"page": page, "opened": opened})


@require_POST
@members_only(*CARE)
def open_note(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    member = request.member
    contact = access.contact_for(member, contact_id)
    note = actions.open_note(contact=contact, by=member)
    context = {"note": note, "contact": contact}
    return render(request, "connections/desk/note.html", context)


@members_only(*CARE)
def break_glass(request: MemberRequest, request_id: UUID) -> HttpResponse:
    """Join a care team one was not asked into: with a reason, and the team is told."""
    member = request.member
    found = access.request_for(member, request_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        people_actions.break_glass(
            person=found.person, reason=form.cleaned_data["reason"], by=member
        )
        messages.success(request, _("You see this person now. The reason is kept."))
        return redirect("request", request_id)
    status = 422 if form.is_bound else 200
    context = {"form": form, "row": found}
    return render(request, "connections/desk/break_glass.html", context, status=status)


@require_POST
@members_only(*CARE)
def leave_team(request: MemberRequest, person_id: UUID) -> HttpResponse:
    member = request.member
    found = access.person_for(member, person_id)
    place = get_object_or_404(found.team.present(), member=member)
    people_actions.leave_team(place=place, by=member)
    messages.success(request, _("You have left this care team."))
    return redirect("people")
