"""Telling everybody where the van comes: the public calendar, and dated stops in the directory.

`StopListing` and the directory's rows follow the visits in the same transaction, so that nobody
finds a date that was just called off. A stop that only its district may tell has no coordinates in
either.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from kith.accounts.models import Member
from kith.core import clock
from kith.core.languages import INTERFACE
from kith.directory import access as directory_access
from kith.directory import actions as directory
from kith.directory.models import Location, Service, ServiceAtLocation
from kith.directory.models.location import Confidentiality
from kith.outreach import access, queries
from kith.outreach.actions import following
from kith.outreach.lifecycle import PLAN
from kith.outreach.models import Crew, Plan, Showing, Stop, StopListing, StopShowing, Tour, Visit
from kith.outreach.models.tour import clock_time
from kith.outreach.refusals import DistrictMissing, OutAlready, ServiceOfOthers

PAST = dt.timedelta(days=7)
"""A date that is past is still told so long: who came in vain reads why nobody was there."""


def publish(*, plan: Plan, by: Member, name: str = "", offers: str = "") -> int:
    """Everybody may know of the visits from today on; how many are new. Again: those added since.

    name: what the listing is called in the directory, where there is none yet.
    """
    access.require_keeper(by, plan.organization_id)
    move = PLAN.move("publish", plan.state, ["keeper"])
    today = queries.today_of(plan.organization)
    with transaction.atomic():
        others = _others(plan)
        PLAN.apply(plan, move)
        _refuse_twice(plan, others, today)
        _showing(plan, by, name, offers)
        new = Visit.objects.filter(tour__plan=plan, tour__day__gte=today, state="planned")
        stops = list(new.values_list("stop_id", flat=True).distinct())
        count = new.update(state="published", published_at=clock.now())
        changed(organization=plan.organization_id, stops=stops, by=by)
    return count


def _others(plan: Plan) -> list[Plan]:
    """The organisation's plans are held in one order: of two that publish at once, the second waits
    here and then finds the first published."""
    rows = Plan.objects.filter(organization_id=plan.organization_id).exclude(state="ended")
    held = rows.order_by("pk").select_for_update()
    return [one for one in held if one.pk != plan.pk and one.state == "published"]


def _refuse_twice(plan: Plan, others: list[Plan], today: dt.date) -> None:
    """A unit is in one place at a time, whichever plan sends it."""
    taken = Tour.objects.filter(plan__in=others, day__gte=today)
    mine = Tour.objects.filter(plan=plan, day__gte=today)
    if set(taken.values_list("unit_id", "day")) & set(mine.values_list("unit_id", "day")):
        raise OutAlready


def withdraw(*, plan: Plan, by: Member) -> None:
    """Nobody is told any more of what is to come. For a mistake; a date is called off by itself."""
    access.require_keeper(by, plan.organization_id)
    with transaction.atomic():
        PLAN.apply(plan, PLAN.move("withdraw", plan.state, ["keeper"]))
        _untell(plan, by)


def end_plan(*, plan: Plan, by: Member) -> Plan:
    """These weeks are over, or will not be. What happened stays; nobody is told of what is not to
    come."""
    access.require_keeper(by, plan.organization_id)
    with transaction.atomic():
        PLAN.apply(plan, PLAN.move("end", plan.state, ["keeper"]))
        _untell(plan, by)
    return plan


def _untell(plan: Plan, by: Member) -> None:
    today = queries.today_of(plan.organization)
    rows = Visit.objects.filter(tour__plan=plan, state="published", tour__day__gte=today)
    stops = list(rows.values_list("stop_id", flat=True).distinct())
    rows.update(state="planned", published_at=None)
    changed(organization=plan.organization_id, stops=stops, by=by)


def show_stop(*, stop: Stop, only_district: bool, by: Member) -> StopShowing:
    """How a stop is told. Hiding it moves its address out of everything public."""
    access.require_keeper(by, stop.organization_id)
    if only_district and not stop.district:
        raise DistrictMissing
    with transaction.atomic():
        showing = _stop_showing(stop)
        if showing.only_district != only_district:
            showing.only_district = only_district
            showing.save()
            if showing.location:
                _reface(showing, stop, by)
            refresh(organization=stop.organization_id, stops=[stop.pk], by=by)
    return showing


def changed(*, organization: UUID, stops: Iterable[UUID], by: Member) -> None:
    """What everybody may know of these stops is not what it was: shown, and told to who asked."""
    ids = list(dict.fromkeys(stops))
    refresh(organization=organization, stops=ids, by=by)
    following.tell(organization=organization, stops=ids)


def refresh(*, organization: UUID, stops: Iterable[UUID], by: Member) -> None:
    """Make the public face of these stops again. Safe to repeat."""
    showing = Showing.objects.select_related("service", "told_by").filter(pk=organization).first()
    if showing is None:
        return
    keeper = by if directory_access.can_edit(by, showing.service) else showing.told_by
    found = Stop.objects.filter(organization_id=organization, pk__in=list(stops))
    for stop in found.select_related("organization").order_by("pk"):
        _refresh(stop, showing, keeper)


def _refresh(stop: Stop, showing: Showing, keeper: Member) -> None:
    today = queries.today_of(stop.organization)
    visits = Visit.objects.filter(stop=stop, tour__day__gte=today - PAST)
    rows = list(visits.told().select_related("tour").order_by("tour__day", "opens", "id"))  # type: ignore[attr-defined]
    how = _stop_showing(stop)
    _list(stop, how, showing, rows)
    ahead = [v for v in rows if v.state == "published" and v.tour.day >= today]
    _put_in_directory(stop, how, showing.service, ahead, keeper)


def _list(stop: Stop, how: StopShowing, showing: Showing, visits: list[Visit]) -> None:
    if not visits:
        StopListing.objects.filter(stop=stop).delete()
        return
    is_open = not how.only_district
    columns: dict[str, Any] = {
        "name": stop.name if is_open else stop.district, "district": stop.district,
        "place": stop.where if is_open else "", "step_free": stop.step_free,
        "latitude": stop.latitude if is_open else None,
        "longitude": stop.longitude if is_open else None,
        "languages": _languages(visits), "offers": showing.offers, "service": showing.service,
        "dates": [_date(visit) for visit in visits], "made_at": clock.now(),
    }  # fmt: skip
    StopListing.objects.update_or_create(
        stop=stop, organization_id=stop.organization_id, defaults=columns
    )


def _date(visit: Visit) -> dict[str, Any]:
    off = visit.state == "cancelled"
    return {"visit": str(visit.pk), "day": visit.tour.day.isoformat(), "opens": visit.opens,
            "closes": visit.closes, "reason": visit.reason if off else ""}  # fmt: skip


def _languages(visits: Iterable[Visit]) -> list[str]:
    """What the crews of these days speak."""
    units = {visit.tour.unit_id for visit in visits}
    weekdays = {visit.tour.day.isoweekday() for visit in visits}
    crews = Crew.objects.filter(unit__in=units, weekday__in=weekdays).order_by("weekday", "id")
    return list(dict.fromkeys(code for crew in crews for code in crew.languages))


def _put_in_directory(
    stop: Stop, how: StopShowing, service: Service, visits: list[Visit], keeper: Member
) -> None:
    """The service's own door at the stop, open on these dates; no door where there are none."""
    if not visits:
        door = ServiceAtLocation.objects.filter(
            service=service, location=how.location, removed_at=None
        ).first()
        if how.location and door:
            directory.close_door(door=door, by=keeper)
        return
    if how.location is None:
        how.location = _new_location(stop, how, service, keeper)
        how.save()
    door = directory.open_door(service=service, location=how.location, by=keeper)
    dates = [(v.tour.day, clock_time(v.opens), clock_time(v.closes)) for v in visits]
    directory.set_stops(owner=door, stops=dates, by=keeper)


def _new_location(stop: Stop, how: StopShowing, service: Service, keeper: Member) -> Location:
    zone = stop.organization.time_zone
    if how.only_district:
        location = directory.create_private_location(
            service=service, name=stop.district, area=stop.district, by=keeper,
            to=Confidentiality.PARTIAL, address={"address_1": stop.where or stop.name},
        )  # fmt: skip
        directory.update_location(location=location, fields={"time_zone": zone}, by=keeper)
        return location
    fields = {"name": stop.name, "description": stop.where, "area": stop.district,
              "latitude": stop.latitude, "longitude": stop.longitude,
              "time_zone": zone}  # fmt: skip
    return directory.create_location(service=service, fields=fields, by=keeper)


def _reface(showing: StopShowing, stop: Stop, by: Member) -> None:
    """A place that is known already is hidden, or shown again."""
    location = showing.location
    assert location is not None
    if showing.only_district:
        fields = {"name": stop.district, "description": ""}
        directory.update_location(location=location, fields=fields, by=by)
        directory.set_confidentiality(
            location=location, to=Confidentiality.PARTIAL, area=stop.district, by=by
        )
        return
    directory.set_confidentiality(location=location, to=Confidentiality.FULL, by=by)
    location.refresh_from_db()
    fields = {"name": stop.name, "description": stop.where, "area": stop.district,
              "latitude": stop.latitude, "longitude": stop.longitude}  # type: ignore[dict-item]  # fmt: skip
    directory.update_location(location=location, fields=fields, by=by)


def _stop_showing(stop: Stop) -> StopShowing:
    found, _is_new = StopShowing.objects.select_related("location").get_or_create(
        stop=stop, organization_id=stop.organization_id
    )
    return found


def _showing(plan: Plan, by: Member, name: str, offers: str) -> Showing:
    found = Showing.objects.select_related("service").filter(pk=plan.organization_id).first()
    if found is not None:
        if not directory_access.can_edit(by, found.service):
            raise ServiceOfOthers
        found.told_by = by
        found.offers = offers or found.offers
        found.save()
        if not found.service.texts.exists():  # told before Kith put it into every language
            rows = _in_each_language(found.service.name, found.offers)
            directory.set_texts(service=found.service, rows=rows, by=by)
        return found
    service = _new_service(plan, by, name or str(_("The van")), offers)
    return Showing.objects.create(
        organization_id=plan.organization_id, service=service, offers=offers, told_by=by
    )


def _new_service(plan: Plan, by: Member, name: str, offers: str) -> Service:
    """Listed under the organisation's own record in the directory."""
    house = plan.organization.listings.filter(steward=by.organization_id).order_by("pk").first()
    house = house or directory.create_organization(name=plan.organization.name, by=by)
    fields = {"name": name, "description": offers, "access": ["walk_in", "visits"],
              "cost": "free", "eligibility_description": _("Everybody")}  # fmt: skip
    service = directory.create_service(organization=house, fields=fields, by=by)
    crews = Crew.objects.filter(organization_id=plan.organization_id).order_by("weekday", "id")
    codes = dict.fromkeys(code for crew in crews for code in crew.languages)
    directory.set_languages(service=service, codes=codes, by=by)
    directory.set_texts(service=service, rows=_in_each_language(name, offers), by=by)
    directory.verify(service=service, by=by)
    return service


def _in_each_language(name: str, offers: str) -> list[dict[str, str]]:
    """What the pages say of the van anyway, so that it is found in every language; the name that
    somebody gave it stands as it is. A draft, until somebody who reads it vouches for it."""
    written_in, rows = get_language(), []
    for language in INTERFACE:
        if language.code == written_in:
            continue
        with override(language.code):
            told = (
                _("The van comes to you"),
                _("Free and confidential. You need no appointment, and nobody asks for papers."),
                offers,
            )
            rows.append({
                "language": language.code, "name": f"{_('The van')} · {name}",
                "description": " ".join(part.rstrip(".") + "." for part in told if part),
                "eligibility_description": _("Everybody"), "state": "draft",
            })  # fmt: skip
    return rows
