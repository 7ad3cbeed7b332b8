"""Which answers must reach somebody on duty. An answer that was not given is not an all-clear."""

from dataclasses import dataclass

from kith.measures.rules.answers import Answers
from kith.measures.rules.definition import Instrument, Severity

ORDER: tuple[Severity, ...] = ("low", "moderate", "high")


@dataclass(frozen=True, slots=True)
class Concern:
    """How severe, and because of which items."""

    severity: Severity
    items: tuple[str, ...]


def of(instrument: Instrument, answers: Answers) -> Concern | None:
    """The most severe concern that single answers raise, or None."""
    raised: dict[str, Severity] = {}
    for item in instrument.items:
        value = answers[item.id]
        if isinstance(value, int) and value in item.raises:
            raised[item.id] = item.raises[value]
    if not raised:
        return None
    severity = max(raised.values(), key=ORDER.index)
    return Concern(severity, tuple(raised))
