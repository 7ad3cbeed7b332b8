"""What is missing before an organisation may promise that somebody answers."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kith.accounts.models import Organization
from kith.core.languages import name_of
from kith.safety import access
from kith.safety.models import CrisisWords
from kith.safety.queries.rota import gaps_ahead

MOST = 5
"""Gaps named one by one; further ones are counted."""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing, in words, and which page mends it (the name of its address)."""

    what: str
    mend: str


def languages_of(organization: Organization) -> list[str]:
    """The languages in which people are answered; the pages' own where none is named."""
    return list(organization.languages) or ["en"]


def missing(organization: Organization) -> list[Missing]:
    """Nothing: ready. In the language of whoever reads it."""
    return [*_words(organization), *_number(organization), *_lead(organization),
            *_gaps(organization)]  # fmt: skip


def _words(organization: Organization) -> list[Missing]:
    rows = CrisisWords.objects.filter(steward=organization).values_list("language", "state")
    states = dict(rows)
    found = []
    for language in languages_of(organization):
        name = name_of(language)
        if language not in states:
            said = _("There are no crisis words in %(language)s.") % {"language": name}
            found.append(Missing(said, "crisis_words"))
        elif states[language] != CrisisWords.State.REVIEWED:
            said = _("Nobody has reviewed the crisis words in %(language)s.") % {"language": name}
            found.append(Missing(said, "crisis_words"))
    return found


def _number(organization: Organization) -> list[Missing]:
    if organization.crisis_number:
        return []
    return [Missing(_("No number to call is set for people in danger."), "organization_settings")]


def _lead(organization: Organization) -> list[Missing]:
    if access.responders(organization.id).with_role(*access.LEADS).exists():
        return []
    return [Missing(_("There is no supervisor who can be reached."), "members")]


def _gaps(organization: Organization) -> list[Missing]:
    holes = gaps_ahead(organization)
    found = []
    for hole in holes[:MOST]:
        start, end = (
            date_format(localtime(moment), "SHORT_DATETIME_FORMAT")
            for moment in (hole.start, hole.end)
        )
        said = _("Nobody is on duty from %(start)s to %(end)s.") % {"start": start, "end": end}
        found.append(Missing(said, "rota"))
    if len(holes) > MOST:
        said = _("Nobody is on duty at %(count)s other times.") % {"count": len(holes) - MOST}
        found.append(Missing(said, "rota"))
    return found
