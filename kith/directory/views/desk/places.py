"""Places: making one, its words and address, and how much of it is public."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.requests import MemberRequest
from kith.core.refusals import NotYours, Refusal
from kith.directory import access, actions
from kith.directory.actions import sections
from kith.directory.actions.sections import SECTIONS
from kith.directory.forms.place import AddressForm, ConfidentialityForm, NewPlaceForm, PlaceForm
from kith.directory.models import Location, ServiceAtLocation
from kith.directory.models.location import Confidentiality
from kith.directory.views.desk.answers import say_with_undo
from kith.directory.views.desk.page import place_parts


@members_only(*access.EDITORS)
def new_place(request: MemberRequest, service_id: UUID) -> HttpResponse:
    """A new door of a service. A confidential one is never public, not even for a moment."""
    service = access.get_for(request.member, service_id)
    if not access.can_edit(request.member, service):
        raise NotYours
    initial = {"country": request.member.organization.country}
    form = NewPlaceForm(request.POST or None, initial=initial)
    if form.is_valid():
        place = _made(form, service, request)
        return redirect("desk_place", place.pk)
    context = {"form": form, "service": service}
    status = 422 if form.is_bound else 200
    return render(request, "directory/desk/new_place.html", context, status=status)


def _made(form: NewPlaceForm, service: Any, request: MemberRequest) -> Location:
    data = form.cleaned_data
    given = {"service": service, "by": request.member, "key": data["key"]}
    if data["confidentiality"] != Confidentiality.FULL:
        return actions.create_private_location(
            name=data["name"], address=form.address(), to=data["confidentiality"],
            area=data["area"], **given,
        )  # fmt: skip
    fields = {name: data[name] for name in ("name", "area", "latitude", "longitude")}
    return actions.create_location(fields=fields, address=form.address(), **given)


@members_only()
def place(request: MemberRequest, location_id: UUID) -> HttpResponse:
    """One place; its true address only after it was asked for, on record."""
    found = access.get_place_for(request.member, location_id)
    return _page(request, found)


def _page(
    request: MemberRequest, found: Location, *, status: int = 200, **more: Any
) -> HttpResponse:
    can_edit = access.can_edit_place(request.member, found)
    is_public = found.confidentiality == Confidentiality.FULL
    address = read_one(found)
    services = access.visible_to(request.member).filter(service_at_locations__location=found)
    context = {
        "place": found, "can_edit": can_edit, "is_public": is_public,
        "services": services.order_by("name", "id").distinct(),
        "doors": ServiceAtLocation.objects.filter(
            location=found, removed_at=None, service__steward=request.member.organization_id
        ).select_related("service"),
        "addresses": found.addresses.all(), "parts": place_parts(found),
        "form": PlaceForm(initial=sections.read(SECTIONS["place"], found.pk)[0],
                          is_public=is_public),
        "address_form": AddressForm(initial=address or {}, prefix="address"),
        "who_form": ConfidentialityForm(
            initial={"to": found.confidentiality, "area": found.area}, prefix="who"
        ),
        "version": sections.version(sections.read(SECTIONS["place"], found.pk)),
        **more,
    }  # fmt: skip
    return render(request, "directory/desk/place.html", context, status=status)


def read_one(found: Location) -> sections.Row | None:
    """The first public address, which the form edits."""
    rows = sections.read(SECTIONS["addresses"], found.pk)
    return rows[0] if rows else None


@require_POST
@members_only(*access.EDITORS)
def save_place(request: MemberRequest, location_id: UUID, what: str) -> HttpResponse:
    """Words, address, or who may know it. What is refused comes back with what was typed."""
    found = access.get_place_for(request.member, location_id)
    if not access.can_edit_place(request.member, found):
        raise NotYours
    name, form = _form(request, found, what)
    if not form.is_valid():
        return _page(request, found, status=422, **{name: form})
    try:
        edit = _saved(request, found, what, form)
    except Refusal as refusal:
        return _page(request, found, status=refusal.status, **{name: form, "told": refusal})
    back = reverse("desk_place", args=[found.pk])
    if edit is None:
        messages.success(request, _("Saved."))
    else:
        say_with_undo(request, _("Saved."), edit.batch, back)
    return redirect(back)


def _form(request: MemberRequest, found: Location, what: str) -> tuple[str, forms.Form]:
    if what == "words":
        is_public = found.confidentiality == Confidentiality.FULL
        return "form", PlaceForm(request.POST, is_public=is_public)
    if what == "address":
        return "address_form", AddressForm(request.POST, prefix="address")
    return "who_form", ConfidentialityForm(request.POST, prefix="who")


def _saved(
    request: MemberRequest, found: Location, what: str, form: forms.Form
) -> actions.Edit | None:
    by, data = request.member, form.cleaned_data
    if what == "words":
        based_on = request.POST.get("version", "")
        edit = actions.update_location(location=found, fields=data, by=by, based_on=based_on)
        return edit if edit.is_changed else None
    if what == "who":
        actions.set_confidentiality(location=found, to=data["to"], area=data["area"], by=by)
        return None
    if found.confidentiality != Confidentiality.FULL:
        actions.set_private_address(location=found, address=data, by=by)
        return None
    first = read_one(found)
    others = sections.read(SECTIONS["addresses"], found.pk)[1:]
    row = data | ({"id": first["id"]} if first else {})
    edit = actions.set_addresses(
        location=found, rows=[row, *({"id": other["id"]} for other in others)], by=by
    )
    return edit if edit.is_changed else None


@require_POST
@members_only(*access.EDITORS)
def open_place(request: MemberRequest, location_id: UUID) -> HttpResponse:
    """Show the true address once, and say that it was recorded."""
    found = access.get_place_for(request.member, location_id)
    true = actions.open_private_place(location=found, by=request.member)
    return _page(request, found, true=true)


@require_POST
@members_only(*access.EDITORS)
def close_door(request: MemberRequest, door_id: UUID) -> HttpResponse:
    door = get_object_or_404(ServiceAtLocation.objects.select_related("service"), pk=door_id)
    edit = actions.close_door(door=door, by=request.member)
    back = reverse("desk_service", args=[door.service_id])
    say_with_undo(request, _("Done."), edit.batch, back)
    return redirect(back)
