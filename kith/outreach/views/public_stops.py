"""Where the van comes: for everybody, for calendars, for the wall, and for who wants to be told."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kith.core import clock, icalendar, robots
from kith.core.refusals import NotYours
from kith.directory.search.sharing import qr_code
from kith.outreach import occasions, tour_queries
from kith.outreach.actions import following
from kith.outreach.models import StopListing
from kith.outreach.tour_forms import FollowForm
from kith.outreach.tour_queries import PublicDate
from kith.outreach.views.asking import done, status

MOST = 60
"""Dates on one page: a few weeks of a busy van."""


def van_stops(request: HttpRequest) -> HttpResponse:
    """The next dates first. Filters stand in the address."""
    district = request.GET.get("district", "")[:120]
    language = request.GET.get("language", "")[:20]
    rows = tour_queries.public_dates(district=district, language=language)
    context = {
        "rows": rows[:MOST], "districts": tour_queries.districts(),
        "languages": tour_queries.public_languages(tour_queries.public_dates()),
        "is_filtered": bool(district or language),
    }  # fmt: skip
    return render(request, "outreach/van_stops.html", context)


def _listing(listing_id: UUID) -> StopListing:
    rows = StopListing.objects.select_related("organization", "service")
    found = rows.filter(pk=listing_id).first()
    if found is None:
        raise NotYours
    return found


def van_stop(request: HttpRequest, listing_id: UUID) -> HttpResponse:
    """One stop with its dates, and the form of who wants to be told."""
    listing = _listing(listing_id)
    form = FollowForm(request.POST or None)
    if request.method == "POST":
        robots.check(request)
    language = translation.get_language() or ""
    if done(form, lambda: following.follow(listing=listing, language=language,
                                           **form.cleaned_data)):  # fmt: skip
        return redirect(f"{reverse('van_stop', args=[listing_id])}?asked=1")
    context = {"listing": listing, "dates": tour_queries.dates_of(listing), "form": form,
               "asked": request.GET.get("asked") == "1"}  # fmt: skip
    return render(request, "outreach/van_stop.html", context, status=status(form))


def poster(request: HttpRequest, listing_id: UUID) -> HttpResponse:
    """One big sheet for the wall, in the language of the page."""
    listing = _listing(listing_id)
    dates = [date for date in tour_queries.dates_of(listing) if not date.reason]
    link = f"{settings.PUBLIC_ADDRESS}{reverse('van_stop', args=[listing_id])}"
    context = {"listing": listing, "dates": dates[:6], "qr": qr_code(link)}
    return render(request, "outreach/poster.html", context)


def calendar_file(request: HttpRequest, listing_id: UUID | None = None) -> HttpResponse:
    """All dates, or those of one stop, for calendar software (RFC 5545)."""
    if listing_id is not None:
        _listing(listing_id)
    rows = tour_queries.public_dates(stop=listing_id)
    events = [_event(row) for row in rows]
    text = icalendar.calendar(_("The van comes"), events, clock.now())
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="dates.ics"'
    return answer


def _event(row: PublicDate) -> icalendar.Event:
    zone, day = row.listing.organization.time_zone, row.day.isoformat()
    return icalendar.Event(
        uid=f"{row.listing.pk.hex}-{row.day:%Y%m%d}-{row.opens}@kith",
        starts_at=occasions.moment(day, row.opens, zone),
        ends_at=occasions.moment(day, row.closes, zone),
        summary=row.listing.name, is_cancelled=bool(row.reason), is_public=True,
        url=f"{settings.PUBLIC_ADDRESS}{reverse('van_stop', args=[row.listing.pk])}",
    )  # fmt: skip


@never_cache
def followed(request: HttpRequest, token: str) -> HttpResponse:
    """What the link of a message shows. Looking changes nothing: mail servers look too. The address
    goes to no other site (`SECURE_REFERRER_POLICY`). Were it told to nobody at all, a browser would
    send the form as if from nowhere, and be refused."""
    follower = following.find(token)
    if request.method == "POST":
        following.confirm(token=token)
        return redirect("followed", token)
    listing = StopListing.objects.filter(stop_id=follower.stop_id).first()
    context = {"follower": follower, "listing": listing, "token": token,
               "dates": tour_queries.dates_of(listing)[:8] if listing else []}  # fmt: skip
    return render(request, "outreach/followed.html", context)


@csrf_exempt  # mail programs press it for the reader (RFC 8058); the signed link is the proof
@require_POST
def stop_following(request: HttpRequest, token: str) -> HttpResponse:
    """One tap, and the address is gone."""
    following.leave(token=token)
    return render(request, "outreach/left.html")
