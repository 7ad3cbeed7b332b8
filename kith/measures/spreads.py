"""What counts as a change here: the organisation's own values where it has set them."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from kith.measures import library
from kith.measures.models import Spread
from kith.measures.rules.definition import ChangeValues, Instrument


def all_of(organization: UUID) -> Mapping[str, Instrument]:
    """Every instrument as this organisation judges it: one query."""
    own = {
        spread.instrument: spread for spread in Spread.objects.filter(organization_id=organization)
    }
    return {
        name: judged(instrument, own.get(name))
        for name, instrument in library.instruments().items()
    }


def judged(instrument: Instrument, own: Spread | None) -> Instrument:
    """The instrument with the organisation's own spread, if it has one."""
    if own is None:
        return instrument
    line = own.case_at
    if line is None and instrument.change:
        line = instrument.change.case_at
    values = ChangeValues(own.source, sd=own.sd, reliability=own.reliability, case_at=line)
    return replace(instrument, change=values)
