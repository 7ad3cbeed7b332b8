"""Which measures may be asked how, now. The question about dying needs somebody who can answer."""

from uuid import UUID

from kith.core import alarms
from kith.measures import library
from kith.measures.models import Assessment
from kith.measures.refusals import CannotRead, NobodyOnDuty, NoWording
from kith.measures.rules.definition import Instrument

Mode = Assessment.Mode


def find(name: str) -> Instrument:
    """An instrument by its name, or CannotRead: somebody typed an address."""
    try:
        return library.get(name)
    except library.UnknownInstrument:
        raise CannotRead from None


def needs_duty(instrument: Instrument) -> bool:
    """Whether an answer may say that somebody is in danger, and no trained member sits beside."""
    return bool(instrument.safety_items) and instrument.asked_by == "person"


def fitting(instrument: Instrument, organization: UUID) -> Instrument | None:
    """The instrument, or the one that stands in for it while nobody is on duty; None where there is
    no other."""
    if not needs_duty(instrument) or alarms.someone_is_on_duty(organization):
        return instrument
    return library.get(instrument.stand_in) if instrument.stand_in else None


def require_askable(instrument: Instrument, organization: UUID, mode: str, language: str) -> None:
    """Refuse what may not be asked in this way. What stands on paper was asked already."""
    if mode == Mode.PAPER:
        return
    text = instrument.texts.get(language)
    if text is None or not (text.flags.displayable and text.flags.collectable):
        raise NoWording
    if instrument.asked_by == "trained" and mode in (Mode.LINK, Mode.TABLET):
        raise NoWording
    if needs_duty(instrument) and not alarms.someone_is_on_duty(organization):
        raise NobodyOnDuty
