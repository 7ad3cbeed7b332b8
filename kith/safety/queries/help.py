"""Numbers and steps for somebody in danger, of their place and in their language."""

from dataclasses import dataclass

from django.utils.translation import get_language

from kith.accounts.models import Organization
from kith.core import clock
from kith.safety import helplines
from kith.safety.helplines import Line
from kith.safety.models import CrisisWords, Helpline


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as the page shows it: sure, or to be checked."""

    line: Line
    is_verified: bool


def lines(organization: Organization, *, country: str = "", language: str = "") -> list[Shown]:
    """The organisation's own numbers first, then those of the country that came with Kith. One
    query. A number stands once."""
    wanted = (country or organization.country).upper()
    own = Helpline.objects.filter(steward=organization, withdrawn_at=None)
    rows = [_line(row) for row in own if row.country == wanted]
    known = {line.dial for line in rows}
    rows += [line for line in helplines.of_country(wanted) if line.dial not in known]
    today = clock.today()
    ordered = helplines.in_order(rows, language or get_language() or "en")
    return [Shown(line, line.is_verified(today)) for line in ordered]


def steps(organization: Organization, language: str = "") -> list[str]:
    """The organisation's own reviewed steps in this language; none, and the page has its own."""
    code = language or get_language() or "en"
    rows = CrisisWords.objects.filter(steward=organization, state=CrisisWords.State.REVIEWED)
    found = {row.language: row for row in rows}
    words = found.get(code) or found.get(code.partition("-")[0])
    return words.lines if words else []


def public_steps(language: str = "") -> list[str]:
    """Those of the oldest organisation that takes requests and has them reviewed in this language:
    for the crisis page, which belongs to everybody. One query."""
    code = language or get_language() or "en"
    rows = CrisisWords.objects.filter(
        state=CrisisWords.State.REVIEWED, steward__takes_requests=True,
        language__in=[code, code.partition("-")[0]],
    )  # fmt: skip
    first = rows.order_by("steward__created_at", "steward_id", "-language").first()
    return first.lines if first else []


def _line(row: Helpline) -> Line:
    return Line(
        name=row.name, dial_string=row.dial_string, country=row.country, kind=row.kind,
        hours=row.hours, languages=tuple(row.languages), audience=row.audience, source=row.source,
        verified_on=row.verified_on, next_check_due=row.next_check_due,
    )  # fmt: skip
