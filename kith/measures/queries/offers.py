"""Which measures one may offer to a person now, and in which languages."""

from dataclasses import dataclass

from kith.accounts.models import Member
from kith.core import alarms
from kith.measures import asking, library
from kith.measures.models import Trained
from kith.measures.rules.definition import Instrument
from kith.people.models import Person


@dataclass(frozen=True, slots=True)
class Offer:
    """One measure that may be offered. languages: those with a wording, the person's first."""

    instrument: Instrument
    languages: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    needs_duty: bool
    is_on_duty: bool

    @property
    def can_ask(self) -> bool:
        """Whether it may be asked at this moment; from paper it always may."""
        return bool(self.languages) and (self.is_on_duty or not self.needs_duty)

    @property
    def can_link(self) -> bool:
        return self.can_ask and self.instrument.asked_by == "person"


def offers_for(member: Member, person: Person) -> tuple[Offer, ...]:
    """Every measure of the library that this member may ask: two queries at most."""
    is_on_duty = alarms.someone_is_on_duty(person.organization_id)
    trainings = Trained.objects.present().filter(member=member)
    trained = set(trainings.values_list("instrument", flat=True))
    return tuple(
        _offer(instrument, person.language, is_on_duty)
        for instrument in library.instruments().values()
        if instrument.asked_by == "person" or instrument.name in trained
    )


def _offer(instrument: Instrument, wished: str, is_on_duty: bool) -> Offer:
    shown = {code: text for code, text in instrument.texts.items() if text.flags.displayable}
    return Offer(
        instrument=instrument,
        languages=tuple(sorted(shown, key=lambda code: (code != wished, code != "en", code))),
        unconfirmed=tuple(c for c, text in shown.items() if text.standing != "official"),
        needs_duty=asking.needs_duty(instrument),
        is_on_duty=is_on_duty,
    )
