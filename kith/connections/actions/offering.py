"""Options: what the person could do next, with reasons and with what would not fit."""

import datetime as dt
from dataclasses import asdict
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from kith.accounts.models import Member
from kith.connections import access
from kith.connections.actions import barriers, handling, notices
from kith.connections.lifecycle import REQUEST
from kith.connections.models import Notice, Option, Request
from kith.connections.refusals import OptionUnknown
from kith.core import clock
from kith.core.refusals import ReasonMissing
from kith.core.sources import Choice, Offer, TakesChoices, Wish
from kith.core.sources import options as sources
from kith.directory.models import SearchPlace

LIMIT = 5
TIME_TO_CHOOSE = dt.timedelta(days=3)


def wish_of(request: Request, *, words: str = "") -> Wish:
    """What the request asks of the sources. Tells nobody who asks; `words` is what staff typed, for
    what the person wrote is sealed and stays so."""
    born = request.person.birth_year
    latitude, longitude = _middle_of(request)
    return Wish(
        organization=request.organization_id,
        needs=tuple(request.needs),
        words=words,
        languages=(request.language,) if request.language else (),
        latitude=latitude,
        longitude=longitude,
        age=clock.today().year - born if born else None,
        only_free="cost" in request.obstacles,
        at=clock.now(),
    )


def _middle_of(request: Request) -> tuple[float | None, float | None]:
    """Of the district they named, as the public directory knows it; looked up when it is needed and
    kept nowhere."""
    if request.latitude is not None or not request.place:
        return request.latitude, request.longitude
    towns = SearchPlace.objects.filter(name__iexact=request.place.strip(), listings__gt=1)
    town = towns.order_by("-listings", "key").first()
    return (town.latitude, town.longitude) if town else (None, None)


def lay_out_options(
    *, request: Request, by: Member, words: str = "", limit: int = LIMIT
) -> list[Option]:
    """Ask every registered source and keep the best fits. Laying out again keeps what was chosen,
    passed or added by hand and replaces the rest."""
    access.require_team(by, request.person)
    move = REQUEST.move("lay_out", request.state, ["staff"])
    found = _best(wish_of(request, words=words), limit)
    with transaction.atomic():
        fresh = handling.lock(request)  # laid out twice at once: one after the other
        fresh.options.filter(state=Option.State.OFFERED, added_by=None).delete()
        kept = set(fresh.options.values_list("source", "subject"))
        new = [offer for offer in found if (offer.source, offer.subject) not in kept]
        Option.objects.bulk_create(
            _option(fresh, offer, rank) for rank, offer in enumerate(new, start=1)
        )
        if not fresh.referrals.live().exists():  # else it stays connected
            REQUEST.apply(
                fresh, move, next_step=Request.NextStep.WAIT_CHOICE,
                due_at=clock.now() + TIME_TO_CHOOSE,
            )  # fmt: skip
    request.refresh_from_db()
    return list(request.options.order_by("rank", "id"))


def add_option(
    *, request: Request, source: str, subject: UUID, title: str, override_reason: str, by: Member
) -> Option:
    """Add by hand what the ranking did not bring, with the reason why. Added twice it is one."""
    access.require_team(by, request.person)
    if not override_reason.strip():
        raise ReasonMissing
    if source not in {known.name for known in sources}:
        raise OptionUnknown
    with transaction.atomic():
        fresh = handling.lock(request)
        last = fresh.options.aggregate(last=Max("rank"))["last"] or 0
        option, _ = Option.objects.get_or_create(
            request=fresh,
            source=source,
            subject=subject,
            defaults={
                "organization_id": fresh.organization_id, "title": title, "rank": last + 1,
                "fits": 0.0, "added_by": by, "override_reason": override_reason.strip(),
            },
        )  # fmt: skip
    return option


def choose_option(*, option: Option, by: Member | None = None) -> Option:
    """The person chooses (or says so to a member). One choice at a time; the last one counts."""
    access.require_person_or_team(by, option.request.person)
    with transaction.atomic():
        request = handling.lock(option.request)
        option.refresh_from_db()
        if option.state == Option.State.CHOSEN:
            return option  # the same press once more
        chosen = request.options.filter(state=Option.State.CHOSEN)
        chosen.update(state=Option.State.OFFERED, answered_at=None)
        _answer(option, Option.State.CHOSEN)
        _next(request, _hand_on(option, by))
        notices.tell_owner(request, Notice.Kind.CHOICE, _cause(option), besides=by)
    return option


def pass_option(*, option: Option, reason: str = "", by: Member | None = None) -> Option:
    """Not this one. `reason` (Barrier.Reason) is kept as a barrier if given."""
    access.require_person_or_team(by, option.request.person)
    with transaction.atomic():
        request = handling.lock(option.request)
        option.refresh_from_db()
        if option.state != Option.State.PASSED:
            _answer(option, Option.State.PASSED)
            _tell_if_nothing_is_left(request, option, by)
        if reason:
            barriers.keep(
                request=request, reason=reason, service_id=option.subject, origin="option"
            )
    return option


def _hand_on(option: Option, by: Member | None) -> str:
    """The next step. Some sources take the choice themselves; services want a referral."""
    source = next((known for known in sources if known.name == option.source), None)
    if not isinstance(source, TakesChoices):
        return Request.NextStep.REFER
    is_settled = source.chosen(
        Choice(
            organization=option.organization_id, request=option.request_id,
            person=option.request.person_id, subject=option.subject, reasons=option.reasons,
            by=by.id if by else None,
        )
    )  # fmt: skip
    return Request.NextStep.CHECK_IN if is_settled else Request.NextStep.WAIT_ANSWER


def _best(wish: Wish, limit: int) -> list[Offer]:
    """The best fits of all sources together; equal ones in the order of the sources."""
    found = [offer for source in sources for offer in source.offers(wish, limit)]
    return sorted(found, key=lambda offer: -offer.fits)[:limit]


def _option(request: Request, offer: Offer, rank: int) -> Option:
    return Option(
        organization_id=request.organization_id,
        request=request,
        source=offer.source,
        subject=offer.subject,
        title=offer.title,
        rank=rank,
        fits=offer.fits,
        reasons=[asdict(reason) for reason in offer.reasons],
        misfits=[asdict(reason) for reason in offer.misfits],
    )


def _answer(option: Option, state: str) -> None:
    option.state, option.answered_at = state, clock.now()
    option.save(update_fields=["state", "answered_at"])


def _next(request: Request, step: str) -> None:
    request.next_step, request.due_at = step, clock.now() + handling.SOON
    request.save(update_fields=["next_step", "due_at"])


def _tell_if_nothing_is_left(request: Request, option: Option, by: Member | None) -> None:
    left = request.options.exclude(state=Option.State.PASSED).exists()
    if not left:
        _next(request, Request.NextStep.FIND_OPTIONS)
        notices.tell_owner(request, Notice.Kind.CHOICE, _cause(option), besides=by)


def _cause(option: Option) -> str:
    return f"{option.id}:{option.state}:{option.answered_at}"
