"""Whether a unit may stop at a place on a day, and if not, why. A rule names; it never refuses."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

SOON = dt.timedelta(days=60)
"""An end within this time is worth a telephone call now."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a stop. agreements: (first day, last day or None) of those not ended."""

    state: str
    agreements: Sequence[tuple[dt.date, dt.date | None]]
    needs_host: bool
    permit: str
    permit_until: dt.date | None
    has_welcome: bool


@dataclass(frozen=True, slots=True)
class Lack:
    """code: what is missing or soon will be; day: since or until when; stops: nobody may stop
    there before it is mended."""

    code: str
    day: dt.date | None = None
    stops: bool = True


def lacks(known: Known, day: dt.date) -> list[Lack]:
    """What stands in the way on `day`, the gravest first; empty: come."""
    found = [*_of_state(known), *_of_host(known, day), *_of_permit(known, day)]
    if not known.has_welcome:
        found.append(Lack("nobody_welcomes", stops=False))
    return sorted(found, key=lambda lack: not lack.stops)


def _of_state(known: Known) -> list[Lack]:
    return [] if known.state == "agreed" else [Lack(f"is_{known.state}")]


def _of_host(known: Known, day: dt.date) -> list[Lack]:
    if not known.needs_host:
        return []
    ends = [end for start, end in known.agreements if start <= day and (end is None or end >= day)]
    if not ends:
        past = [end for _start, end in known.agreements if end is not None and end < day]
        return [Lack("agreement_over", max(past))] if past else [Lack("no_agreement")]
    if None in ends:
        return []
    last = max(end for end in ends if end is not None)
    return [Lack("agreement_ends", last, stops=False)] if last - day <= SOON else []


def _of_permit(known: Known, day: dt.date) -> list[Lack]:
    if known.permit == "none":
        return []
    if known.permit != "given":
        return [Lack("permit_asked" if known.permit == "asked" else "permit_unknown")]
    if known.permit_until is None:
        return []
    if known.permit_until < day:
        return [Lack("permit_over", known.permit_until)]
    soon = known.permit_until - day <= SOON
    return [Lack("permit_ends", known.permit_until, stops=False)] if soon else []
